/// What is expected of the rules where they are asked about a recorded run: a recording's `expect.heal`.
package struct RecordingExpectation: Hashable, Sendable {
  /// Why it is known to fail; nil for an ordinary recording.
  package var todo: String?
  /// These hold of one and the same failure of the run, whichever it is.
  package var lines: [Line]
  /// These hold of the failure of one node each.
  package var nodes: [OfNode]

  package init(todo: String? = nil, lines: [Line] = [], nodes: [OfNode] = []) {
    self.todo = todo
    self.lines = lines
    self.nodes = nodes
  }

  /// `failure "stg_orders" { … }`
  package struct OfNode: Hashable, Sendable {
    /// The node's name or unique id.
    package var node: String
    package var lines: [Line]
    package var location: Location

    package init(node: String, lines: [Line], location: Location) {
      self.node = node
      self.lines = lines
      self.location = location
    }
  }

  package struct Line: Hashable, Sendable {
    package var kind: Kind
    package var location: Location

    package init(_ kind: Kind, location: Location) {
      self.kind = kind
      self.location = location
    }
  }

  package enum Kind: Hashable, Sendable {
    /// What a rule's own test may expect too.
    case expect(RuleTest.Kind)
    /// One of these; never empty.
    case category([String])
    case rule(String)
    /// The file after the fix, as it is in the recording's `after/`.
    case fileAfter(String)
  }

  /// Nothing is asked.
  package var isEmpty: Bool { lines.isEmpty && nodes.isEmpty }
}
