/// Puts an alias back that a file had when it last worked, where the rest of the item is what it was.
package struct AliasRestoration {
  let committed: String
  let alias: String

  package init(committed: String, alias: String) { (self.committed, self.alias) = (committed, alias) }

  /// - Throws: where no such alias is gone, or several are.
  package func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    let diff = TokenDiff(before: Array(committed.utf8), after: text)
    let lost = diff.changes.filter { change in
      change.new.isEmpty && [[alias.lowercased()], ["as", alias.lowercased()]].contains(change.old.map { $0.lowercased() })
    }
    guard lost.count == 1, let change = lost.first else {
      throw EditRefusal("\(lost.count) aliases “\(alias)” are gone")
    }
    return [diff.reverting(change)]
  }
}
