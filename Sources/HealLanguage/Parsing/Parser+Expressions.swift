extension Parser {
  /// Expression = Conjunction { "or" Conjunction }
  mutating func expectExpression() -> Syntax.Expression? {
    guard depth < Self.deepest else {
      report(.nestedTooDeeply(at: location(token.range)))
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return expectChain("or", Syntax.Expression.Kind.or) { $0.expectConjunction() }
  }

  /// Deeper expressions are refused, so that no input can exhaust the stack.
  private static var deepest: Int { 40 }

  /// Conjunction = Negation { "and" Negation }
  private mutating func expectConjunction() -> Syntax.Expression? {
    expectChain("and", Syntax.Expression.Kind.and) { $0.expectNegation() }
  }

  private mutating func expectChain(
    _ word: String, _ join: (Syntax.Expression, Syntax.Expression) -> Syntax.Expression.Kind,
    _ operand: (inout Parser) -> Syntax.Expression?
  ) -> Syntax.Expression? {
    let start = mark()
    guard var left = operand(&self) else { return nil }
    var length = 1
    while isKeyword(word), !isAtClauseEnd {
      let before = tokens.count
      length += 1
      guard length <= 100 else {
        report(.nestedTooDeeply(at: location(token.range)))
        return nil
      }
      advance()
      guard let right = operand(&self) else { return nil }
      left = Syntax.Expression(kind: join(left, right), span: span(from: start))
      assertProgress(since: before)
    }
    return left
  }

  /// Negation = { "not" } Comparison
  private mutating func expectNegation() -> Syntax.Expression? {
    var marks: [Mark] = []
    while isKeyword("not"), !isAtClauseEnd {
      let before = tokens.count
      guard marks.count < Self.deepest else {
        report(.nestedTooDeeply(at: location(token.range)))
        return nil
      }
      marks.append(mark())
      advance()
      assertProgress(since: before)
    }
    guard var expression = expectComparison() else { return nil }
    for start in marks.reversed() {
      expression = Syntax.Expression(kind: .not(expression), span: span(from: start))
    }
    return expression
  }

  /// Comparison = Operand [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) Operand ]
  private mutating func expectComparison() -> Syntax.Expression? {
    let start = mark()
    guard let left = expectOperand() else { return nil }
    if isKeyword("in"), !isAtClauseEnd {
      report(.membership(at: location(token.range)))
      return nil
    }
    guard !isAtClauseEnd, let comparison = Expression.Comparison(rawValue: kind.rawValue) else {
      return left
    }
    advance()
    guard let right = expectOperand() else { return nil }
    return Syntax.Expression(kind: .compare(left, comparison, right), span: span(from: start))
  }

  /// Operand = Literal | Text | Pattern | List | "(" Expression ")" | NAME | Call
  private mutating func expectOperand() -> Syntax.Expression? {
    guard !isAtClauseEnd else {
      reportExpected("a value")
      return nil
    }
    let start = mark()
    if kind == .leftParenthesis { return expectParenthesized() }
    guard let kind = expectOperandKind() else { return nil }
    return Syntax.Expression(kind: kind, span: span(from: start))
  }

  private mutating func expectOperandKind() -> Syntax.Expression.Kind? {
    switch kind {
    case .number, .duration, .share: parseNumber()
    case .text, .textBlock, .raw, .rawBlock: parseText().map { .text($0) }
    case .regex, .regexBlock: parsePattern().map { .pattern($0) }
    case .leftBracket: expectList()
    case .leftBrace: expectMap()
    case .name where !Self.reserved.contains(text(token)): expectNamed()
    default: reportMissingValue()
    }
  }

  private mutating func reportMissingValue() -> Syntax.Expression.Kind? {
    reportExpected("a value")
    return nil
  }

  private static let reserved: Set<String> = ["and", "not", "or", "with"]

  private mutating func expectParenthesized() -> Syntax.Expression? {
    brackets += 1
    advance()
    guard let inner = expectExpression(), expect(.rightParenthesis) else { return nil }
    brackets -= 1
    return inner
  }

  /// NAME | Call
  private mutating func expectNamed() -> Syntax.Expression.Kind? {
    let start = mark()
    guard let name = expectName("a value") else { return nil }
    if name.text == "true" || name.text == "false" { return .bool(name.text == "true") }
    guard kind == .leftParenthesis, !isAtClauseEnd else { return .name(name.text) }
    return expectCall(name, start: start).map { .call($0) }
  }

  /// Call = NAME "(" [ Argument { "," Argument } [ "," ] ] ")"
  mutating func expectCall(_ name: Syntax.Name, start: Mark) -> Syntax.Call? {
    guard kind == .leftParenthesis, !isAtClauseEnd else {
      reportExpected("`(`")
      return nil
    }
    guard let arguments = expectItems(until: .rightParenthesis, { $0.expectArgument() }) else { return nil }
    return Syntax.Call(name: name, arguments: arguments, span: span(from: start))
  }

  /// Items between brackets, at the opening one: [ Item { "," Item } [ "," ] ] and the closing one.
  mutating func expectItems<Item>(until closing: Token.Kind, _ expectItem: (inout Parser) -> Item?) -> [Item]? {
    var items: [Item] = []
    brackets += 1
    advance()
    while kind != closing {
      let before = tokens.count
      guard let item = expectItem(&self) else { return nil }
      items.append(item)
      if kind != closing, !expectSeparator(closing) { return nil }
      assertProgress(since: before)
    }
    advance()
    brackets -= 1
    return items
  }

  private mutating func expectSeparator(_ closing: Token.Kind) -> Bool {
    if parsePunctuation(.comma) { return true }
    reportExpected("`,` or `\(closing.rawValue)`")
    return false
  }

  /// Argument = [ NAME ":" ] Expression
  private mutating func expectArgument() -> Syntax.Argument? {
    let start = mark()
    guard kind == .name, lexer.isBeforeColon else {
      return expectExpression().map { Syntax.Argument(label: nil, value: $0) }
    }
    let label = Syntax.Name(text: text(token), span: span(of: start))
    advance()
    advance()
    return expectExpression().map { Syntax.Argument(label: label, value: $0) }
  }

  private func span(of start: Mark) -> Syntax.Span {
    Syntax.Span(
      bytes: token.range, tokens: host.map { $0..<$0 + 1 } ?? start.token..<start.token + 1)
  }

  /// List = "[" [ Expression { "," Expression } [ "," ] ] "]"
  private mutating func expectList() -> Syntax.Expression.Kind? {
    expectItems(until: .rightBracket) { $0.expectExpression() }.map { .list($0) }
  }

  /// NUMBER | SHARE | DURATION
  private mutating func parseNumber() -> Syntax.Expression.Kind? {
    let written = text(token)
    switch kind {
    case .share: return parseShare().map { .share($0) }
    case .duration:
      advance()
      return .duration(duration(written))
    default:
      advance()
      return Int(written).map { .int($0) } ?? .number(Double(written) ?? 0)
    }
  }
}

extension Lexer {
  /// Whether the next token is a colon, which makes the name before it a label.
  var isBeforeColon: Bool {
    var offset = position
    while offset < limit, bytes[offset].isBlank { offset += 1 }
    return offset < limit && bytes[offset] == UInt8(ascii: ":")
  }
}
