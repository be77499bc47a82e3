extension Parser {
  /// Fix = "fix" Text "{" { Step ClauseEnd } "}"
  mutating func expectFix(start: Mark) -> Syntax.Fix? {
    guard let title = expectText("the fix's title") else { return nil }
    let steps = expectBlock(.fix, header: start) { $0.expectStep() }
    return Syntax.Fix(title: title, steps: steps, span: span(from: start))
  }

  /// Step = Retry | Run | Edit | Ask | Confidence
  private mutating func expectStep() -> Syntax.Step? {
    let start = mark()
    guard kind == .name, Self.fixClauses.contains(text(token)) else {
      reportUnknown(in: .fix)
      return nil
    }
    let keyword = text(token)
    advance(keyword == "run" ? .words : .clause)
    let keywordSpan = span(from: start)
    guard let kind = expectStepBody(keyword) else { return nil }
    return Syntax.Step(kind: kind, keyword: keywordSpan, span: span(from: start))
  }

  private mutating func expectStepBody(_ keyword: String) -> Syntax.Step.Kind? {
    switch keyword {
    case "retry": expectRetry()
    case "run": expectRun()
    case "edit": expectEdit()
    // Ask = "ask" Text
    case "ask": expectText("the question").map { .ask($0) }
    case "confidence": expectConfidence()
    default: preconditionFailure("`\(keyword)` is a clause that nobody reads")
    }
  }

  /// Retry = "retry" "after" DURATION
  private mutating func expectRetry() -> Syntax.Step.Kind? {
    guard expectKeyword("after") else { return nil }
    guard kind == .duration, !isAtClauseEnd else {
      reportExpected("a duration such as `5s`")
      return nil
    }
    let seconds = duration(text(token))
    advance()
    return .retry(after: seconds)
  }

  /// Run = "run" ( WORD | Text ) { WORD | Text }
  private mutating func expectRun() -> Syntax.Step.Kind? {
    var words: [Syntax.Text] = []
    while !isAtClauseEnd {
      let before = tokens.count
      let isGlued = !words.isEmpty && tokens[previous].range.upperBound == token.range.lowerBound
      if isGlued {
        report(.gluedWord(at: location(token.range)))
        return nil
      }
      guard let word = parseWord() else {
        reportExpected("a word of the command")
        return nil
      }
      words.append(word)
      assertProgress(since: before)
    }
    guard words.isEmpty else { return .run(words) }
    reportExpected("a command")
    return nil
  }

  /// Edit = "edit" Expression "with" Call
  private mutating func expectEdit() -> Syntax.Step.Kind? {
    guard let file = expectExpression(), expectKeyword("with") else { return nil }
    let start = mark()
    guard let name = expectName("an edit operation"), let call = expectCall(name, start: start)
    else { return nil }
    return .edit(file: file, call)
  }

  /// Confidence = "confidence" SHARE [ "when" Expression ]
  private mutating func expectConfidence() -> Syntax.Step.Kind? {
    guard let share = parseShare() else {
      reportExpected("a share such as `90%`")
      return nil
    }
    guard parseKeyword("when") else { return .confidence(share, when: nil) }
    return expectExpression().map { .confidence(share, when: $0) }
  }

  /// SHARE, as a number from 0 to 1.
  mutating func parseShare() -> Double? {
    guard kind == .share, !isAtClauseEnd else { return nil }
    let share = (Double(text(token).dropLast()) ?? 0) / 100
    guard share <= 1 else {
      report(.invalidShare(at: location(token.range)))
      advance()
      return 1
    }
    advance()
    return share
  }

  /// Seconds of a DURATION token; what is longer than any run counts as a billion.
  func duration(_ text: String) -> Double {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let amount = min(Double(digits) ?? 0, 1e9)
    return switch text.dropFirst(digits.count) {
    case "ms": amount / 1000
    case "m": amount * 60
    case "h": amount * 3600
    default: amount
    }
  }
}
