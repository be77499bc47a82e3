extension RuleChecker {
  mutating func check(_ fix: Syntax.Fix) -> Fix? {
    let title = template(fix.title)
    var operations: [(operation: Operation, step: Syntax.Step)] = []
    var confidences: [Fix.Confidence] = []
    var isComplete = true
    for step in fix.steps {
      if case .confidence(let share, let condition) = step.kind {
        let confidence = confidence(share, when: condition, at: location(step.span))
        if let confidence { confidences.append(confidence) } else { isComplete = false }
      } else if let operation = operation(step) {
        operations.append((operation, step))
      } else {
        isComplete = false
      }
    }
    checkCompleteness(fix)
    checkClosed(operations, in: fix)
    guard isComplete, let title else { return nil }
    return Fix(
      title: title, operations: operations.map(\.operation), confidences: confidences,
      risk: operations.map(\.operation.risk).max() ?? .safe, location: location(fix.title.span))
  }

  private mutating func checkCompleteness(_ fix: Syntax.Fix) {
    guard !syntax.isBroken else { return }
    var confidences: [Syntax.Step] = []
    for step in fix.steps { if case .confidence = step.kind { confidences.append(step) } }
    let place = location(fix.title.span)
    if confidences.count == fix.steps.count { report(.emptyFix(at: place)) }
    if confidences.isEmpty { report(.missingConfidence(at: place)) }
    let always = confidences.firstIndex {
      if case .confidence(_, when: nil) = $0.kind { true } else { false }
    }
    guard let always, always + 1 < confidences.count else { return }
    report(
      .unreachableConfidence(
        at: location(confidences[always + 1].span), after: location(confidences[always].span)))
  }

  private mutating func confidence(
    _ share: Double, when condition: Syntax.Expression?, at place: Location
  ) -> Fix.Confidence? {
    guard let condition else { return Fix.Confidence(share: share, location: place) }
    return check(condition, as: .bool).map {
      Fix.Confidence(share: share, condition: $0, location: place)
    }
  }

  private mutating func operation(_ step: Syntax.Step) -> Operation? {
    switch step.kind {
    case .retry(let seconds): .retry(after: seconds)
    case .run(let words): run(words)
    case .ask(let question): template(question).map { .ask($0) }
    case .edit(let file, let call): edit(file, call)
    case .confidence: preconditionFailure("a confidence is no operation")
    }
  }

  /// A command's words are constants, names, paths and numbers; its program is a constant.
  private mutating func run(_ words: [Syntax.Text]) -> Operation? {
    if let program = words.first, program.constant == nil {
      report(.dynamicCommand(at: location(program.span)))
      return nil
    }
    let templates = words.compactMap { trustedTemplate($0) }
    return templates.count == words.count ? .run(templates) : nil
  }

  private mutating func trustedTemplate(_ text: Syntax.Text) -> Template? {
    guard let template = template(text) else { return nil }
    for case .expression(let part) in template.parts where !isTrusted(part) {
      report(.unsafeText(needed: "a word of a command", at: part.location))
      return nil
    }
    return template
  }

  // MARK: Edits

  private mutating func edit(_ file: Syntax.Expression, _ call: Syntax.Call) -> Operation? {
    guard let name = OperationName(rawValue: call.name.text), name.isEdit else {
      report(.unknownOperation(call.name.text, at: location(call.name.span)))
      return nil
    }
    let path = checkPlace(file, as: .path, "a file's path")
    guard let edit = edit(name, call), let path else { return nil }
    return .edit(file: path, edit)
  }

  private mutating func edit(_ name: OperationName, _ call: Syntax.Call) -> Edit? {
    switch name {
    case .correctColumn: rename(call, "a column's name", Edit.correctColumn)
    case .renameColumn: rename(call, "a column's name", Edit.renameColumn)
    case .renameRef: rename(call, "a model's name", Edit.renameRef)
    case .replace: replace(call)
    case .replaceMatch: replaceMatch(call)
    case .deleteMatch: deleteMatch(call)
    case .insertBefore: insert(call, Edit.insertBefore)
    case .insertAfter: insert(call, Edit.insertAfter)
    case .restoreLine: restoreLine(call)
    case .correctKey: rename(call, "a key", Edit.correctKey)
    case .correctTest: rename(call, "a test's name", Edit.correctTest)
    case .correctValue: correctValue(call)
    case .set: set(call)
    case .append: append(call)
    case .remove: slots(call, ["keypath"]).flatMap { keyPath($0[0]) }.map { .remove($0) }
    case .move: move(call)
    case .mendLayout: slots(call, []).map { _ in .mendLayout }
    default: correction(name, call)
    }
  }

  private mutating func correction(_ name: OperationName, _ call: Syntax.Call) -> Edit? {
    guard let parameters = name.correctionParameters else {
      preconditionFailure("`\(name.rawValue)` is an edit that nobody checks")
    }
    guard let slots = slots(call, parameters) else { return nil }
    let arguments = slots.compactMap { checkPlace($0, as: .text, "a name in a file") }
    return arguments.count == slots.count ? .correction(name, arguments) : nil
  }

  private mutating func rename(
    _ call: Syntax.Call, _ what: String, _ make: (Expression, Expression) -> Edit
  ) -> Edit? {
    guard let slots = slots(call, ["old", "to:"]) else { return nil }
    let old = checkPlace(slots[0], as: .name, what)
    let new = checkPlace(slots[1], as: .name, what)
    guard let old, let new else { return nil }
    return make(old, new)
  }

  private mutating func correctValue(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["key", "old", "to:"]) else { return nil }
    let key = checkPlace(slots[0], as: .text, "a key")
    let old = check(slots[1], as: .text)
    let new = checkPlace(slots[2], as: .text, "a value")
    guard let key, let old, let new else { return nil }
    return .correctValue(of: key, old, to: new)
  }

  private mutating func set(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["keypath", "to:"]) else { return nil }
    let path = keyPath(slots[0])
    let value = checkPlace(slots[1], as: .text, "a value")
    guard let path, let value else { return nil }
    return .set(path, to: value)
  }

  private mutating func append(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["keypath", "value"]) else { return nil }
    let path = keyPath(slots[0])
    let value = checkPlace(slots[1], as: .text, "a value")
    guard let path, let value else { return nil }
    return .append(path, value)
  }

  private mutating func move(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["keypath", "under:"]) else { return nil }
    let path = keyPath(slots[0])
    let target = keyPath(slots[1])
    guard let path, let target else { return nil }
    return .move(path, under: target)
  }

  private mutating func keyPath(_ syntax: Syntax.Expression) -> Expression? {
    checkPlace(syntax, as: .text, "a key path")
  }

  private mutating func replace(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["text", "with:"]), let all = all(call) else { return nil }
    // What is looked for may be any text: it only decides where, never what is written.
    let old = check(slots[0], as: .text)
    let new = checkPlace(slots[1], as: .text, "text of a file")
    guard let old, let new else { return nil }
    return .replace(old, with: new, all: all)
  }

  private mutating func replaceMatch(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["/regex/", "with:"]), let all = all(call) else { return nil }
    let pattern = patternArgument(slots[0])
    let new = checkPlace(slots[1], as: .text, "text of a file")
    guard let pattern, let new else { return nil }
    return .replaceMatch(pattern, with: new, all: all)
  }

  private mutating func deleteMatch(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["/regex/"]), let all = all(call) else { return nil }
    return patternArgument(slots[0]).map { .deleteMatch($0, all: all) }
  }

  private mutating func insert(_ call: Syntax.Call, _ make: (Pattern, Expression, Bool) -> Edit)
    -> Edit?
  {
    guard let slots = slots(call, ["/regex/", "text"]), let all = all(call) else { return nil }
    let pattern = patternArgument(slots[0])
    let text = checkPlace(slots[1], as: .text, "text of a file")
    guard let pattern, let text else { return nil }
    return make(pattern, text, all)
  }

  private mutating func restoreLine(_ call: Syntax.Call) -> Edit? {
    guard let slots = slots(call, ["line"]) else { return nil }
    return check(slots[0], as: .int).map { .restoreLine($0) }
  }

  /// The arguments of a call in the order of its parameters; a name that ends in `:` is a label.
  private mutating func slots(_ call: Syntax.Call, _ parameters: [String]) -> [Syntax.Expression]? {
    let takesAll = Self.takingAll.contains(call.name.text)
    let known = takesAll ? parameters + ["all: true"] : parameters
    var slots: [Syntax.Expression] = []
    let arguments = call.arguments.filter { !takesAll || $0.label?.text != "all" }
    for (argument, parameter) in zip(arguments, parameters) {
      let label = argument.label.map { "\($0.text):" }
      guard label == (parameter.hasSuffix(":") ? parameter : nil) else {
        let span = argument.label?.span ?? argument.value.span
        report(
          .wrongArguments(call.name.text, known, label: argument.label?.text, at: location(span)))
        return nil
      }
      slots.append(argument.value)
    }
    if arguments.count == parameters.count { return slots }
    report(.wrongArguments(call.name.text, known, label: nil, at: location(call.span)))
    return nil
  }

  /// Operations that may act in several places when told so.
  private static let takingAll: Set<String> = [
    "replace", "replace_match", "delete_match", "insert_before", "insert_after",
  ]

  /// `all: true`; nil after a report when it is something else.
  private mutating func all(_ call: Syntax.Call) -> Bool? {
    guard let argument = call.arguments.first(where: { $0.label?.text == "all" }) else {
      return false
    }
    if case .bool(let value) = argument.value.kind { return value }
    let place = location(argument.value.span)
    report(.typeMismatch(expected: .bool, found: check(argument.value)?.type, at: place))
    return nil
  }

  /// A value that ends up in a file, a path or a name of the project: never text out of a log.
  private mutating func checkPlace(
    _ syntax: Syntax.Expression, as type: ValueType, _ what: String
  ) -> Expression? {
    guard let expression = check(syntax) else { return nil }
    if expression.type.isTextual, !isTrusted(expression) {
      report(.unsafeText(needed: what, at: expression.location))
      return nil
    }
    if let fitting = fit(expression, type) { return fitting }
    report(.typeMismatch(expected: type, found: expression.type, at: expression.location))
    return nil
  }
}
