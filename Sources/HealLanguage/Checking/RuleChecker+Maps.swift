extension RuleChecker {
  /// A map of constants: keys of one type, values of one type, and no key twice. nil after a report.
  mutating func check(_ pairs: [Syntax.MapPair], at place: Location) -> Expression? {
    var map: [Value: Value] = [:]
    var places: [Value: Location] = [:]
    var types: (key: ValueType, value: ValueType)?
    var isSound = true
    for pair in pairs {
      let (key, value) = (constant(pair.key), constant(pair.value))
      guard let (keyValue, key) = key, let (valueValue, value) = value else {
        isSound = false
        continue
      }
      if let first = places[keyValue] {
        report(.duplicateKey(keyValue.written, at: key.location, first: first))
        isSound = false
        continue
      }
      places[keyValue] = key.location
      map[keyValue] = valueValue
      let expected = types ?? (key.type, value.type)
      guard expected.key == key.type else {
        report(.typeMismatch(expected: expected.key, found: key.type, at: key.location))
        return nil
      }
      let areNumbers = expected.value.isNumeric && value.type.isNumeric
      guard areNumbers || expected.value == value.type else {
        report(.typeMismatch(expected: expected.value, found: value.type, at: value.location))
        return nil
      }
      types = (expected.key, expected.value == value.type ? value.type : .number)
    }
    guard isSound, let types else { return nil }
    return Expression(.literal(.map(map)), type: .map(types.key, to: types.value), location: place)
  }

  /// One of a map's keys or values.
  private mutating func constant(_ syntax: Syntax.Expression) -> (Value, Expression)? {
    switch syntax.kind {
    case .text(let text) where text.constant == nil: _ = constant(text)
    case .int, .number, .share, .duration, .bool, .text:
      guard let expression = check(syntax), case .literal(let value) = expression.kind else { return nil }
      return (value, expression)
    case .pattern, .name, .list, .map, .call, .not, .and, .or, .compare:
      report(.mapOfConstants(at: location(syntax.span)))
    }
    return nil
  }

  /// Whether the key may be one of the map's, or false after a report.
  mutating func checkLookup(_ function: Function, _ arguments: [Expression]) -> Bool {
    guard function == .lookup, case .map(let key, _) = arguments[0].type else { return true }
    guard !arguments[1].type.fits(key) else { return true }
    report(.typeMismatch(expected: key, found: arguments[1].type, at: arguments[1].location))
    return false
  }
}

extension Value {
  /// A map's key, for people.
  fileprivate var written: String {
    switch self {
    case .text(let text): text
    case .int(let number): "\(number)"
    case .number(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .duration(let seconds): "\(seconds)s"
    case .unknown, .list, .map: ""
    }
  }
}

extension ValueType {
  fileprivate var isNumeric: Bool { self == .int || self == .number }
}
