extension SyntaxReader {
  mutating func expressions() throws(SyntaxStop) -> String {
    var list: [String] = []
    repeat { list.append(try expression()) } while takeComma()
    return "\(list)"
  }

  /// Keys of `order by`.
  mutating func sortKeys() throws(SyntaxStop) -> String {
    var keys: [String] = []
    repeat {
      var key = take("all") ? "all" : try expression()
      if take("desc") { key += " desc" } else { _ = take("asc") }
      if take("nulls") {
        guard isNext("first", "last"), let word = next?.text else { throw stop() }
        index += 1
        key += " nulls \(word)"
      }
      keys.append(key)
    } while takeComma()
    return "\(keys)"
  }

  /// An expression whose operators bind at least as tightly as `minimum`.
  mutating func expression(_ minimum: Int = 0) throws(SyntaxStop) -> String {
    try enter()
    defer { leave() }
    var left = try prefix()
    // Comparisons do not chain.
    var ceiling = Int.max
    while let found = infix(), found.power >= minimum, found.power < ceiling {
      index += found.length
      switch found.name {
      case "is": left = try test(left)
      case "between", "not between":
        let low = try expression(7)
        try expect("and")
        left = "(\(found.name) \(left) \(low) \(try expression(7)))"
      case "in", "not in": left = "(\(found.name) \(left) \(try members()))"
      case "at time zone": left = "(zone \(left) \(try expression(11)))"
      case "isnull", "notnull": left = "(\(found.name) \(left))"
      default:
        let right = try expression(found.power + 1)
        if found.power < 3 { refusals += [left, right].count(where: SyntaxReader.isPlainValue) }
        left = "(\(found.name) \(left) \(right))"
        if take("escape") { left += try expression(7) }
      }
      if found.power == 5 { ceiling = 5 }
    }
    return left
  }

  /// Whether it is a text or a number by itself, which is no condition.
  private static func isPlainValue(_ meaning: String) -> Bool {
    guard let first = meaning.utf8.first else { return false }
    return first.isDigit || first == UInt8(ascii: "'")
  }

  private mutating func prefix() throws(SyntaxStop) -> String {
    if take("not") { return "(not \(try expression(3)))" }
    for sign in ["-", "+", "~"] where take(symbol: sign) {
      return "(\(sign) \(try expression(11)))"
    }
    return try postfix()
  }

  /// [not] null, true, false, unknown or distinct from …
  private mutating func test(_ left: String) throws(SyntaxStop) -> String {
    let not = take("not") ? "not " : ""
    if take("distinct") {
      try expect("from")
      return "(is \(not)distinct \(left) \(try expression(6)))"
    }
    guard isNext("null", "true", "false", "unknown"), let word = next?.text else { throw stop() }
    index += 1
    return "(is \(not)\(word) \(left))"
  }

  private mutating func members() throws(SyntaxStop) -> String {
    guard take(symbol: "(") else { return try postfix() }
    let isQuery = isNext("select", "with", "from", "values")
    let inner = isQuery ? try query() : try expressions()
    try expect(symbol: ")")
    return inner
  }

  // MARK: Operators

  private struct Infix {
    var name: String
    var power: Int
    var length: Int
  }

  private func infix() -> Infix? {
    guard let next else { return nil }
    if next.kind == .word { return wordInfix(next.text) }
    guard next.kind == .symbol else { return nil }
    let (text, length) = operatorText
    switch text {
    case "=", "==": return Infix(name: "=", power: 5, length: length)
    case "<>", "!=": return Infix(name: "<>", power: 5, length: length)
    case "<", ">", "<=", ">=": return Infix(name: text, power: 5, length: length)
    case "+", "-": return Infix(name: text, power: 8, length: length)
    case "*", "/", "%", "//": return Infix(name: text, power: 9, length: length)
    case "^", "**": return Infix(name: text, power: 10, length: length)
    case "||", "->", "->>", "&", "|", "~", "!~", "~*", "@>", "<@", "&&", "<<", ">>":
      return Infix(name: text, power: 7, length: length)
    default: return nil
    }
  }

  /// Two symbols side by side that are one operator.
  private var operatorText: (String, Int) {
    let text = lexemes[index].text
    guard let second = peek(1), second.kind == .symbol,
      second.range.lowerBound == lexemes[index].range.upperBound
    else { return (text, 1) }
    let pairs = ["==", "//", "**", "!~", "~*", "@>", "<@", "&&", "<<", ">>"]
    return pairs.contains(text + second.text) ? (text + second.text, 2) : (text, 1)
  }

  private func wordInfix(_ word: String) -> Infix? {
    switch word {
    case "or": return Infix(name: word, power: 1, length: 1)
    case "and": return Infix(name: word, power: 2, length: 1)
    case "is": return Infix(name: word, power: 4, length: 1)
    case "isnull", "notnull": return Infix(name: word, power: 4, length: 1)
    case "between", "in": return Infix(name: word, power: 6, length: 1)
    case "like", "ilike", "rlike", "glob", "regexp": return Infix(name: word, power: 6, length: 1)
    case "similar" where peek(1)?.isWord("to") == true:
      return Infix(name: word, power: 6, length: 2)
    case "not":
      guard let second = peek(1), second.kind == .word,
        ["between", "in", "like", "ilike", "rlike", "similar"].contains(second.text)
      else { return nil }
      return Infix(name: "not \(second.text)", power: 6, length: second.text == "similar" ? 3 : 2)
    case "at" where peek(1)?.isWord("time") == true && peek(2)?.isWord("zone") == true:
      return Infix(name: "at time zone", power: 10, length: 3)
    default: return nil
    }
  }

  // MARK: Types

  mutating func type() throws(SyntaxStop) -> String {
    guard let first = next, isName(first) || first.isWord("array") else { throw stop() }
    index += 1
    var text = first.text
    if first.isWord("double") { _ = take("precision") }
    if first.isWord("character") { _ = take("varying") }
    if take(symbol: "(") {
      text += "("
      try skipBrackets(into: &text)
    }
    if first.isWord("timestamp") || first.isWord("time") {
      if take("with", "time", "zone") { text += " with" }
      _ = take("without", "time", "zone")
    }
    while isNext(symbol: "["), peek(1)?.isSymbol("]") == true {
      index += 2
      text += "[]"
    }
    return text
  }

  /// Up to the closing bracket: sizes of a type, fields of a struct.
  private mutating func skipBrackets(into text: inout String) throws(SyntaxStop) {
    var depth = 1
    while depth > 0 {
      guard let lexeme = next, !SQLWord.isReserved(lexeme.text) else { throw stop() }
      if lexeme.isSymbol("(") { depth += 1 }
      if lexeme.isSymbol(")") { depth -= 1 }
      text += lexeme.text
      index += 1
    }
  }
}
