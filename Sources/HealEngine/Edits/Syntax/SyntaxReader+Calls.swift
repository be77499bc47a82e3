extension SyntaxReader {
  /// (arguments) and what may follow them: `within group`, `filter`, `over`.
  mutating func arguments(of function: String) throws(SyntaxStop) -> String {
    let isHanging = isAtLineEnd(index)
    try expect(symbol: "(")
    var text = "("
    if take("distinct") { text += "distinct " } else if isNext("all") { index += 1 }
    var count = 0
    if !isNext(symbol: ")") {
      repeat {
        count += 1
        // Arguments on several lines begin on one of their own.
        if !isHanging, index > 0, lexemes[index - 1].isSymbol(","), isAtLineBoundary(index - 1) {
          oddness += 5
        }
        text += try argument(of: function) + ","
      } while takeComma()
    }
    if let usual = SQLWord.usualArguments(of: function), !usual.contains(count) { refusals += 1 }
    if take("ignore", "nulls") || take("respect", "nulls") { text += " nulls" }
    if take("order", "by") { text += " order \(try sortKeys())" }
    if take("ignore", "nulls") || take("respect", "nulls") { text += " nulls" }
    if take("limit") { text += " limit \(try expression())" }
    try expect(symbol: ")")
    return text + ")" + (try callSuffixes())
  }

  private mutating func argument(of function: String) throws(SyntaxStop) -> String {
    if isNext("select", "with") { return try query() }
    if let star = try star() { return star }
    if let name = next, name.isName, let arrow = peek(1),
      arrow.isSymbol("=>") || arrow.isSymbol(":=")
    {
      index += 2
      return "\(name.text) => \(try expression())"
    }
    if function == "trim", isNext("both", "leading", "trailing"), let side = next {
      index += 1
      _ = take("from")
      return "\(side.text) \(try expression())" + (take("from") ? " \(try expression())" : "")
    }
    var text = try expression()
    if ["extract", "substring", "trim", "overlay"].contains(function) {
      if take("from") { text += " from \(try expression())" }
      if take("for") { text += " for \(try expression())" }
    }
    if function == "struct", take("as") { text += " as \(try name())" }
    return text
  }

  private mutating func callSuffixes() throws(SyntaxStop) -> String {
    var text = ""
    if take("within", "group") {
      try expect(symbol: "(")
      guard take("order", "by") else { throw stop() }
      text += " within \(try sortKeys())"
      try expect(symbol: ")")
    }
    if isNext("filter"), peek(1)?.isSymbol("(") == true {
      index += 2
      _ = take("where")
      text += " filter \(try expression())"
      try expect(symbol: ")")
    }
    if take("ignore", "nulls") || take("respect", "nulls") { text += " nulls" }
    guard take("over") else { return text }
    return text + " over " + (isNext(symbol: "(") ? try window() : try name())
  }

  /// ([name] [partition by …] [order by …] [frame])
  mutating func window() throws(SyntaxStop) -> String {
    try expect(symbol: "(")
    var text = "["
    if let base = next, base.kind == .word || base.kind == .jinja, isName(base),
      !isNext("partition", "rows", "range", "groups")
    {
      index += 1
      text += base.text
    }
    if take("partition", "by") { text += "by \(try expressions())" }
    if take("order", "by") { text += "order \(try sortKeys())" }
    if isNext("rows", "range", "groups") { text += try frame() }
    try expect(symbol: ")")
    return text + "]"
  }

  /// rows | range | groups [between] bound [and bound] [exclude …]
  private mutating func frame() throws(SyntaxStop) -> String {
    var text = lexemes[index].text
    index += 1
    let isBetween = take("between")
    text += try bound()
    if isBetween {
      try expect("and")
      text += try bound()
    }
    if take("exclude") {
      while isNext("current", "row", "ties", "group", "no", "others") { index += 1 }
    }
    return text
  }

  private mutating func bound() throws(SyntaxStop) -> String {
    if take("current", "row") { return " current" }
    let amount = take("unbounded") ? "unbounded" : try expression(7)
    guard isNext("preceding", "following"), let word = next?.text else { throw stop() }
    index += 1
    return " \(amount) \(word)"
  }
}
