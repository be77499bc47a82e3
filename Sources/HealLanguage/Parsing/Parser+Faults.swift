extension Parser {
  /// Fault = { DOCUMENTATION } "fault" NAME [ "(" [ Field { "," Field } [ "," ] ] ")" ]
  ///         "{" { CategoryClause ClauseEnd } "}"
  mutating func expectFault() -> Syntax.Fault? {
    let start = mark()
    let documentation = documentationAbove()
    let known = problems.count
    advance()
    guard let name = expectName("the fault's name") else { return nil }
    var fields: [Syntax.Fault.Field] = []
    if kind == .leftParenthesis, !startsLine {
      guard let listed = expectItems(until: .rightParenthesis, { $0.expectField() }) else { return nil }
      fields = listed
    }
    let clauses = expectBlock(.fault, header: start) { $0.expectClause(in: .fault) }
    return Syntax.Fault(
      documentation: documentation, name: name, fields: fields, clauses: clauses,
      span: span(from: start), isBroken: hasErrors(since: known))
  }

  /// Field = NAME ":" NAME [ "?" ]
  private mutating func expectField() -> Syntax.Fault.Field? {
    let start = mark()
    guard let name = expectName("a field's name"), expect(.colon),
      let type = expectName("a type such as `name`")
    else { return nil }
    let isOptional = parsePunctuation(.questionMark)
    return Syntax.Fault.Field(name: name, type: type, isOptional: isOptional, span: span(from: start))
  }

  /// Meaning = NAME [ "(" [ NAME ":" Expression { "," NAME ":" Expression } ] ")" ]
  mutating func expectMeaning() -> Syntax.Meaning? {
    let start = mark()
    guard let name = expectName("a fault's name") else { return nil }
    var arguments: [Syntax.Argument] = []
    if kind == .leftParenthesis, !startsLine {
      guard let call = expectCall(name, start: start) else { return nil }
      arguments = call.arguments
    }
    return Syntax.Meaning(fault: name, arguments: arguments, span: span(from: start))
  }

  /// Means = "means" Meaning [ "at" "most" SHARE ]
  mutating func expectMeans() -> Syntax.Clause.Kind? {
    guard var meaning = expectMeaning() else { return nil }
    guard parseKeyword("at") else { return .means(meaning) }
    guard expectKeyword("most") else { return nil }
    guard let share = parseShare() else {
      reportExpected("a share such as `70%`")
      return nil
    }
    meaning.atMost = share
    return .means(meaning)
  }
}
