extension Parser {
  /// { Item }
  mutating func parseItems() -> [Syntax.Item] {
    var items: [Syntax.Item] = []
    while kind != .end {
      let before = tokens.count
      brackets = 0
      if let item = expectItem() { items.append(item) }
      assertProgress(since: before)
    }
    return items
  }

  /// Item = Category | NamedPattern | Disable | Rule | Fallback
  private mutating func expectItem() -> Syntax.Item? {
    while parsePunctuation(.semicolon) {}
    guard kind != .end else { return nil }
    let known = problems.count
    let item: Syntax.Item?
    switch kind == .name ? text(token) : "" {
    case "category": item = expectCategory().map(Syntax.Item.category)
    case "disable": item = expectDisable().map(Syntax.Item.disable)
    case "fallback": item = expectFallback()
    case "pattern": item = expectNamedPattern().map(Syntax.Item.pattern)
    case "rule": item = expectRule().map(Syntax.Item.rule)
    default:
      reportUnknownItem()
      item = nil
    }
    if item != nil, isAtClauseEnd, kind != .rightBrace { return item }
    if item != nil, problems.count == known { reportExpected("the end of the line") }
    skipItem()
    return item
  }

  private mutating func reportUnknownItem() {
    guard kind == .name else { return reportExpected("`rule`") }
    report(.unknownClause(text(token), in: "a file", known: Self.items, at: location(token.range)))
  }

  private mutating func skipItem() {
    skipClause(isStarted: false)
    while kind == .rightBrace { skipToken() }
  }

  /// Category = "category" NAME Text
  private mutating func expectCategory() -> Syntax.Category? {
    let start = mark()
    advance()
    guard let name = expectName("the category's name"), let text = expectText("what it is") else {
      return nil
    }
    return Syntax.Category(name: name, text: text, span: span(from: start))
  }

  /// NamedPattern = "pattern" NAME "=" Alternatives
  private mutating func expectNamedPattern() -> Syntax.NamedPattern? {
    let start = mark()
    advance()
    guard let name = expectName("the pattern's name"), expect(.assign),
      let alternatives = expectAlternatives()
    else { return nil }
    return Syntax.NamedPattern(name: name, alternatives: alternatives, span: span(from: start))
  }

  /// Disable = "disable" "rule" NAME "because" Text
  private mutating func expectDisable() -> Syntax.Disable? {
    let start = mark()
    advance()
    guard expectKeyword("rule"), let name = expectName("the rule's name"), expectKeyword("because"),
      let reason = expectText("the reason")
    else { return nil }
    return Syntax.Disable(name: name, reason: reason, span: span(from: start))
  }

  /// Fallback = "fallback" ( Rule | "{" { Rule ClauseEnd } "}" )
  private mutating func expectFallback() -> Syntax.Item? {
    let start = mark()
    let documentation = documentationAbove()
    advance()
    let keyword = span(from: start)
    if isKeyword("rule"), !isAtClauseEnd {
      return expectRule(from: start, documentation, isFallback: true).map(Syntax.Item.rule)
    }
    let rules = expectBlock(.fallback, header: start) { $0.expectRuleOfBlock() }
    return .fallback(Syntax.Fallback(rules: rules, keyword: keyword, span: span(from: start)))
  }

  private mutating func expectRuleOfBlock() -> Syntax.Rule? {
    guard isKeyword("rule") else {
      reportUnknown(in: .fallback)
      return nil
    }
    return expectRule()
  }

  private mutating func expectRule() -> Syntax.Rule? {
    expectRule(from: mark(), documentationAbove(), isFallback: false)
  }

  /// Rule = { DOCUMENTATION } "rule" NAME "{" { Clause ClauseEnd } "}"
  private mutating func expectRule(
    from start: Mark, _ documentation: String, isFallback: Bool
  ) -> Syntax.Rule? {
    let known = problems.count
    advance()
    guard let name = expectName("the rule's name") else { return nil }
    let clauses = expectBlock(.rule, header: start) { $0.expectClause() }
    return Syntax.Rule(
      documentation: documentation, isFallback: isFallback, name: name, clauses: clauses, span: span(from: start),
      isBroken: problems[min(known, problems.count)...].contains { $0.severity == .error })
  }

  /// The unbroken run of `##` lines right above the token looked at.
  private func documentationAbove() -> String {
    var lines: [String] = []
    var index = current - 1
    var lineEnds = 0
    while index >= 0, lineEnds < 2 {
      switch tokens[index].kind {
      case .whitespace: break
      case .newline: lineEnds += 1
      case .documentation where standsAlone(index):
        lines.append(documentationText(tokens[index]))
        lineEnds = 0
      default: lineEnds = 2
      }
      index -= 1
    }
    return lines.reversed().joined(separator: "\n")
  }

  private func standsAlone(_ index: Int) -> Bool {
    var index = index - 1
    if index >= 0, tokens[index].kind == .whitespace { index -= 1 }
    return index < 0 || [.newline, .prose, .end].contains(tokens[index].kind)
  }

  private func documentationText(_ token: Token) -> String {
    var bytes = lexer.bytes[token.range].drop { $0 == Byte.hash }
    if bytes.first == Byte.space { bytes = bytes.dropFirst() }
    while let last = bytes.last, last.isBlank { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// NAME, dotted or not.
  mutating func expectName(_ what: String) -> Syntax.Name? {
    guard kind == .name, !isAtClauseEnd else {
      reportExpected(what)
      return nil
    }
    let start = mark()
    let name = text(token)
    advance()
    return Syntax.Name(text: name, span: span(from: start))
  }
}
