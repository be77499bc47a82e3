package import HealLanguage

/// What the data say of a column that is gone and of one that appeared in its place.
package struct RenameProof: Hashable, Sendable {
  /// Whether the new one holds what the old one held.
  package var isProven: Bool
  /// What was compared, with numbers; a clause.
  package var clause: String

  package init(isProven: Bool, clause: String) {
    self.isProven = isProven
    self.clause = clause
  }

  /// As evidence answers ``Question/renameProof(_:to:node:)``; nil where the data were not compared.
  init?(_ value: Value) {
    guard case .list(let parts) = value, parts.count == 2, case .bool(let isProven) = parts[0],
      case .text(let clause) = parts[1]
    else { return nil }
    self.init(isProven: isProven, clause: clause)
  }

  /// As evidence answers with it.
  package var value: Value { .list([.bool(isProven), .text(clause)]) }
}
