extension RuleChecker {
  /// A test for each of its failures, which share what surrounds them and what is expected.
  mutating func check(_ test: Syntax.Test) -> [RuleTest] {
    guard let name = constant(test.name) else { return [] }
    var checked = RuleTest(
      name: name, failure: "", expectations: [], location: location(test.name.span))
    let needed = syntax.role == .remedy ? "fault" : "failure"
    var isGiven = false
    var failures: [(text: String, location: Location)] = []
    for line in test.lines {
      switch (line.kind, syntax.role) {
      case (.failure, .rule), (.failure, .fallback), (.fault, .remedy): isGiven = true
      case (.fault, _): report(.misplacedExample(at: location(line.keyword)))
      default: break
      }
      if case .failure(let text) = line.kind {
        failures.append((constant(text) ?? "", location(line.keyword)))
      } else {
        check(line, &checked)
      }
    }
    guard !syntax.isBroken else { return [] }
    if !isGiven { report(.incompleteTest(needed, at: checked.location)) }
    if !test.lines.contains(where: { if case .expect = $0.kind { true } else { false } }) {
      report(.incompleteTest("expect", at: checked.location))
    }
    guard failures.count > 1 else {
      checked.failure = failures.first?.text ?? ""
      return [checked]
    }
    return failures.map { failure in
      var one = checked
      one.failure = failure.text
      one.location = failure.location
      return one
    }
  }

  /// Anything but a failure.
  private mutating func check(_ line: Syntax.Test.Line, _ test: inout RuleTest) {
    switch line.kind {
    case .failure: break
    case .fault(let written): test.fault = example(written)
    case .todo(let text): test.todo = constant(text)
    case .file(let path, let text):
      if let file = file(path, text) { test.files.append(file) }
    case .given(let name, let arguments, let value):
      if let given = given(name, arguments, value) { test.givens.append(given) }
    case .expect(let expectation):
      if let kind = check(expectation) {
        test.expectations.append(RuleTest.Expectation(kind, location: location(line.span)))
      }
    }
  }

  private mutating func file(_ path: Syntax.Text, _ text: Syntax.Text) -> RuleTest.File? {
    let path = constant(path)
    guard let text = constant(text), let path else { return nil }
    return RuleTest.File(path: path, text: text)
  }

  private mutating func check(_ expectation: Syntax.Test.Expectation) -> RuleTest.Kind? {
    switch expectation {
    case .match: .match
    case .noMatch: .noMatch
    case .noFix: .noFix
    case .fix(let share, let title): constant(title).map { .fix(share: share, title: $0) }
    case .file(let path, let text): file(path, text).map(RuleTest.Kind.file)
    case .advice(let text): constant(text).map(RuleTest.Kind.advice)
    case .capture(let name, let value): capture(name, value)
    case .fault(let written): example(written).map(RuleTest.Kind.fault)
    }
  }

  private mutating func capture(_ name: Syntax.Name, _ value: Syntax.Expression) -> RuleTest.Kind? {
    guard let capture = captures[name.text]?.capture else {
      if !isLenient {
        report(
          .undefinedCapture(name.text, known: Array(captures.keys), at: location(name.span)))
      }
      return nil
    }
    guard let value = literal(value, as: capture.type) else { return nil }
    return .capture(name.text, value)
  }

  // MARK: Givens

  private mutating func given(
    _ name: Syntax.Name, _ arguments: [Syntax.Expression]?, _ value: Syntax.Expression
  ) -> RuleTest.Given? {
    if let arguments { return givenAnswer(name, arguments, value) }
    guard let fact = Fact(rawValue: name.text) else {
      report(.unknownFact(name.text, at: location(name.span)))
      return nil
    }
    return literal(value, as: fact.type).map { .fact(fact, $0) }
  }

  private mutating func givenAnswer(
    _ name: Syntax.Name, _ arguments: [Syntax.Expression], _ value: Syntax.Expression
  ) -> RuleTest.Given? {
    guard let function = function(named: name) else { return nil }
    let signature = function.signature
    guard signature.cost != .nothing, case .type(let result) = signature.result else {
      report(.uselessGiven(name.text, at: location(name.span)))
      return nil
    }
    guard arguments.count == signature.parameters.count else {
      let names = signature.parameters.map(\.name)
      report(.wrongArguments(name.text, names, label: nil, at: location(name.span)))
      return nil
    }
    var values: [Value] = []
    for (argument, parameter) in zip(arguments, signature.parameters) {
      guard case .one(let type) = parameter.type else { continue }
      if let value = literal(argument, as: type) { values.append(value) }
    }
    guard let value = literal(value, as: result), values.count == arguments.count else {
      return nil
    }
    return .answer(function, values, value)
  }

  /// A constant of the type, or nil after a report.
  mutating func literal(_ syntax: Syntax.Expression, as type: ValueType) -> Value? {
    if type == .int, case .text(let text) = syntax.kind,
      let number = text.constant.flatMap({ Int($0) })
    {
      return .int(number)
    }
    switch (syntax.kind, type) {
    case (.name, _), (.call, _), (.not, _), (.and, _), (.or, _), (.compare, _), (.pattern, _):
      report(.constantNeeded(at: location(syntax.span)))
      return nil
    case (.list(let items), .list(let element)):
      let values = items.compactMap { literal($0, as: element) }
      return values.count == items.count ? .list(values) : nil
    case (.text(let text), _) where text.constant == nil:
      _ = constant(text)
      return nil
    default:
      guard case .literal(let value) = check(syntax, as: type)?.kind else { return nil }
      return value
    }
  }
}
