extension ViewReader {
  /// Groups every grouped select by exactly what it does not aggregate.
  ///
  /// Where the keys are numbers they become the right ones; where they are written out, what is
  /// missing is added behind them.
  func completeGroupBy() throws(EditRefusal) -> [TextEdit] {
    var edits: [TextEdit] = []
    for select in regions.flatMap(\.selects) {
      guard let clause = select.clauses.first(where: { $0.role == .groupBy }) else {
        if let edit = grouping(of: select) { edits.append(edit) }
        continue
      }
      if let edit = try completion(of: clause, in: select) { edits.append(edit) }
    }
    guard edits.count == 1 else {
      throw EditRefusal("\(edits.count) selects are grouped by less than they give out")
    }
    return edits
  }

  /// The `group by` that a select which aggregates beside plain columns lacks; nil where it needs none.
  private func grouping(of select: Select) -> TextEdit? {
    let items = select.items
    let plain = items.indices.filter { isPlain(items[$0]) }
    guard items.allSatisfy({ $0.star == nil }), !plain.isEmpty, items.contains(where: aggregates),
      let first = select.sources.first?.range.lowerBound, first > 0
    else { return nil }
    let sources = select.sources.map { max($0.range.upperBound, ($0.alias ?? 0) + 1) }
    let conditions = select.clauses.compactMap { clause -> Int? in
      switch clause.role {
      case .on, .whereCondition: clause.range.upperBound
      case .using: clause.range.upperBound + 1
      default: nil
      }
    }
    guard let last = (sources + conditions).max().map({ $0 - 1 }), lexemes.indices.contains(last)
    else { return nil }
    let end = pastBlocks(lexemes[last].range.upperBound, since: lexemes[first].range.lowerBound)
    let keys = plain.map { String($0 + 1) }.joined(separator: ", ")
    let isUpper =
      lexemes[first - 1].range.count == 4
      && view.bytes[lexemes[first - 1].range].allSatisfy { (65...90).contains($0) }
    let indent = indentation(before: lexemes[first - 1].range.lowerBound)
    let clause = "\(indent)\(isUpper ? "GROUP BY" : "group by") \(keys)"
    return TextEdit(end..<end, view.bytes.lineEnd + clause)
  }

  /// Past the end of the Jinja blocks that have begun behind `start` and are open at an offset: what stands in them is
  /// not always there.
  private func pastBlocks(_ offset: Int, since start: Int) -> Int {
    var open: [Int] = []
    var outermost: Int?
    for tag in JinjaTag.read(in: view.bytes) where tag.form == .statement {
      guard tag.range.lowerBound >= start else { continue }
      if tag.range.lowerBound >= offset, outermost == nil { outermost = open.count }
      if outermost == 0 { break }
      let keyword = JinjaTag.keyword(of: tag.range, in: view.bytes)
      if JinjaCheck.opensBlock(keyword, tag.range, view.bytes) {
        open.append(tag.range.lowerBound)
      } else if keyword.hasPrefix("end"), open.popLast() != nil, open.isEmpty, outermost != nil {
        return tag.range.upperBound
      }
    }
    return offset
  }

  /// The blanks that begin the line of an offset.
  private func indentation(before offset: Int) -> String {
    let start = view.bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let blanks = view.bytes[start..<offset].prefix { $0 == 32 || $0 == 9 }
    return String(decoding: blanks, as: UTF8.self)
  }

  private func aggregates(_ item: Select.Item) -> Bool {
    let isWindow = item.expression.contains { lexemes[$0].isWord("over") }
    return !isWindow
      && item.expression.contains {
        lexemes[$0].kind == .word && isSymbol($0 + 1, "(") && SQLWord.isAggregate(lexemes[$0].text)
      }
  }

