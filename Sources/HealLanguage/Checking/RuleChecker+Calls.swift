extension RuleChecker {
  mutating func check(_ call: Syntax.Call) -> Expression? {
    guard let function = function(named: call.name) else { return nil }
    let signature = function.signature
    let place = location(call.span)
    if function == .firstKnown { return checkFirstKnown(call, at: place) }
    guard accepts(call, named: signature.parameters.map(\.name)) else { return nil }
    if function == .matches { return checkMatches(call, at: place) }
    var arguments: [Expression] = []
    for (argument, parameter) in zip(call.arguments, signature.parameters) {
      if let value = check(argument.value, for: parameter.type) { arguments.append(value) }
    }
    guard arguments.count == call.arguments.count, checkContains(function, arguments),
      checkLookup(function, arguments),
      let type = resultType(signature.result, arguments)
    else { return nil }
    return Expression(.call(function, arguments), type: type, location: place)
  }

  /// The function, or nil after a report.
  mutating func function(named name: Syntax.Name) -> Function? {
    guard let function = Function(rawValue: name.text) else {
      if undefined.insert(name.text).inserted {
        report(.undefinedFunction(name.text, at: location(name.span)))
      }
      return nil
    }
    return function
  }

  private mutating func accepts(_ call: Syntax.Call, named parameters: [String]) -> Bool {
    if let label = call.arguments.lazy.compactMap(\.label).first {
      report(
        .wrongArguments(call.name.text, parameters, label: label.text, at: location(label.span)))
      return false
    }
    if call.arguments.count != parameters.count {
      report(.wrongArguments(call.name.text, parameters, label: nil, at: location(call.span)))
      return false
    }
    return true
  }

  private mutating func check(_ syntax: Syntax.Expression, for accepted: Signature.Accepted)
    -> Expression?
  {
    switch accepted {
    case .one(let type): return check(syntax, as: type)
    case .anyValue, .pattern: return check(syntax)
    case .anyMap:
      guard let expression = check(syntax) else { return nil }
      if case .map = expression.type { return expression }
      report(.mapNeeded(found: expression.type, at: expression.location))
      return nil
    case .anyList, .listOrText:
      guard let expression = check(syntax) else { return nil }
      if case .list = expression.type { return expression }
      if accepted == .listOrText, expression.type.isTextual { return expression }
      report(
        .listNeeded(
          orText: accepted == .listOrText, found: expression.type, at: expression.location))
      return nil
    }
  }

  /// Two values or more of one type. A constant would be known wherever those before it are not: a default, which a
  /// fix must not rest on.
  private mutating func checkFirstKnown(_ call: Syntax.Call, at place: Location) -> Expression? {
    let label = call.arguments.lazy.compactMap(\.label).first
    guard label == nil, call.arguments.count > 1 else {
      report(
        .wrongArguments(
          call.name.text, ["value", "other", "…"], label: label?.text,
          at: location(label?.span ?? call.span)))
      return nil
    }
    var values: [Expression] = []
    for argument in call.arguments {
      guard let value = check(argument.value) else { return nil }
      if case .literal = value.kind {
        report(.constantDefault(at: value.location))
        return nil
      }
      values.append(value)
    }
    var type = values[0].type
    for value in values.dropFirst() {
      guard let common = type.common(with: value.type) else {
        report(.typeMismatch(expected: type, found: value.type, at: value.location))
        return nil
      }
      type = common
    }
    return Expression(.call(.firstKnown, values), type: type, location: place)
  }

  private mutating func checkMatches(_ call: Syntax.Call, at place: Location) -> Expression? {
    let text = check(call.arguments[0].value, as: .text)
    guard let pattern = patternArgument(call.arguments[1].value), let text else { return nil }
    return Expression(.matches(text, pattern), type: .bool, location: place)
  }

  /// A regex, or a skeleton between single quotes.
  mutating func patternArgument(_ syntax: Syntax.Expression) -> Pattern? {
    switch syntax.kind {
    case .pattern(let written): return pattern(written)
    case .text(let text) where text.form == .raw || text.form == .rawBlock:
      let length = text.form == .raw ? 1 : 3
      let content = syntax.span.bytes.lowerBound + length..<syntax.span.bytes.upperBound - length
      return pattern(
        Syntax.Pattern(form: .skeleton, span: syntax.span, content: content, flags: ""))
    default:
      report(.patternNeeded(at: location(syntax.span)))
      return nil
    }
  }

  private mutating func checkContains(_ function: Function, _ arguments: [Expression]) -> Bool {
    guard function == .contains else { return true }
    let element = if case .list(let element) = arguments[0].type { element } else { ValueType.text }
    guard !arguments[1].type.isComparable(with: element) else { return true }
    report(
      .typeMismatch(expected: element, found: arguments[1].type, at: arguments[1].location))
    return false
  }

  private func resultType(_ result: Signature.Result, _ arguments: [Expression]) -> ValueType? {
    switch result {
    case .type(let type): type
    case .firstArgument: arguments.first?.type
    case .elementOfFirst: elementType(of: arguments.first)
    case .element(let index): elementType(of: arguments[index])
    case .valueOfFirst:
      if case .map(_, let value) = arguments.first?.type { value } else { nil }
    }
  }

  private func elementType(of expression: Expression?) -> ValueType? {
    guard case .list(let element) = expression?.type else { return nil }
    return element
  }
}
