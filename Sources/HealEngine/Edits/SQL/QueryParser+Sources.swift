extension QueryParser {
  /// source { (, | join) source [on … | using (…)] }
  func sources(_ index: inout Int, _ end: Int, into select: inout Select) {
    while index < end, !endsPart(index, end) {
      let start = index
      if isSymbol(index, ",", before: end) {
        index += 1
      } else if isJoin(index, end) {
        while index < end, lexemes[index].kind == .word,
          !isWord(index, "join", "apply", before: end)
        {
          index += 1
        }
        index += 1
      } else if isWord(index, "on", before: end) {
        let stop = pastCondition(index + 1, end)
        select.clauses.append(Clause(role: .on, range: index + 1..<stop))
        index = stop
      } else if isWord(index, "using", before: end), isSymbol(index + 1, "(", before: end) {
        select.clauses.append(Clause(role: .using, range: inside(index + 1)))
        index = past(index + 1)
      } else {
        source(&index, end, into: &select)
      }
      precondition(index > start, "every part of a from takes at least one lexeme")
    }
  }

  /// Whether a run of words that ends in `join` or `apply` begins here.
  private func isJoin(_ start: Int, _ end: Int) -> Bool {
    let words: Set<String> = [
      "natural", "asof", "inner", "left", "right", "full", "cross", "outer", "semi", "anti",
      "positional", "global", "any", "all", "lateral",
    ]
    var index = start
    while index < end, lexemes[index].kind == .word, words.contains(lexemes[index].text) {
      index += 1
    }
    return isWord(index, "join", before: end)
      || (index > start && isWord(index, "apply", before: end))
  }

  private func pastCondition(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, !endsPart(index, end), !isJoin(index, end), !lexemes[index].isSymbol(","),
      !isWord(index, "using", before: end)
    {
      index = past(index)
    }
    return index
  }

  private func source(_ index: inout Int, _ end: Int, into select: inout Select) {
    let isView = isWord(index, "lateral", before: end) && isWord(index + 1, "view", before: end)
    if isView { return lateralView(&index, end, into: &select) }
    if isWord(index, "lateral", before: end) { index += 1 }
    if isSymbol(index, "(", before: end), isJoinInBrackets(index) {
      return bracketedJoin(&index, end, into: &select)
    }
    let start = index
    let form = form(&index, end)
    var source = Source(form: form, range: start..<max(index, start + 1))
    index = source.range.upperBound
    skipModifiers(&index, end, of: &source)
    let named = alias(&index, end)
    source.alias = named.name
    source.columns = named.columns
    skipModifiers(&index, end, of: &source)
    select.sources.append(source)
  }

  /// (source join source …) [alias]
  private func bracketedJoin(_ index: inout Int, _ end: Int, into select: inout Select) {
    let inner = inside(index)
    let count = select.sources.count
    index = past(index)
    var position = inner.lowerBound
    sources(&position, inner.upperBound, into: &select)
    guard let name = alias(&index, end).name, select.sources.count == count + 1 else { return }
    select.sources[count].alias = name
  }

  private func isJoinInBrackets(_ index: Int) -> Bool {
    let inner = inside(index)
    guard !startsQuery(inner.lowerBound, inner.upperBound) else { return false }
    return !(inner.count == 1 && lexemes[inner.lowerBound].kind == .jinja && !hasRef(inner))
  }

  private func hasRef(_ range: Range<Int>) -> Bool {
    range.contains { lexemes[$0].text.contains("ref") || lexemes[$0].text.contains("source") }
  }

  private func form(_ index: inout Int, _ end: Int) -> Source.Form {
    let first = lexemes[index]
    if first.isSymbol("(") {
      let inner = inside(index)
      index = past(index)
      return .query(bracketed(inner))
    }
    if first.kind == .string {
      index += 1
      return .file
    }
    if first.isWord("values") {
      index += 1
      while isSymbol(index, "(", before: end) || isSymbol(index, ",", before: end) {
        index = past(index)
      }
      return .values
    }
    index += 1
    var isPlain = first.isName
    while isSymbol(index, ".", before: end) || isSymbol(index, "-", before: end), index + 1 < end {
      isPlain = isPlain && lexemes[index + 1].isName
      index += 2
    }
    if isSymbol(index, "(", before: end), first.kind != .jinja {
      let arguments = inside(index)
      index = past(index)
      return .function(arguments)
    }
    return isPlain ? .name : .jinja
  }

  /// [as] name [(columns)]
  private func alias(_ index: inout Int, _ end: Int) -> (name: Int?, columns: [Int]?) {
    let hasAs = isWord(index, "as", before: end)
    let position = hasAs ? index + 1 : index
    guard position < end, lexemes[position].isName || lexemes[position].kind == .composite else {
      return (nil, nil)
    }
    let word = lexemes[position]
    let isAlias =
      hasAs || word.kind != .word
      || (!SQLWord.followsSource(word.text) && !endsPart(position, end))
    guard isAlias else { return (nil, nil) }
    index = position + 1
    guard isSymbol(index, "(", before: end) else { return (position, nil) }
    let columns = split(inside(index)).compactMap(\.first)
    index = past(index)
    return (position, columns)
  }

  /// `tablesample (…)`, `for system_time as of …`, `pivot (…)`, `with offset as i`, `at (…)`.
  private func skipModifiers(_ index: inout Int, _ end: Int, of source: inout Source) {
    while index < end {
      if isWord(index, "pivot", "unpivot", "match_recognize", before: end) {
        source.form = .reshaped
        while index < end, !isSymbol(index, "(", before: end) { index += 1 }
        index = past(index)
      } else if isWord(index, "tablesample", "sample", "at", "before", before: end) {
        while index < end, !isSymbol(index, "(", before: end), !endsPart(index, end) { index += 1 }
        if isSymbol(index, "(", before: end) { index = past(index) }
      } else if isWord(index, "for", before: end) {
        index = pastCondition(index + 1, end)
      } else if isWord(index, "with", before: end) {
        index += 1
        if isSymbol(index, "(", before: end) {
          index = past(index)
        } else if index < end {
          index += 1
        }
      } else if isWord(index, "final", before: end) {
        index += 1
      } else {
        return
      }
    }
  }

  /// Spark's lateral view [outer] function(…) name [as column, …]
  private func lateralView(_ index: inout Int, _ end: Int, into select: inout Select) {
    index += 2
    if isWord(index, "outer", before: end) { index += 1 }
    let start = index
    while index < end, !isSymbol(index, "(", before: end) { index += 1 }
    guard index < end else { return }
    var source = Source(form: .function(inside(index)), range: start..<past(index))
    index = past(index)
    if index < end, lexemes[index].isName, !isWord(index, "as", before: end) {
      source.alias = index
      index += 1
    }
    var columns: [Int] = []
    if isWord(index, "as", before: end) {
      index += 1
      while index < end, lexemes[index].isName, !endsPart(index, end), !isJoin(index, end) {
        columns.append(index)
        index += 1
        guard isSymbol(index, ",", before: end) else { break }
        index += 1
      }
    }
    source.columns = columns
    select.sources.append(source)
  }
}