  private func completion(of clause: Clause, in select: Select) throws(EditRefusal) -> TextEdit? {
    guard select.items.allSatisfy({ $0.star == nil }), let first = clause.range.first,
      let last = clause.range.last
    else { return nil }
    let plain = select.items.indices.filter { isPlain(select.items[$0]) }
    let keys = parser.split(clause.range)
    guard keys.allSatisfy({ $0.count == 1 && lexemes[$0.lowerBound].kind == .number }) else {
      return try addition(of: plain, to: keys, in: select)
    }
    let given = keys.compactMap { Int(lexemes[$0.lowerBound].text) }
    let wanted = plain.map { $0 + 1 }
    let kept = given.filter { (1...select.items.count).contains($0) }
    guard !wanted.isEmpty, Set(given) != Set(wanted) else { return nil }
    guard Set(kept).isSubset(of: wanted) else {
      throw EditRefusal("it is grouped by what it aggregates")
    }
    let end = lexemes[last].range.upperBound
    if wanted.starts(with: given) {
      return TextEdit(end..<end, wanted.dropFirst(given.count).map { ", \($0)" }.joined())
    }
    guard hasOnlyBlanks(first...last) else {
      throw EditRefusal("a comment or Jinja stands between the numbers it is grouped by")
    }
    let range = lexemes[first].range.lowerBound..<end
    return TextEdit(range, wanted.map(String.init).joined(separator: ", "))
  }

  private func addition(of plain: [Int], to keys: [Range<Int>], in select: Select)
    throws(EditRefusal) -> TextEdit?
  {
    let known = keys.map(canonical)
    guard !keys.contains(where: { lexemes[$0.lowerBound].kind == .jinja || isAll($0) }) else {
      return nil
    }
    let numbers = keys.compactMap { $0.count == 1 ? Int(lexemes[$0.lowerBound].text) : nil }
    let missing = plain.filter { index in
      let item = select.items[index]
      guard !known.contains(canonical(item.expression)), !numbers.contains(index + 1) else {
        return false
      }
      if case .named(let alias) = item.alias { return !known.contains(lexemes[alias].text) }
      return true
    }
    guard !missing.isEmpty, let last = keys.last?.last else { return nil }
    let names =
      plain.map { name(of: select.items[$0]) }
      + plain.map { canonical(select.items[$0].expression) }
    guard known.allSatisfy({ names.contains($0) || Int($0) != nil }) else {
      throw EditRefusal("it is grouped by what it does not give out: the wrong key may be there")
    }
    guard missing.count == 1 else {
      throw EditRefusal("\(missing.count) items are missing in its group by")
    }
    let end = lexemes[last].range.upperBound
    return TextEdit(end..<end, ", " + written(select.items[missing[0]].expression))
  }

  private func name(of item: Select.Item) -> String {
    if case .named(let alias) = item.alias { return lexemes[alias].text.lowercased() }
    return canonical(item.expression)
  }

  private func isAll(_ key: Range<Int>) -> Bool { lexemes[key.lowerBound].isWord("all") }

  /// The last name of a dotted one, else the words without their blanks.
  private func canonical(_ range: Range<Int>) -> String {
    if let last = range.last,
      range.enumerated().allSatisfy({ offset, index in
        offset % 2 == 0 ? lexemes[index].isName : isSymbol(index, ".")
      })
    {
      return lexemes[last].text.lowercased()
    }
    return range.map { lexemes[$0].text.lowercased() }.joined(separator: " ")
  }

  /// Whether an item must be grouped by: it reads a column, outside any aggregate and window.
  private func isPlain(_ item: Select.Item) -> Bool {
    var readsColumn = false
    var index = item.expression.lowerBound
    while index < item.expression.upperBound {
      let lexeme = lexemes[index]
      if lexeme.kind == .jinja { readsColumn = true }
      if lexeme.kind == .word, isSymbol(index + 1, "("), SQLWord.isAggregate(lexeme.text) {
        return false
      }
      if lexeme.isWord("over") { return false }
      if lexeme.isName, !SQLWord.isReserved(lexeme.text), !isSymbol(index + 1, "(") {
        readsColumn = true
      }
      index += 1
    }
    return readsColumn
  }
}

extension SQLWord {
  /// Functions that make one value of many rows.
  static func isAggregate(_ function: String) -> Bool { aggregates.contains(function) }

  private static let aggregates: Set<String> = [
    "any_value", "approx_count_distinct", "arbitrary", "arg_max", "arg_min", "array_agg", "avg",
    "bit_and", "bit_or", "bool_and", "bool_or", "count", "count_if", "countif", "every", "first",
    "group_concat", "histogram", "json_agg", "jsonb_agg", "last", "list", "listagg", "max",
    "max_by",
    "mean", "median", "min", "min_by", "mode", "percentile_cont", "percentile_disc", "product",
    "quantile", "quantile_cont", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum",
    "var_pop", "var_samp", "variance",
  ]
}
