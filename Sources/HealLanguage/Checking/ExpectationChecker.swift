extension RecordingExpectation {
  /// Reads an `expect.heal`; wrong text is an answer, not an error.
  ///
  /// - Parameters:
  ///   - source: its text, under the name that messages show.
  ///   - categories: those that are declared.
  /// - Returns: what could be understood, and what is wrong with the rest.
  package static func read(
    _ source: Source, categories: [String]
  ) -> (expectation: RecordingExpectation, problems: [Problem]) {
    let (syntax, problems) = Parser.parseExpectations(source)
    var checker = ExpectationChecker(source: source.name, categories: categories)
    checker.problems = problems
    let expectation = checker.check(syntax)
    return (expectation, checker.problems)
  }
}

/// Checks what is expected of a recording.
private struct ExpectationChecker {
  let source: String
  let categories: [String]
  var problems: [Problem] = []

  mutating func check(_ syntax: Syntax.Expectations) -> RecordingExpectation {
    var checked = RecordingExpectation()
    for line in syntax.lines {
      switch line.kind {
      case .todo(let reason): checked.todo = constant(reason)
      case .failure(let node, let lines):
        guard let name = constant(node) else { continue }
        checked.nodes.append(
          .init(node: name, lines: lines.compactMap { check($0) }, location: location(node.span)))
      default: check(line).map { checked.lines.append($0) }
      }
    }
    if checked.isEmpty, problems.isEmpty {
      problems.append(.incompleteTest("expect", at: Location(source: source, range: 0..<0)))
    }
    return checked
  }

  private mutating func check(_ line: Syntax.Expectations.Line) -> RecordingExpectation.Line? {
    let kind: RecordingExpectation.Kind?
    switch line.kind {
    case .category(let names):
      for name in names where !categories.contains(name.text) {
        problems.append(
          .undefinedCategory(name.text, known: categories, at: location(name.span)))
      }
      kind = .category(names.map(\.text))
    case .rule(let name): kind = .rule(name.text)
    case .fileAfter(let path): kind = constant(path).map { .fileAfter($0) }
    case .expect(let expectation): kind = check(expectation).map { .expect($0) }
    case .failure, .todo: kind = nil
    }
    return kind.map { .init($0, location: location(line.span)) }
  }

  private mutating func check(_ expectation: Syntax.Test.Expectation) -> RuleTest.Kind? {
    switch expectation {
    case .match: return .match
    case .noMatch: return .noMatch
    case .noFix: return .noFix
    case .fix(let share, let title): return constant(title).map { .fix(share: share, title: $0) }
    case .advice(let text): return constant(text).map { .advice($0) }
    case .fault(let written):
      var example = FaultExample(fault: written.fault.text, fields: [:])
      for argument in written.arguments {
        guard let label = argument.label, let value = literal(argument.value) else { return nil }
        example.fields[label.text] = value
      }
      return .fault(example)
    case .capture(let name, let value): return literal(value).map { .capture(name.text, $0) }
    case .file(let path, let text):
      guard let path = constant(path), let text = constant(text) else { return nil }
      return .file(RuleTest.File(path: path, text: text))
    }
  }

  /// A constant of any type: which one the capture has is its rule's business.
  private mutating func literal(_ syntax: Syntax.Expression) -> Value? {
    switch syntax.kind {
    case .text(let text): return constant(text).map { .text($0) }
    case .int(let number): return .int(number)
    case .number(let number), .share(let number): return .number(number)
    case .duration(let seconds): return .duration(seconds)
    case .bool(let truth): return .bool(truth)
    case .list(let items):
      let values = items.compactMap { literal($0) }
      return values.count == items.count ? .list(values) : nil
    default:
      problems.append(.constantNeeded(at: location(syntax.span)))
      return nil
    }
  }

  private mutating func constant(_ text: Syntax.Text) -> String? {
    if let constant = text.constant { return constant }
    for case .expression(let expression) in text.parts {
      problems.append(.interpolationNotAllowed(at: location(expression.span)))
      break
    }
    return nil
  }

  private func location(_ span: Syntax.Span) -> Location {
    Location(source: source, range: span.bytes)
  }
}
