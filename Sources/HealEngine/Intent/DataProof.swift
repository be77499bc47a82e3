package import HealLanguage

/// What the data say of a change: whether what it makes of today's data is what a table of the last green run kept.
package struct DataProof: Hashable, Sendable {
  /// Whether the values are the same.
  package var isProven: Bool
  /// What was compared, with numbers; a clause.
  package var clause: String

  package init(isProven: Bool, clause: String) {
    self.isProven = isProven
    self.clause = clause
  }

  /// As evidence answers ``Question/renameProof(_:to:node:)`` and ``Question/editProof(path:text:names:)``; nil where the
  /// data were not compared.
  package init?(_ value: Value) {
    guard case .list(let parts) = value, parts.count == 2, case .bool(let isProven) = parts[0],
      case .text(let clause) = parts[1]
    else { return nil }
    self.init(isProven: isProven, clause: clause)
  }

  /// As evidence answers with it.
  package var value: Value { .list([.bool(isProven), .text(clause)]) }
}
