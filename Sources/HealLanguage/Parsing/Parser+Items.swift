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

  /// Item = Category | NamedPattern | Disable | Rule | Remedy | Fault | Fallback
  private mutating func expectItem() -> Syntax.Item? {
    while parsePunctuation(.semicolon) {}
    guard kind != .end else { return nil }
    let known = problems.count
    let item: Syntax.Item?
    switch kind == .name ? text(token) : "" {
    case "category": item = expectCategory().map(Syntax.Item.category)
    case "disable": item = expectDisable().map(Syntax.Item.disable)
    case "fallback": item = expectFallback()
    case "fault": item = expectFault().map(Syntax.Item.fault)
    case "pattern": item = expectNamedPattern().map(Syntax.Item.pattern)
    case "remedy": item = expectRule(from: mark(), documentationAbove(), role: .remedy).map(Syntax.Item.rule)
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

  /// Disable = "disable" ( "rule" | "remedy" | "fault" ) NAME [ "for" NAME { "," NAME } ] "because" Text
  private mutating func expectDisable() -> Syntax.Disable? {
    let start = mark()
    advance()
    guard let kind = expectDisabledKind(), let name = expectName("the \(kind.rawValue)'s name") else { return nil }
    var adapters: [Syntax.Name] = []
    if parseKeyword("for") {
      guard let names = expectNames("an adapter's name") else { return nil }
      adapters = names
    }
    guard expectKeyword("because"), let reason = expectText("the reason") else { return nil }
    return Syntax.Disable(
      kind: kind, name: name, adapters: adapters, reason: reason, span: span(from: start))
  }

  private mutating func expectDisabledKind() -> Syntax.Disable.Kind? {
    for kind in Syntax.Disable.Kind.allCases where parseKeyword(kind.rawValue) { return kind }
    reportExpected("`rule`, `remedy` or `fault`")
    return nil
  }

  /// Fallback = "fallback" ( Rule | "{" { Rule ClauseEnd } "}" )
  private mutating func expectFallback() -> Syntax.Item? {
    let start = mark()
    let documentation = documentationAbove()
    advance()
    let keyword = span(from: start)
    if isKeyword("rule"), !isAtClauseEnd {
      return expectRule(from: start, documentation, role: .fallback).map(Syntax.Item.rule)
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
    expectRule(from: mark(), documentationAbove(), role: .rule)
  }

  /// Rule = { DOCUMENTATION } "rule" NAME "{" { Clause ClauseEnd } "}"
  ///
  /// Remedy = { DOCUMENTATION } "remedy" NAME "{" { RemedyClause ClauseEnd } "}"
  private mutating func expectRule(
    from start: Mark, _ documentation: String, role: Syntax.Rule.Role
  ) -> Syntax.Rule? {
    let known = problems.count
    let block = role == .remedy ? BlockKind.remedy : .rule
    advance()
    guard let name = expectName(role == .remedy ? "the remedy's name" : "the rule's name") else { return nil }
    let clauses = expectBlock(block, header: start) { $0.expectClause(in: block) }
    return Syntax.Rule(
      documentation: documentation, role: role, name: name, clauses: clauses, span: span(from: start),
      isBroken: hasErrors(since: known))
  }

  /// Whether an error was found since there were so many problems.
  func hasErrors(since known: Int) -> Bool {
    problems[min(known, problems.count)...].contains { $0.severity == .error }
  }

  /// The unbroken run of `##` lines right above the token looked at.
  func documentationAbove() -> String {
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
