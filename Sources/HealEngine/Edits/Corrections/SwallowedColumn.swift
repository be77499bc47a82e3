import HealLanguage

/// A column of a select list whose comma is missing, so that the column on the next line reads as its
/// alias.
struct SwallowedColumn {
  /// The lexeme of the column, and the one of what reads as its alias.
  var column: Int
  var alias: Int

  /// All of a view: plain columns with an alias on the next line and no `as`, in lists of one item a
  /// line.
  static func all(in view: ViewReader) -> [SwallowedColumn] {
    view.regions.flatMap(\.selects).flatMap { select in
      select.items.compactMap { item -> SwallowedColumn? in
        guard case .named(let alias) = item.alias, let last = item.expression.last,
          alias == last + 1, isColumn(item.expression, in: view), view.lexemes[alias].kind == .word
        else { return nil }
        let gap = view.lexemes[last].range.upperBound..<view.lexemes[alias].range.lowerBound
        guard view.view.bytes[gap].contains(UInt8(ascii: "\n")) else { return nil }
        return SwallowedColumn(column: last, alias: alias)
      }
    }
  }

  /// `a` or `o.a`.
  private static func isColumn(_ range: Range<Int>, in view: ViewReader) -> Bool {
    range.enumerated().allSatisfy { offset, index in
      offset % 2 == 0 ? view.lexemes[index].isName : view.isSymbol(index, ".")
    }
  }
}

/// Whether a text has exactly one place where the next line reads as the column's alias.
package func swallowsColumn(_ column: String, in text: [UInt8]) -> Bool {
  let correction = Correction(name: .separate, arguments: [column], dialect: .generic)
  return (try? correction.edits(in: text, path: "model.sql")) != nil
}
