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
    if inner.count == 1, isName(inner.lowerBound, column), case .named(let alias) = items[0].alias,
      hasOnlyBlanks(first...alias)
    {
      return [
        TextEdit(
          lexemes[first].range.lowerBound..<lexemes[alias].range.upperBound, written(inner))
      ]
    }
    guard hasOnlyBlanks(first...first + 1) else {
      throw EditRefusal("something stands between \(function) and its bracket")
    }
    // Blanks inside the brackets go with them, comments stay.
    let start =
      hasOnlyBlanks(first + 1...inner.lowerBound)
      ? lexemes[inner.lowerBound].range.lowerBound : lexemes[first + 1].range.upperBound
    let end =
      hasOnlyBlanks(last - 1...last)
      ? lexemes[last - 1].range.upperBound : lexemes[last].range.lowerBound
    return [
      TextEdit(lexemes[first].range.lowerBound..<start, ""),
      TextEdit(end..<lexemes[last].range.upperBound, ""),
    ]
  }
}
