extension Parser {
  /// Expectations = { ExpectedLine ClauseEnd }
  static func parseExpectations(
    _ source: Source
  ) -> (expectations: Syntax.Expectations, problems: [Problem]) {
    let bytes = Array(source.text.utf8)
    var parser = Parser(
      lexer: Lexer(source: source.name, bytes: bytes, region: 0..<bytes.count))
    parser.advance()
    parser.startsLine = true
    var lines: [Syntax.Expectations.Line] = []
    while parser.kind != .end {
      let before = parser.tokens.count
      while parser.parsePunctuation(.semicolon) {}
      guard parser.kind != .end else { break }
      if let line = parser.parseClause({ $0.expectExpectedLine() }) { lines.append(line) }
      while parser.kind == .rightBrace { parser.skipToken() }
      parser.assertProgress(since: before)
    }
    return (Syntax.Expectations(lines: lines), parser.problems)
  }

  /// ExpectedLine = Expected | FailedNode | Todo
  private mutating func expectExpectedLine() -> Syntax.Expectations.Line? {
    let start = mark()
    let kind: Syntax.Expectations.Kind?
    switch self.kind == .name ? text(token) : "" {
    case "expect":
      advance()
      kind = expectExpected()
    // FailedNode = "failure" Text "{" { Expected ClauseEnd } "}"
    case "failure": kind = expectFailedNode(start: start)
    // Todo = "todo" Text
    case "todo":
      advance()
      kind = expectText("why it is known to fail").map { .todo($0) }
    default:
      reportUnknownLine(in: "a recording", known: Self.recordingClauses)
      kind = nil
    }
    return kind.map { Syntax.Expectations.Line(kind: $0, span: span(from: start)) }
  }

  private mutating func expectFailedNode(start: Mark) -> Syntax.Expectations.Kind? {
    advance()
    guard let node = expectText("the node's name") else { return nil }
    let lines = expectBlock(.failedNode, header: start) { parser -> Syntax.Expectations.Line? in
      let start = parser.mark()
      guard parser.isKeyword("expect") else {
        parser.reportUnknownLine(in: "a failure", known: ["expect"])
        return nil
      }
      parser.advance()
      return parser.expectExpected().map { .init(kind: $0, span: parser.span(from: start)) }
    }
    return .failure(node: node, lines)
  }

  /// Expected = Expect | "expect" ( "category" NAME { "," NAME } | "rule" NAME | "file" Text )
  private mutating func expectExpected() -> Syntax.Expectations.Kind? {
    if parseKeyword("category") {
      return expectNames("a category").map { .category($0) }
    }
    if parseKeyword("rule") { return expectName("the rule's name").map { .rule($0) } }
    if parseKeyword("file") {
      guard let path = expectText("the file's path") else { return nil }
      if isAtClauseEnd { return .fileAfter(path) }
      return expectText("the file's text").map { .expect(.file(path: path, $0)) }
    }
    return expectExpectation(
      known: "`category`, `rule`, `match`, `no`, `fix`, `file`, `capture` or `advice`"
    ).map { .expect($0) }
  }

  private mutating func reportUnknownLine(in block: String, known: [String]) {
    guard kind == .name else { return reportExpected("`expect`") }
    report(.unknownClause(text(token), in: block, known: known, at: location(token.range)))
  }

  private static let recordingClauses = ["expect", "failure", "todo"]
}
