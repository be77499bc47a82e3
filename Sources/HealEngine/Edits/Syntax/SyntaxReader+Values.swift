extension SyntaxReader {
  /// A value and what is glued to it: `::type`, `[index]`, `.field`, `over (…)`.
  mutating func postfix() throws(SyntaxStop) -> String {
    var value = try primary()
    while true {
      if take(symbol: "::") {
        value = "(cast \(value) \(try type()))"
      } else if isNext(symbol: "["), index > 0,
        lexemes[index - 1].range.upperBound == lexemes[index].range.lowerBound
      {
        value += "[\(try slice())]"
      } else if dialect.hasColonPaths, isNext(symbol: ":"), let part = peek(1),
        part.isName || part.kind == .composite
      {
        value += ":\(part.text)"
        index += 2
      } else if isNext(symbol: "."), peek(1)?.isName == true {
        value += ".\(lexemes[index + 1].text)"
        index += 2
        if isNext(symbol: "(") { value += try arguments(of: value) }
      } else if take("collate") {
        value += " collate \(try name())"
      } else {
        return value
      }
    }
  }

  private mutating func slice() throws(SyntaxStop) -> String {
    try expect(symbol: "[")
    var text = isNext(symbol: ":") ? "" : try expression()
    if take(symbol: ":") { text += ":" + (isNext(symbol: "]") ? "" : try expression()) }
    try expect(symbol: "]")
    return text
  }

  private mutating func primary() throws(SyntaxStop) -> String {
    guard let lexeme = next else { throw stop() }
    switch lexeme.kind {
    case .number, .string:
      index += 1
      return lexeme.text
    case .jinja, .composite:
      index += 1
      names += lexeme.kind == .composite ? 1 : 0
      return isNext(symbol: "(") ? lexeme.text + (try arguments(of: lexeme.text)) : lexeme.text
    case .quotedName: return try column()
    case .symbol: return try bracketed(lexeme.text)
    case .word: return try word(lexeme.text)
    }
  }

  private mutating func bracketed(_ symbol: String) throws(SyntaxStop) -> String {
    switch symbol {
    case "." where peek(1)?.kind == .number:
      index += 2
      return ".\(lexemes[index - 1].text)"
    case "(":
      index += 1
      if isNext("select", "with", "from", "values") {
        let query = try query()
        try expect(symbol: ")")
        return query
      }
      let start = index
      let inner = try expression()
      // Few people write brackets around a single value, or a single call.
      let isCall = start + 1 < index && lexemes[start].isName && lexemes[start + 1].isSymbol("(")
      if index == start + 1 || (isCall && inner.hasSuffix(",)")) { oddness += 1 }
      try expect(symbol: ")")
      return inner
    case "[":
      index += 1
      guard !take(symbol: "]") else { return "[]" }
      let inner = try expressions()
      try expect(symbol: "]")
      return inner
    case "{":
      index += 1
      var fields: [String] = []
      repeat {
        guard let key = next, key.kind == .string || key.isName else { throw stop() }
        index += 1
        try expect(symbol: ":")
        fields.append("\(key.text): \(try expression())")
      } while takeComma()
      try expect(symbol: "}")
      return "\(fields)"
    default: throw stop()
    }
  }

  private mutating func word(_ word: String) throws(SyntaxStop) -> String {
    let isCall = peek(1)?.isSymbol("(") == true
    switch word {
    case "case": return try caseExpression()
    case "cast" where isCall, "try_cast" where isCall, "safe_cast" where isCall:
      return try cast(word)
    case "exists" where isCall:
      index += 2
      let query = try query()
      try expect(symbol: ")")
      return "exists \(query)"
    case "interval" where peek(1)?.kind != .symbol || isCall: return try interval()
    case "null", "true", "false", "default":
      index += 1
      return word
    case "array" where peek(1)?.isSymbol("[") == true:
      index += 1
      return try bracketed("[")
    case "left" where isCall, "right" where isCall, "any" where isCall, "all" where isCall,
      "some" where isCall, "in" where isCall, "unique" where isCall:
      guard word != "in" else { throw stop() }
      index += 1
      return word + (try arguments(of: word))
    default: break
    }
    if SQLWord.isLiteralType(word), let text = peek(1), text.kind == .string {
      index += 2
      return "\(word) \(text.text)"
    }
    return try column()
  }

  /// A dotted name, or a call where brackets follow it.
  private mutating func column() throws(SyntaxStop) -> String {
    let start = index
    var path = try name()
    while isNext(symbol: "."), let part = peek(1),
      part.isName || part.kind == .composite || part.kind == .jinja
    {
      index += 2
      path += ".\(part.text)"
    }
    if isNext(symbol: "(") { return path + (try arguments(of: path)) }
    let constants = [
      "current_date", "current_timestamp", "current_time", "localtimestamp", "localtime",
      "current_user", "current_schema",
    ]
    if index > start + 1 || !constants.contains(path) { names += 1 }
    return path
  }

  private mutating func caseExpression() throws(SyntaxStop) -> String {
    try expect("case")
    var text = "(case"
    if !isNext("when") { text += " \(try expression())" }
    guard isNext("when") || hasJinja(before: index) else { throw stop() }
    while take("when") {
      text += " when \(try expression())"
      try expect("then")
      text += " then \(try expression())"
    }
    if take("else") { text += " else \(try expression())" }
    try expect("end")
    return text + ")"
  }

  private mutating func cast(_ function: String) throws(SyntaxStop) -> String {
    index += 2
    let value = try expression()
    try expect("as")
    let type = try type()
    try expect(symbol: ")")
    return function == "cast" ? "(cast \(value) \(type))" : "(\(function) \(value) \(type))"
  }

  /// interval '1 day', interval '1' day, interval 1 day, interval (x) day
  private mutating func interval() throws(SyntaxStop) -> String {
    index += 1
    let amount = try primary()
    guard let unit = next, unit.kind == .word, SQLWord.isDatePart(unit.text) else {
      return "interval \(amount)"
    }
    index += 1
    return "interval \(amount) \(unit.text)"
  }
}
