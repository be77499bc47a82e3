/// One `match` or `unless`: it holds when any of its alternatives is found in the subject.
package struct MatchClause: Hashable, Sendable {
  package var subject: Subject
  package var alternatives: [Pattern]
  package var location: Location

  package init(subject: Subject = .message, alternatives: [Pattern], location: Location) {
    self.subject = subject
    self.alternatives = alternatives
    self.location = location
  }
}

/// The text that a pattern is looked for in.
package enum Subject: String, CaseIterable, Hashable, Sendable {
  /// The failure's own message block, wrappers stripped.
  case message
  /// All that dbt printed.
  case log
  /// The engine's or dbt's error code, such as a SQLSTATE.
  case code
  /// The compiled SQL of the node.
  case sql
  /// The node's unique id.
  case node

  /// What it is, for editors and `heal explain`.
  package var summary: String {
    switch self {
    case .message: "the failure's own message, wrappers stripped"
    case .log: "all that dbt printed"
    case .code: "the engine's or dbt's error code, such as a SQLSTATE"
    case .sql: "the compiled SQL of the node"
    case .node: "the node's unique id"
    }
  }
}
