package import HealLanguage

/// What the past says of a name that a text says today.
package struct NameHistory: Hashable, Sendable {
  /// Whether any text, manifest or table had it before the text that says it now was written.
  package var existed: Bool
  /// Who was asked, or who had it: `commit 1a2b3c4`, `no commit and no green manifest`.
  package var witness: String

  package init(existed: Bool, witness: String) {
    self.existed = existed
    self.witness = witness
  }

  /// As evidence answers ``Question/nameHistory(_:file:)``; nil where nothing could be asked.
  init?(_ value: Value) {
    guard case .list(let parts) = value, parts.count == 2, case .bool(let existed) = parts[0],
      case .text(let witness) = parts[1]
    else { return nil }
    self.init(existed: existed, witness: witness)
  }

  /// As evidence answers with it.
  package var value: Value { .list([.bool(existed), .text(witness)]) }
}
