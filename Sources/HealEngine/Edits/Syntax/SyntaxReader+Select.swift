extension SyntaxReader {
  /// select [distinct [on (…)]] items [from …] { clause }, or DuckDB's from … [select …] { clause }
  mutating func select() throws(SyntaxStop) -> String {
    let outer = names
    names = 0
    defer { names = outer }
    var parts: [String] = []
    var isFrom = take("from")
    if isFrom { parts.append(try sources()) }
    if take("select") {
      if take("distinct") {
        parts.append("distinct")
        if take("on") {
          try expect(symbol: "(")
          parts.append(try expressions())
          try expect(symbol: ")")
        }
      } else {
        _ = take("all")
      }
      parts.append(try items())
    }
    if !isFrom, take("from") {
      isFrom = true
      parts.append(try sources())
    }
    // Columns come from somewhere: without a `from` its word is missing or misspelt.
    guard isFrom || names == 0 else { throw stop() }
    while let clause = try clause() { parts.append(clause) }
    return "(select \(parts.joined(separator: " ")))"
  }

  private mutating func clause() throws(SyntaxStop) -> String? {
    // What a macro gives out by itself: `{{ dbt_utils.group_by(3) }}`.
    if let lexeme = next, lexeme.kind == .jinja {
      index += 1
      return lexeme.text
    }
    if take("where") { return "where \(try expression())" }
    if take("having") { return "having \(try expression())" }
    if take("qualify") { return "qualify \(try expression())" }
    if take("group", "by") { return "group \(take("all") ? "all" : try groupKeys())" }
    guard take("window") else { return nil }
    var windows: [String] = []
    repeat {
      let name = try name()
      try expect("as")
      windows.append(name + (try window()))
    } while takeComma()
    return "window \(windows)"
  }

  /// Keys, `grouping sets (…)`, `rollup (…)`, `cube (…)`, `()`.
  private mutating func groupKeys() throws(SyntaxStop) -> String {
    if take("grouping", "sets") {
      try expect(symbol: "(")
      var sets: [String] = []
      repeat {
        guard isNext(symbol: "(") else {
          sets.append(try expression())
          continue
        }
        sets.append(try row())
      } while takeComma()
      try expect(symbol: ")")
      return "sets \(sets)"
    }
    return try expressions()
  }

  /// (expression, …), which may be empty
  mutating func row() throws(SyntaxStop) -> String {
    try expect(symbol: "(")
    guard !take(symbol: ")") else { return "[]" }
    let inner = try expressions()
    try expect(symbol: ")")
    return inner
  }

  // MARK: The select list

  private mutating func items() throws(SyntaxStop) -> String {
    var items: [String] = []
    var commas: [Int] = []
    while true {
      skipOptionalCommas()
      if endsItems {
        guard !items.isEmpty, commas.last == index - 1, mayTrail else { throw stop() }
        break
      }
      items.append(try item())
      if isNext(symbol: ",") {
        commas.append(index)
        index += 1
      } else if !endsItems, hasJinja(before: index) || next?.kind == .jinja {
        // A macro may give out its comma, too.
        continue
      } else {
        break
      }
    }
    let boundaries = commas.count { isAtLineBoundary($0) }
    if boundaries > 0 { oddness += 10 * (commas.count - boundaries) }
    return "\(items)"
  }

  /// Commas that Jinja leaves out at one end of a list.
  private mutating func skipOptionalCommas() {
    while isNext(symbol: ","), hasJinja(before: index) || hasJinja(before: index + 1) { index += 1 }
  }

  private var endsItems: Bool {
    next == nil || isNext(symbol: ")") || isNext("from", "where", "group", "order", "union")
  }

  private var mayTrail: Bool {
    dialect == .duckdb || dialect == .snowflake || dialect == .bigquery
      || hasJinja(before: index) || hasJinja(before: index - 1)
  }

  private mutating func item() throws(SyntaxStop) -> String {
    if let star = try star() { return star }
    let expression = try expression()
    if take("as") {
      guard let lexeme = next, lexeme.isName || lexeme.kind == .jinja || lexeme.kind == .composite
      else { throw stop() }
      index += 1
      return "\(expression) as \(lexeme.text)"
    }
    guard let lexeme = next, lexeme.kind != .jinja, isName(lexeme) else { return expression }
    index += 1
    return "\(expression) as \(lexeme.text)"
  }

  /// `*`, `o.*`, with `except (…)`, `exclude (…)`, `replace (…)`, `rename (…)`
  mutating func star() throws(SyntaxStop) -> String? {
    var text = ""
    if isNext(symbol: "*") {
      index += 1
      text = "*"
    } else if let lexeme = next, isName(lexeme), peek(1)?.isSymbol(".") == true,
      peek(2)?.isSymbol("*") == true
    {
      index += 3
      text = "\(lexeme.text).*"
    } else {
      return nil
    }
    names += 1
    while isNext("except", "exclude", "replace", "rename") {
      let word = lexemes[index].text
      if word == "except", peek(1)?.isSymbol("(") != true { break }
      index += 1
      guard isNext(symbol: "(") else {
        text += " \(word) \(try name())"
        continue
      }
      index += 1
      repeat {
        text += " \(word) \(try expression())"
        if take("as") { text += " as \(try name())" }
      } while takeComma()
      try expect(symbol: ")")
    }
    return text
  }

  // MARK: Sources

  private mutating func sources() throws(SyntaxStop) -> String {
    var parts = [try source()]
    while true {
      if isNext(symbol: ",") {
        // One that a mend puts there would join everything with everything.
        guard next?.range.isEmpty == false else { throw stop() }
        index += 1
        parts.append(", \(try source())")
      } else if let join = takeJoin() {
        let source = try source()
        parts.append("\(join) \(source)\(try condition(of: join))")
      } else {
        return parts.joined(separator: " ")
      }
    }
  }

  /// nil where no join begins here.
  private mutating func takeJoin() -> String? {
    let words: Set<String> = [
      "natural", "asof", "inner", "left", "right", "full", "cross", "outer", "semi", "anti",
      "positional",
    ]
    var offset = 0
    var join: [String] = []
    while let lexeme = peek(offset), lexeme.kind == .word, words.contains(lexeme.text) {
      join.append(lexeme.text)
      offset += 1
    }
    guard peek(offset)?.isWord("join") == true else { return nil }
    index += offset + 1
    return (join.filter { $0 != "inner" && $0 != "outer" } + ["join"]).joined(separator: " ")
  }

  private mutating func condition(of join: String) throws(SyntaxStop) -> String {
    if take("on") { return " on \(try expression())" }
    if take("using") { return " using \(try nameList())" }
    let needsNone = ["cross", "natural", "positional"].contains { join.hasPrefix($0) }
    guard needsNone || hasJinja(before: index) || next?.kind == .jinja else { throw stop() }
    return ""
  }

  private mutating func source() throws(SyntaxStop) -> String {
    _ = take("lateral")
    var text: String
    if take(symbol: "(") {
      let startsQuery = isNext("select", "with", "from", "values") || isNext(symbol: "(")
      text = startsQuery || next?.kind == .jinja ? try query() : try sources()
      try expect(symbol: ")")
    } else if let lexeme = next, lexeme.kind == .string {
      index += 1
      text = lexeme.text
    } else {
      text = try name()
      while take(symbol: ".") {
        guard let part = next, part.kind != .symbol else { throw stop() }
        index += 1
        text += ".\(part.text)"
      }
      if isNext(symbol: "(") { text += try arguments(of: text) }
    }
    return text + (try sourceAlias())
  }

  private mutating func sourceAlias() throws(SyntaxStop) -> String {
    if take("as") {
      guard let lexeme = next, isName(lexeme) else { throw stop() }
    } else {
      guard let lexeme = next, lexeme.kind != .jinja, isName(lexeme),
        lexeme.kind != .word || !SQLWord.followsSource(lexeme.text)
      else { return "" }
    }
    let alias = try name()
    return " as \(alias)" + (isNext(symbol: "(") ? try nameList() : "")
  }
}
