extension QueryParser {
  /// The words that end a select list and begin a clause.
  private func clause(at index: Int, _ end: Int) -> (role: Clause.Role, length: Int)? {
    guard index < end, lexemes[index].kind == .word else { return nil }
    let isBy = isWord(index + 1, "by", before: end)
    switch lexemes[index].text {
    case "where": return (.whereCondition, 1)
    case "having": return (.having, 1)
    case "qualify": return (.qualify, 1)
    case "group" where isBy: return (.groupBy, 2)
    case "order" where isBy: return (.orderBy, 2)
    case "cluster" where isBy, "distribute" where isBy, "sort" where isBy: return (.orderBy, 2)
    case "connect" where isBy, "partition" where isBy: return (.other, 2)
    case "start" where isWord(index + 1, "with", before: end): return (.other, 2)
    case "window" where isWord(index + 2, "as", before: end): return (.window, 1)
    case "limit", "offset", "fetch": return (.other, 1)
    default: return nil
    }
  }

  /// Whether the words at `index` belong to no expression or source that came before.
  func endsPart(_ index: Int, _ end: Int) -> Bool {
    guard index < end, lexemes[index].kind == .word else { return index >= end }
    if isWord(index, "from", before: end) { return !isComparison(index) }
    return clause(at: index, end) != nil || endsArm(index, end)
      || isWord(index, "select", before: end)
  }

  /// `is distinct from`
  private func isComparison(_ index: Int) -> Bool {
    guard index > 1, lexemes[index - 1].isWord("distinct") else { return false }
    return lexemes[index - 2].isWord("is") || lexemes[index - 2].isWord("not")
  }

  /// Past everything up to the next clause, outside brackets.
  func pastExpression(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, !isPartEnd(index, start, end) { index = past(index) }
    return index
  }

  /// A clause's word right after a dot is a column.
  private func isPartEnd(_ index: Int, _ start: Int, _ end: Int) -> Bool {
    guard endsPart(index, end) else { return false }
    return index == start || !lexemes[index - 1].isSymbol(".")
  }

  /// select items [from …] { clause }, or DuckDB's from … [select items] { clause }
  func select(_ index: inout Int, _ end: Int) -> Select {
    var select = Select(start: index)
    while index < end, !endsArm(index, end) {
      let start = index
      if isWord(index, "select", before: end) {
        guard select.items.isEmpty else { return select }
        index += 1
        skipQuantifiers(&index, end, into: &select)
        let stop = pastExpression(index, end)
        select.items = split(index..<stop).map(item)
        index = stop
      } else if isWord(index, "from", before: end) {
        index += 1
        sources(&index, end, into: &select)
      } else {
        select.clauses.append(nextClause(&index, end))
      }
      precondition(index > start, "every part of a select takes at least one lexeme")
    }
    return select
  }

  private func nextClause(_ index: inout Int, _ end: Int) -> Clause {
    let found = clause(at: index, end)
    let start = index + (found?.length ?? 0)
    index = max(pastExpression(start, end), index + 1)
    return Clause(role: found?.role ?? .other, range: start..<max(index, start))
  }

  /// What follows the arms of a set operation in brackets.
  func clauses(_ range: Range<Int>) -> [Clause] {
    var clauses: [Clause] = []
    var index = range.lowerBound
    while index < range.upperBound { clauses.append(nextClause(&index, range.upperBound)) }
    return clauses
  }

  /// [all | distinct [on (…)]] [top n] [as struct | as value]
  private func skipQuantifiers(_ index: inout Int, _ end: Int, into select: inout Select) {
    if isWord(index, "all", "distinct", before: end) { index += 1 }
    if isWord(index, "on", before: end), isSymbol(index + 1, "(", before: end) {
      select.clauses.append(Clause(role: .distinctOn, range: inside(index + 1)))
      index = past(index + 1)
    }
    if isWord(index, "top", before: end), index + 1 < end,
      lexemes[index + 1].kind == .number || lexemes[index + 1].isSymbol("(")
    {
      index = past(index + 1)
    }
    if isWord(index, "as", before: end), isWord(index + 1, "struct", "value", before: end) {
      index += 2
    }
  }

  private func item(_ range: Range<Int>) -> Select.Item {
    if let star = star(range) { return Select.Item(expression: range, alias: .none, star: star) }
    if let keyword = lastAs(range) {
      let named = keyword + 1..<range.upperBound
      let isName = named.count == 1 && (lexemes[named.lowerBound].isName)
      return Select.Item(
        expression: range.lowerBound..<keyword,
        alias: isName ? .named(named.lowerBound) : .opaque)
    }
    guard let alias = impliedAlias(range) else {
      return Select.Item(expression: range, alias: .none)
    }
    let isOpaque = lexemes[alias].kind == .composite || lexemes[alias].kind == .jinja
    return Select.Item(
      expression: range.lowerBound..<alias, alias: isOpaque ? .opaque : .named(alias))
  }

  private func lastAs(_ range: Range<Int>) -> Int? {
    var found: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      if lexemes[index].isWord("as"), index > range.lowerBound { found = index }
      index = past(index)
    }
    return found
  }

  /// `expression name`: a name right after what can end an expression.
  private func impliedAlias(_ range: Range<Int>) -> Int? {
    guard range.count >= 2 else { return nil }
    let last = range.upperBound - 1
    let before = lexemes[last - 1]
    let isName =
      lexemes[last].kind == .quotedName || lexemes[last].kind == .composite
      || (lexemes[last].kind == .word && !SQLWord.isReserved(lexemes[last].text))
    guard isName else { return nil }
    switch before.kind {
    case .quotedName, .string, .number, .jinja, .composite: return last
    case .symbol: return [")", "]", "}"].contains(before.text) ? last : nil
    case .word: return SQLWord.endsExpression(before.text) ? last : nil
    }
  }

  /// `*`, `x.*`, with `except`, `exclude`, `replace` and `rename` after it.
  private func star(_ range: Range<Int>) -> Select.Star? {
    var index = range.lowerBound
    var star = Select.Star()
    while index + 1 < range.upperBound, lexemes[index + 1].isSymbol(".") {
      star.qualifier = index
      index += 2
    }
    guard isSymbol(index, "*", before: range.upperBound) else { return nil }
    index += 1
    while index < range.upperBound {
      let kinds: [String: Select.Modifier.Kind] = [
        "except": .except, "exclude": .except, "replace": .replace, "rename": .rename,
      ]
      let next = index + 1
      guard let kind = kinds[lexemes[index].text], next < range.upperBound else { return star }
      let body = isSymbol(next, "(", before: range.upperBound) ? inside(next) : next..<next + 1
      star.modifiers.append(Select.Modifier(kind: kind, range: body))
      index = past(next)
    }
    return star
  }
}
