extension Parser {
  /// Test = "test" Text "{" { TestLine ClauseEnd } "}"
  mutating func expectTest(start: Mark) -> Syntax.Test? {
    guard let name = expectText("the test's name") else { return nil }
    let lines = expectBlock(.test, header: start) { $0.expectTestLine() }
    return Syntax.Test(name: name, lines: lines, span: span(from: start))
  }

  /// TestLine = Failure | FaultExample | File | Given | Expect | Todo
  private mutating func expectTestLine() -> Syntax.Test.Line? {
    let start = mark()
    guard kind == .name, Self.testClauses.contains(text(token)) else {
      reportUnknown(in: .test)
      return nil
    }
    let keyword = text(token)
    advance()
    let keywordSpan = span(from: start)
    guard let kind = expectTestLineBody(keyword) else { return nil }
    return Syntax.Test.Line(kind: kind, keyword: keywordSpan, span: span(from: start))
  }

  private mutating func expectTestLineBody(_ keyword: String) -> Syntax.Test.Kind? {
    switch keyword {
    // Failure = "failure" Text
    case "failure": expectText("what dbt printed").map { .failure($0) }
    // FaultExample = "fault" Meaning
    case "fault": expectMeaning().map { .fault($0) }
    // File = "file" Text Text
    case "file": expectFile().map { .file(path: $0.path, $0.text) }
    case "given": expectGiven()
    case "expect": expectExpectation().map { .expect($0) }
    // Todo = "todo" Text
    case "todo": expectText("why the test fails").map { .todo($0) }
    default: preconditionFailure("`\(keyword)` is a clause that nobody reads")
    }
  }

  private mutating func expectFile() -> (path: Syntax.Text, text: Syntax.Text)? {
    guard let path = expectText("the file's path"), let text = expectText("the file's text") else {
      return nil
    }
    return (path, text)
  }

  /// Given = "given" NAME [ "(" [ Expression { "," Expression } ] ")" ] Expression
  private mutating func expectGiven() -> Syntax.Test.Kind? {
    guard let name = expectName("a fact or a function") else { return nil }
    var arguments: [Syntax.Expression]?
    if kind == .leftParenthesis, !startsLine {
      let start = mark()
      guard let call = expectCall(name, start: start) else { return nil }
      arguments = call.arguments.map(\.value)
    }
    return expectExpression().map { .given(name, arguments: arguments, $0) }
  }

  /// Expect = "expect" ( "match" | "no" ( "match" | "fix" ) | "fix" [ SHARE ] Text
  ///        | "fault" Meaning | "file" Text Text | "capture" NAME Expression | "advice" Text )
  mutating func expectExpectation(
    known: String = "`match`, `no`, `fix`, `fault`, `file`, `capture` or `advice`"
  ) -> Syntax.Test.Expectation? {
    if parseKeyword("match") { return .match }
    if parseKeyword("no") {
      if parseKeyword("match") { return .noMatch }
      if parseKeyword("fix") { return .noFix }
      reportExpected("`match` or `fix`")
      return nil
    }
    if parseKeyword("fix") {
      let share = parseShare()
      return expectText("the fix's title").map { .fix(share: share, title: $0) }
    }
    if parseKeyword("fault") { return expectMeaning().map { .fault($0) } }
    if parseKeyword("file") { return expectFile().map { .file(path: $0.path, $0.text) } }
    if parseKeyword("capture") {
      guard let name = expectName("a capture"), let value = expectExpression() else { return nil }
      return .capture(name, value)
    }
    if parseKeyword("advice") { return expectText("the advice").map { .advice($0) } }
    reportExpected(known)
    return nil
  }
}
