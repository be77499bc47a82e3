extension Parser {
  /// Clause = CategoryClause | Means | Adapter | Dbt | Match | Unless | Where | Let | Fix | Advise
  ///        | Overrides | Test
  ///
  /// RemedyClause = Heals | Adapter | Dbt | Where | Let | Fix | Advise | Test
  mutating func expectClause(in block: BlockKind) -> Syntax.Clause? {
    let start = mark()
    guard kind == .name, block.keywords.contains(text(token)) else {
      reportUnknown(in: block)
      return nil
    }
    let keyword = text(token)
    advance()
    let keywordSpan = span(from: start)
    guard let kind = expectClauseBody(keyword, start: start) else { return nil }
    return Syntax.Clause(kind: kind, keyword: keywordSpan, span: span(from: start))
  }

  private mutating func expectClauseBody(_ keyword: String, start: Mark) -> Syntax.Clause.Kind? {
    switch keyword {
    // CategoryClause = "category" NAME
    case "category": expectName("the category's name").map { .category($0) }
    case "means": expectMeans()
    // Heals = "heals" NAME
    case "heals": expectName("a fault's name").map { .heals($0) }
    // Adapter = "adapter" NAME { "," NAME }
    case "adapter": expectNames("an adapter's name").map { .adapter($0) }
    // Dbt = "dbt" Text
    case "dbt": expectText("a range of versions").map { .dbt($0) }
    // Match = "match" Search
    case "match": expectSearch().map { .match($0) }
    // Unless = "unless" Search
    case "unless": expectSearch().map { .unless($0) }
    // Where = "where" Expression
    case "where": expectExpression().map { .where($0) }
    case "let": expectLet()
    case "fix": expectFix(start: start).map { .fix($0) }
    // Advise = "advise" Text
    case "advise": expectText("the advice").map { .advise($0) }
    // Overrides = "overrides" NAME { "," NAME }
    case "overrides": expectNames("a rule's name").map { .overrides($0) }
    case "test": expectTest(start: start).map { .test($0) }
    default: preconditionFailure("`\(keyword)` is a clause that nobody reads")
    }
  }

  mutating func reportUnknown(in block: BlockKind) {
    guard kind == .name else { return reportExpected("a clause of \(block.name)") }
    report(
      .unknownClause(
        text(token), in: block.name, known: block.keywords, at: location(token.range)))
  }

  mutating func expectNames(_ what: String) -> [Syntax.Name]? {
    var names: [Syntax.Name] = []
    repeat {
      let before = tokens.count
      guard let name = expectName(what) else { return nil }
      names.append(name)
      assertProgress(since: before)
    } while !isAtClauseEnd && parsePunctuation(.comma)
    return names
  }

  /// Let = "let" NAME "=" Expression
  private mutating func expectLet() -> Syntax.Clause.Kind? {
    guard let name = expectName("a name"), expect(.assign), let value = expectExpression() else {
      return nil
    }
    return .let(name, value)
  }

  /// Search = [ "in" NAME ] Alternatives
  private mutating func expectSearch() -> Syntax.Match? {
    var subject: Syntax.Name?
    if parseKeyword("in") {
      guard let name = expectName("what to look in") else { return nil }
      subject = name
    }
    return expectAlternatives().map { Syntax.Match(subject: subject, alternatives: $0) }
  }

  /// Alternatives = Alternative | "any" "{" { Alternative ClauseEnd } "}"
  mutating func expectAlternatives() -> [Syntax.Alternative]? {
    let start = mark()
    if parseKeyword("any") {
      let block = BlockKind(
        name: "`any`", keywords: [], outer: Self.ruleClauses + Self.itemsAround)
      let before = problems.count
      let alternatives = expectBlock(block, header: start) { $0.expectAlternative(inBlock: true) }
      if alternatives.isEmpty {
        if problems.count == before { reportExpected("a pattern between the braces") }
        return nil
      }
      return alternatives
    }
    return expectAlternative().map { [$0] }
  }

  /// Alternative = Pattern | NAME
  private mutating func expectAlternative(inBlock: Bool = false) -> Syntax.Alternative? {
    let written = token
    if let pattern = parsePattern() {
      guard endsInWord(written) else { return .written(pattern) }
      let quote = written.range.upperBound - 1..<written.range.upperBound
      report(.apostropheInPattern(at: location(quote)))
      return nil
    }
    if kind == .name, inBlock || !isAtClauseEnd, !Self.ruleClauses.contains(text(token)) {
      let start = mark()
      let name = text(token)
      advance()
      return .named(Syntax.Name(text: name, span: span(from: start)))
    }
    if kind == .text || kind == .textBlock {
      report(.quotedPattern(at: location(token.range)))
    } else {
      reportExpected("a pattern")
    }
    return nil
  }

  /// Whether the closing quote stands between two letters, as in `'can't'`.
  private func endsInWord(_ token: Token) -> Bool {
    let (bytes, end) = (lexer.bytes, token.range.upperBound)
    return token.kind == .raw && token.range.count > 2 && end < bytes.count
      && bytes[end].isLetter && bytes[end - 2].isLetter
  }

  /// Pattern = SKELETON | REGEX
  mutating func parsePattern() -> Syntax.Pattern? {
    let token = token
    let length: Int
    let form: Syntax.Pattern.Form
    switch kind {
    case .raw: (length, form) = (1, .skeleton)
    case .rawBlock: (length, form) = (3, .skeleton)
    case .regex: (length, form) = (1, .regex)
    case .regexBlock: (length, form) = (3, .extendedRegex)
    default: return nil
    }
    let start = mark()
    advance()
    let (content, flags) = delimited(token, by: length)
    return Syntax.Pattern(
      form: form, span: span(from: start),
      content: token.kind == .rawBlock ? trimmed(content) : content,
      flags: String(decoding: lexer.bytes[flags], as: UTF8.self))
  }

  /// What stands between the delimiters of a token, and what after the closing one.
  func delimited(_ token: Token, by length: Int) -> (content: Range<Int>, flags: Range<Int>) {
    let bytes = lexer.bytes
    let delimiter = bytes[token.range.lowerBound]
    let start = min(token.range.lowerBound + length, token.range.upperBound)
    var end = token.range.upperBound
    if delimiter == Byte.slash { while end > start, bytes[end - 1].isLetter { end -= 1 } }
    let isClosed =
      end - start >= length && bytes[(end - length)..<end].allSatisfy { $0 == delimiter }
    guard isClosed else { return (start..<token.range.upperBound, end..<end) }
    return (start..<end - length, end..<token.range.upperBound)
  }

  /// White space at the ends of a skeleton over several lines is layout.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    let isLayout = { (byte: UInt8) in byte.isBlank || byte.endsLine }
    while let first = range.first, isLayout(lexer.bytes[first]) {
      range = (first + 1)..<range.upperBound
    }
    while let last = range.last, isLayout(lexer.bytes[last]) { range = range.lowerBound..<last }
    return range
  }
}
