import HealLanguage

extension ViewReader {
  /// `x as column` becomes `f(x) as column`, and `column` becomes `f(column) as column`.
  func wrapInCall(_ function: String, around column: String) throws(EditRefusal) -> [TextEdit] {
    let items = regions.flatMap(\.selects).flatMap(\.items).filter { isCalled($0, column) }
    guard items.count == 1, let first = items[0].expression.first,
      let last = items[0].expression.last
    else { throw EditRefusal("\(items.count) items of a select list are called “\(column)”") }
    let start = lexemes[first].range.lowerBound
    let end = lexemes[last].range.upperBound
    let isBare = items[0].alias == .none
    return [
      TextEdit(start..<start, "\(function)("),
      TextEdit(end..<end, isBare ? ") as \(written(last..<last + 1))" : ")"),
    ]
  }

  /// `f(x) as column` becomes `x as column`, `f(column)` becomes `column`.
  func unwrapCall(_ function: String, around column: String) throws(EditRefusal) -> [TextEdit] {
    let items = regions.flatMap(\.selects).flatMap(\.items).filter { item in
      guard let first = item.expression.first, item.expression.count > 3 else { return false }
      guard lexemes[first].isWord(function.lowercased()), isSymbol(first + 1, "("),
        parser.past(first + 1) == item.expression.upperBound,
        parser.split(parser.inside(first + 1)).count == 1
      else { return false }
      if case .named(let alias) = item.alias { return isName(alias, column) }
      return false
    }
    guard items.count == 1, let first = items[0].expression.first,
      let last = items[0].expression.last
    else {
      throw EditRefusal("\(items.count) calls of \(function)() make “\(column)”")
    }
    let inner = parser.inside(first + 1)
    // `upper(status) as status` becomes `status`.
    if inner.count == 1, isName(inner.lowerBound, column), case .named(let alias) = items[0].alias {
      return [
        TextEdit(
          lexemes[first].range.lowerBound..<lexemes[alias].range.upperBound, written(inner))
      ]
    }
    return [
      TextEdit(lexemes[first].range.lowerBound..<lexemes[inner.lowerBound].range.lowerBound, ""),
      TextEdit(lexemes[inner.upperBound - 1].range.upperBound..<lexemes[last].range.upperBound, ""),
    ]
  }
}
