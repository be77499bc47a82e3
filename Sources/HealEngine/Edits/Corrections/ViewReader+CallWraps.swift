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

  /// `x as column` becomes `cast(x as t) as column`, and so does `cast(x as u) as column`.
  func castOutput(_ column: String, to type: String) throws(EditRefusal) -> [TextEdit] {
    let selects = regions.flatMap(\.selects).filter { select in select.items.contains { isCalled($0, column) } }
    // The outermost select comes last; what stands further in may have its readers.
    guard let items = selects.last?.items.filter({ isCalled($0, column) }), items.count == 1,
      let first = items[0].expression.first, let last = items[0].expression.last
    else { throw EditRefusal("no item of a select list is called “\(column)”") }
    guard selects.count == 1 || items[0].expression.count > 1 else {
      throw EditRefusal("\(selects.count) select lists have an item called “\(column)”")
    }
    let start = lexemes[first].range.lowerBound
    let end = lexemes[last].range.upperBound
    if lexemes[first].isWord("cast"), isSymbol(first + 1, "("), parser.past(first + 1) == items[0].expression.upperBound,
      let keyword = parser.inside(first + 1).last(where: { lexemes[$0].isWord("as") }), keyword + 1 < last
    {
      return [TextEdit(lexemes[keyword + 1].range.lowerBound..<lexemes[last - 1].range.upperBound, type)]
    }
    let isBare = items[0].alias == .none
    let name = isBare ? " as \(written(last..<last + 1))" : ""
    return [TextEdit(start..<start, "cast("), TextEdit(end..<end, " as \(type))\(name)")]
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

  /// `cast(column as t)` becomes `cast(f(column) as t)`, of the text `f({})`; and so does `column::t`.
  func wrapCast(of column: String, in text: String) throws(EditRefusal) -> [TextEdit] {
    let halves = text.split(separator: "{}", omittingEmptySubsequences: false)
    guard halves.count == 2 else { throw EditRefusal("“\(text)” needs one {}") }
    let cast = places(of: column).filter { index in
      isSymbol(index + 1, "::")
        || (lexemes.indices.contains(index + 1) && lexemes[index + 1].isWord("as")
          && isCastAlone(index))
    }
    guard cast.count == 1, let index = cast.first else {
      throw EditRefusal("“\(column)” is cast \(cast.count) times")
    }
    let start = lexemes[firstPart(of: index)].range.lowerBound
    let end = lexemes[index].range.upperBound
    return [TextEdit(start..<start, String(halves[0])), TextEdit(end..<end, String(halves[1]))]
  }

  /// Of a name with its qualifiers in front.
  private func firstPart(of index: Int) -> Int {
    var start = index
    while isSymbol(start - 1, "."), start > 1, lexemes[start - 2].isName { start -= 2 }
    return start
  }

  /// Whether nothing but its qualifiers stands between `cast(` and the name.
  private func isCastAlone(_ index: Int) -> Bool {
    let start = firstPart(of: index)
    guard isSymbol(start - 1, "("), start > 1 else { return false }
    return ["cast", "try_cast", "safe_cast"].contains { lexemes[start - 2].isWord($0) }
  }
}
