import HealLanguage

extension ViewReader {
  /// A bare column in an equation becomes that of the input which the other side is not of; in a
  /// select list, that of the first of two inputs joined by it. `names` are the inputs that have the
  /// column, as `a.column, b.column` or `a, b`; where there is one, all bare ones are of that.
  func qualify(_ column: String, with names: String) throws(EditRefusal) -> [TextEdit] {
    let inputs = Name.list(in: names).map { ColumnName($0) }.map { $0.qualifier ?? $0.name }
    let bare = barePlaces(of: column).filter { index in
      let near = (region(of: index)?.selects ?? []).flatMap(\.sources).compactMap(name)
      return Set(near.map { $0.lowercased() }).isSuperset(of: inputs.map { $0.lowercased() })
    }
    if let owner = inputs.only, !bare.isEmpty {
      return bare.map { lexemes[$0].range.lowerBound }.map { TextEdit($0..<$0, owner + ".") }
    }
    guard inputs.count == 2, bare.count == 1, let index = bare.first else {
      throw EditRefusal("“\(column)” is written \(bare.count) times without saying whose it is")
    }
    let place = lexemes[index].range.lowerBound
    guard let other = otherSide(of: index, column), inputs.contains(where: { isName(other, $0) })
    else {
      guard let leading = leadingInput(of: column, at: index, inputs) else {
        throw EditRefusal("nothing says whose “\(column)” is meant")
      }
      return [TextEdit(place..<place, leading + ".")]
    }
    let rest = inputs.filter { !isName(other, $0) }
    guard rest.count == 1 else { throw EditRefusal("“\(column)” may be of several inputs") }
    return [TextEdit(place..<place, rest[0] + ".")]
  }

  /// The first of two inputs that are joined where their columns are equal, for an item of the select
  /// list: the second has the same value or, in a `left join`, none. nil where the list has the
  /// first one's already.
  private func leadingInput(of column: String, at index: Int, _ inputs: [String]) -> String? {
    guard
      let select = region(of: index)?.selects.first(where: { select in
        select.items.contains { $0.expression.contains(index) }
      }), select.sources.count == 2, let first = name(of: select.sources[0]),
      let input = inputs.first(where: { $0.lowercased() == first.lowercased() }),
      let condition = select.clauses.first(where: { $0.role == .on })?.range,
      condition.lowerBound > 0
    else { return nil }
    let words = select.sources[0].range.upperBound..<select.sources[1].range.lowerBound
    guard !words.contains(where: { ["right", "full", "cross"].contains(lexemes[$0].text) }),
      !condition.contains(where: { lexemes[$0].isWord("or") || lexemes[$0].isWord("not") })
    else { return nil }
    let isEqual = condition.contains { start in
      isSymbol(start + 1, ".") && isName(start + 2, column) && isSymbol(start + 3, "=")
        && isSymbol(start + 5, ".") && isName(start + 6, column)
    }
    let isGivenOut = select.items.contains { item in
      item.expression.count == 3 && isName(item.expression.lowerBound, input)
        && isName(item.expression.upperBound - 1, column)
    }
    return isEqual && !isGivenOut ? input : nil
  }

  /// Of `x.column = column`, in a condition of a join: the lexeme of `x`.
  private func otherSide(of index: Int, _ column: String) -> Int? {
    let isCondition = regions.contains { region in
      region.selects.contains { select in
        select.clauses.contains { $0.role == .on && $0.range.contains(index) }
      }
    }
    guard isCondition else { return nil }
    if isSymbol(index + 1, "="), isSymbol(index + 3, "."), isName(index + 4, column) {
      return index + 2
    }
    if isSymbol(index - 1, "="), isSymbol(index - 3, "."), isName(index - 2, column), index >= 4 {
      return index - 4
    }
    return nil
  }

  /// `a.column` becomes `b.column` where both are inputs of the query.
  func requalify(
    _ column: String, of relation: String, to other: String
  ) throws(EditRefusal) -> [TextEdit] {
    let wrong = places(of: column, qualifiedBy: relation)
    guard !wrong.isEmpty else { throw EditRefusal("nothing reads “\(relation).\(column)”") }
    for index in wrong where !qualifiers(at: index).contains(where: { $0.lowercased() == other.lowercased() })
    {
      throw EditRefusal("“\(other)” is no input beside “\(relation)”")
    }
    return wrong.map { rename($0 - 2, to: other) }
  }

  /// `column ⏎ next,` becomes `column, ⏎ next,`.
  func separate(_ column: String) throws(EditRefusal) -> [TextEdit] {
    let swallowed = SwallowedColumn.all(in: self).filter { isName($0.column, column) }
    guard swallowed.count == 1, let found = swallowed.first else {
      throw EditRefusal("no next line reads as the alias of one “\(column)”")
    }
    let end = lexemes[found.column].range.upperBound
    return [TextEdit(end..<end, ",")]
  }

  /// A name in double quotes becomes a text, where all of them are compared or listed.
  func quoteAsText(_ name: String) throws(EditRefusal) -> [TextEdit] {
    let found = places(of: name).filter { lexemes[$0].kind == .quotedName }
    guard !found.isEmpty, found.count == places(of: name).count else {
      throw EditRefusal("“\(name)” is not only written in double quotes")
    }
    for index in found where !isOperand(index) {
      throw EditRefusal("“\(name)” is not compared with anything")
    }
    let text = name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    return found.map { TextEdit(lexemes[$0].range, "'\(text)'") }
  }

  private func isOperand(_ index: Int) -> Bool {
    guard index > 0, !isSymbol(index - 1, "."), !isSymbol(index + 1, ".") else { return false }
    let before = lexemes[index - 1]
    if before.kind == .word {
      return ["then", "else", "when", "like", "ilike"].contains(before.text)
    }
    guard before.isSymbol("(") || before.isSymbol(",") else {
      return ["=", "<>", "!=", "||"].contains { before.isSymbol($0) }
    }
    return isInBrackets(index)
  }

  /// Whether the innermost brackets around a lexeme are of a call or of `in (…)`.
  private func isInBrackets(_ index: Int) -> Bool {
    let opening = lexemes.indices.last {
      $0 < index && isSymbol($0, "(") && parser.inside($0).contains(index)
    }
    guard let opening, opening > 0 else { return false }
    let inner = parser.inside(opening)
    guard !parser.startsQuery(inner.lowerBound, inner.upperBound) else { return false }
    let before = lexemes[opening - 1]
    return before.isWord("in") || (before.kind == .word && !SQLWord.isReserved(before.text))
  }
}
