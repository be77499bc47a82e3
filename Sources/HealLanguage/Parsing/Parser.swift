/// Reads tokens into a tree, by recursive descent with one token ahead.
///
/// `parseX` may decline and then takes nothing; `expectX` reports what is missing and gives nil, and
/// its caller gives up its clause. Reading goes on at the next clause or rule, so that one mistake
/// gives one message. The line above each method is its rule in `grammar/heal.ebnf`.
struct Parser {
  var lexer: Lexer
  var problems: [Problem] = []
  var tokens: [Token] = []
  /// Index of the token looked at, never trivia.
  var current = 0
  /// Whether a line end stands between it and the token before.
  var startsLine = true
  /// Index of the last token taken.
  var previous = 0
  /// Open parentheses and brackets: inside them line ends mean nothing.
  var brackets = 0
  /// How deep expressions are nested.
  var depth = 0
  /// In an interpolation, the token of the text around it.
  let host: Int?

  init(lexer: Lexer, host: Int? = nil, depth: Int = 0) {
    self.lexer = lexer
    self.host = host
    self.depth = depth
  }

  /// File = { Item }
  static func parse(_ source: Source) -> (file: Syntax.File, problems: [Problem]) {
    let bytes = Array(source.text.utf8)
    let isMarkdown = source.name.hasSuffix(".md")
    let regions = isMarkdown ? Markdown.rules(in: bytes) : [0..<bytes.count]
    var parser = Parser(lexer: Lexer(source: source.name, bytes: bytes, region: 0..<0))
    var items: [Syntax.Item] = []
    for region in regions {
      parser.enter(region)
      items += parser.parseItems()
    }
    parser.skipProse(to: bytes.count)
    let file = Syntax.File(source: source.name, tokens: parser.tokens, items: items)
    return (file, parser.problems)
  }

  private mutating func enter(_ region: Range<Int>) {
    skipProse(to: region.lowerBound)
    lexer.limit = region.upperBound
    lexer.ranOff = false
    advance()
    startsLine = true
  }

  private mutating func skipProse(to offset: Int) {
    guard lexer.position < offset else { return }
    tokens.append(Token(.prose, lexer.position..<offset))
    lexer.position = offset
  }

  // MARK: Tokens

  var token: Token { tokens[current] }

  var kind: Token.Kind { tokens[current].kind }

  func text(_ token: Token) -> String {
    String(decoding: lexer.bytes[token.range], as: UTF8.self)
  }

  /// Takes the token looked at and looks at the next.
  mutating func advance(_ mode: Lexer.Mode = .clause) {
    var mode = mode
    previous = current
    startsLine = false
    var next = lexer.next(mode)
    tokens.append(next)
    while next.kind.isTrivia {
      if next.kind == .newline {
        startsLine = true
        mode = .clause
      }
      next = lexer.next(mode)
      tokens.append(next)
    }
    current = tokens.count - 1
    problems += lexer.problems
    lexer.problems = []
  }

  func isKeyword(_ word: String) -> Bool { kind == .name && text(token) == word }

  /// Takes the keyword if it stands here, in this clause.
  mutating func parseKeyword(_ word: String, then mode: Lexer.Mode = .clause) -> Bool {
    guard isKeyword(word), !isAtClauseEnd else { return false }
    advance(mode)
    return true
  }

  mutating func parsePunctuation(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// ClauseEnd = NEWLINE | ";" | before "}" | end
  var isAtClauseEnd: Bool {
    switch kind {
    case .end, .semicolon, .rightBrace: true
    default: startsLine && brackets == 0 && !continuesLine
    }
  }

  /// Whether the clause plainly goes on from the line before: that ends in a comma or a joining word,
  /// or this line begins with one, as people break SQL.
  private var continuesLine: Bool {
    if tokens[previous].kind == .comma { return true }
    return ["and", "or", "when"].contains { isKeyword($0) }
      || tokens[previous].kind == .name && ["and", "or"].contains(text(tokens[previous]))
  }

  // MARK: Places

  /// Where a node begins; ``span(from:)`` closes it.
  struct Mark {
    var offset: Int
    var token: Int
  }

  func mark() -> Mark { Mark(offset: token.range.lowerBound, token: current) }

  /// From the mark to the last token taken.
  func span(from mark: Mark) -> Syntax.Span {
    let end = max(tokens[previous].range.upperBound, mark.offset)
    let last = max(previous, mark.token)
    return Syntax.Span(
      bytes: mark.offset..<end, tokens: host.map { $0..<$0 + 1 } ?? mark.token..<last + 1)
  }

  func location(_ range: Range<Int>) -> Location { lexer.location(range) }

  func location(_ span: Syntax.Span) -> Location { lexer.location(span.bytes) }

  // MARK: Problems

  /// Notes the problem, unless what the lexer found on the same line explains it already.
  mutating func report(_ problem: Problem) {
    guard let place = problem.labels.first?.location.range else { return }
    if place.lowerBound > lexer.brokenLineEnd { problems.append(problem) }
  }

  /// `expected X, found Y` at the token looked at, or where the clause ends before it.
  mutating func reportExpected(_ expected: String) {
    if startsLine && brackets == 0 && isAtClauseEnd || kind == .end {
      let end = current > 0 ? tokens[previous].range.upperBound : token.range.lowerBound
      let found = kind == .end ? endName : "the end of the line"
      report(.syntaxError(expected: expected, found: found, at: location(end..<end)))
    } else {
      let found = "`\(shortened(text(token)))`"
      report(.syntaxError(expected: expected, found: found, at: location(token.range)))
    }
  }

  private var endName: String {
    host == nil ? "the end of the file" : "the end of the interpolation"
  }

  private func shortened(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 20 ? "\(line.prefix(19))…" : String(line)
  }

  mutating func expect(_ wanted: Token.Kind) -> Bool {
    if kind == wanted, !startsLine || brackets > 0 {
      advance()
      return true
    }
    reportExpected("`\(wanted.rawValue)`")
    return false
  }

  mutating func expectKeyword(_ word: String) -> Bool {
    if parseKeyword(word) { return true }
    reportExpected("`\(word)`")
    return false
  }
}
