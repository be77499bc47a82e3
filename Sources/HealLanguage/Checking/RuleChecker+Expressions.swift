extension RuleChecker {
  /// The expression with its names resolved and its type found, or nil after a report.
  mutating func check(_ syntax: Syntax.Expression) -> Expression? {
    let place = location(syntax.span)
    switch syntax.kind {
    case .int(let value): return Expression(.literal(.int(value)), type: .int, location: place)
    case .number(let value), .share(let value):
      return Expression(.literal(.number(value)), type: .number, location: place)
    case .duration(let value):
      return Expression(.literal(.duration(value)), type: .duration, location: place)
    case .bool(let value): return Expression(.literal(.bool(value)), type: .bool, location: place)
    case .text(let text): return check(text)
    case .pattern:
      report(.misplacedPattern(at: place))
      return nil
    case .name(let name): return resolve(name, at: place)
    case .list(let items): return check(items, at: place)
    case .map(let pairs): return check(pairs, at: place)
    case .call(let call): return check(call)
    case .not(let operand):
      return check(operand, as: .bool).map { Expression(.not($0), type: .bool, location: place) }
    case .and(let left, let right): return check(left, right, at: place, Expression.Kind.and)
    case .or(let left, let right): return check(left, right, at: place, Expression.Kind.or)
    case .compare(let left, let comparison, let right):
      return check(left, comparison, right, at: place)
    }
  }

  /// The same, of a type that fits the one asked for.
  mutating func check(_ syntax: Syntax.Expression, as type: ValueType) -> Expression? {
    guard let expression = check(syntax) else { return nil }
    if let fitting = fit(expression, type) { return fitting }
    report(.typeMismatch(expected: type, found: expression.type, at: expression.location))
    return nil
  }

  /// The expression as one of the type, or nil: constants, and text made of constants and names
  /// only, may stand for a name or a path.
  func fit(_ expression: Expression, _ type: ValueType) -> Expression? {
    if expression.type.fits(type) { return expression }
    var fitting = expression
    fitting.type = type
    switch (expression.kind, type) {
    case (_, .name), (_, .path):
      return expression.type == .text && isTrusted(expression) ? fitting : nil
    case (.list(let items), .list(let element)):
      let inner = items.compactMap { fit($0, element) }
      guard inner.count == items.count else { return nil }
      fitting.kind = .list(inner)
      return fitting
    default: return nil
    }
  }

  private mutating func check(
    _ left: Syntax.Expression, _ right: Syntax.Expression, at place: Location,
    _ join: (Expression, Expression) -> Expression.Kind
  ) -> Expression? {
    let left = check(left, as: .bool)
    let right = check(right, as: .bool)
    guard let left, let right else { return nil }
    return Expression(join(left, right), type: .bool, location: place)
  }

  private mutating func check(
    _ left: Syntax.Expression, _ comparison: Expression.Comparison, _ right: Syntax.Expression,
    at place: Location
  ) -> Expression? {
    let left = check(left)
    let right = check(right)
    guard let left, let right else { return nil }
    let isEquality = comparison == .equal || comparison == .notEqual
    guard left.type.isComparable(with: right.type),
      isEquality || left.type.isOrdered && right.type.isOrdered
    else {
      report(.incomparable(left.type, comparison, right.type, at: place))
      return nil
    }
    return Expression(.compare(left, comparison, right), type: .bool, location: place)
  }

  private mutating func check(_ items: [Syntax.Expression], at place: Location) -> Expression? {
    let checked = items.compactMap { check($0) }
    guard checked.count == items.count else { return nil }
    var element = checked.first?.type ?? .text
    for item in checked.dropFirst() {
      guard let common = element.common(with: item.type) else {
        report(.typeMismatch(expected: element, found: item.type, at: item.location))
        return nil
      }
      element = common
    }
    return Expression(.list(checked), type: .list(element), location: place)
  }

  private mutating func resolve(_ name: String, at place: Location) -> Expression? {
    if let capture = captures[name]?.capture {
      return Expression(.capture(name), type: capture.type, location: place)
    }
    if let value = bindings[name] {
      return Expression(.binding(name), type: value.type, location: place)
    }
    if poisoned.contains(name) { return nil }
    if let fact = Fact(rawValue: name) {
      return Expression(.fact(fact), type: fact.type, location: place)
    }
    if isLenient, !name.contains(".") { return nil }
    if undefined.insert(name).inserted {
      let known =
        undefined.count > NearNames.mostQuestions
        ? []
        : Array(captures.keys) + Array(bindings.keys) + Array(poisoned)
          + Fact.allCases.map(\.rawValue)
      report(.undefinedName(name, known: known, laterLet: laterLet(name), at: place))
    }
    return nil
  }

  /// Where a `let` of this name stands that has not been read yet.
  private mutating func laterLet(_ name: String) -> Location? {
    if letPlaces == nil {
      var places: [String: Location] = [:]
      for clause in syntax.clauses {
        if case .let(let written, _) = clause.kind, places[written.text] == nil {
          places[written.text] = location(written.span)
        }
      }
      letPlaces = places
    }
    return letPlaces?[name]
  }

  // MARK: Texts

  private mutating func check(_ text: Syntax.Text) -> Expression? {
    guard let template = template(text) else { return nil }
    if let constant = text.constant {
      return Expression(.literal(.text(constant)), type: .text, location: template.location)
    }
    return Expression(.template(template), type: .text, location: template.location)
  }

  mutating func template(_ text: Syntax.Text) -> Template? {
    for range in text.positionals {
      report(.positionalCapture(at: Location(source: source, range: range)))
    }
    var parts: [Template.Part] = []
    for part in text.parts {
      switch part {
      case .text(let piece): parts.append(.text(piece))
      case .expression(let written):
        guard let expression = check(written) else { continue }
        guard expression.type.isPrintable else {
          report(.unprintable(expression.type, at: expression.location))
          continue
        }
        parts.append(.expression(expression))
      }
    }
    guard parts.count == text.parts.count, text.positionals.isEmpty else { return nil }
    return Template(parts, location: location(text.span))
  }

  /// The text where nothing may be interpolated, or nil after a report.
  mutating func constant(_ text: Syntax.Text) -> String? {
    if let constant = text.constant { return constant }
    for case .expression(let expression) in text.parts {
      report(.interpolationNotAllowed(at: location(expression.span)))
      break
    }
    return nil
  }

  // MARK: Trust

  /// Whether it is made of constants, names, paths and numbers only: such a text may become a
  /// command's word or part of a file. Text out of a log may not.
  func isTrusted(_ expression: Expression) -> Bool {
    if isTrusted(expression.type) { return true }
    return switch expression.kind {
    case .literal: true
    case .template(let template): isTrusted(template)
    case .binding(let name): trustedBindings.contains(name)
    case .list(let items): items.allSatisfy(isTrusted)
    // Whatever the key, it gives what the rule's own map says.
    case .call(.lookup, let arguments): arguments.first.map(isTrusted) ?? false
    case .call(let function, let arguments):
      function.signature.cost == .nothing && arguments.allSatisfy(isTrusted)
    default: false
    }
  }

  func isTrusted(_ template: Template) -> Bool {
    template.parts.allSatisfy {
      if case .expression(let inner) = $0 { isTrusted(inner) } else { true }
    }
  }

  private func isTrusted(_ type: ValueType) -> Bool {
    switch type {
    case .text, .map: false
    case .name, .path, .int, .number, .bool, .duration: true
    case .list(let element): isTrusted(element)
    }
  }
}
