extension RuleChecker {
  /// What a remedy heals: the fields of the fault are what its expressions may name.
  mutating func checkHeals(_ rule: inout Rule) {
    for case .heals(let name) in syntax.clauses.map(\.kind) where rule.heals == nil {
      guard let fault = fault(name) else {
        isLenient = true
        continue
      }
      rule.heals = fault.name
      rule.category = fault.category
      for field in fault.fields {
        captures[field.name] = CaptureUse(
          capture: Pattern.Capture(
            name: field.name, type: field.type, mayBeUnset: field.isOptional, location: field.location),
          clause: 0)
      }
    }
  }

  /// The faults that a rule means, in place of a category and fixes of its own.
  mutating func checkMeanings(_ rule: inout Rule) {
    let clauses = syntax.clauses
    guard let first = clauses.first(where: { if case .means = $0.kind { true } else { false } }) else { return }
    for clause in clauses {
      switch clause.kind {
      case .category, .fix: report(.meaningAndOwn(location(clause.keyword), means: location(first.keyword)))
      case .means(let written):
        guard let meaning = meaning(written) else { continue }
        if rule.meanings.isEmpty { rule.category = faults[meaning.fault]?.category ?? "" }
        rule.meanings.append(meaning)
      default: break
      }
    }
  }

  private mutating func meaning(_ written: Syntax.Meaning) -> Meaning? {
    guard let fault = fault(written.fault) else { return nil }
    var arguments: [Meaning.Argument] = []
    var isWhole = true
    for (field, argument) in fields(of: written, fault) {
      guard let value = check(argument.value, as: field.type) else {
        isWhole = false
        continue
      }
      arguments.append(Meaning.Argument(field: field.name, value: value))
    }
    let missing = fault.fields.filter { field in
      !field.isOptional && !written.arguments.contains { $0.label?.text == field.name }
    }
    if !missing.isEmpty {
      report(.missingFields(missing.map(\.name), of: fault, at: location(written.span)))
      isWhole = false
    }
    guard isWhole else { return nil }
    return Meaning(
      fault: fault.name, arguments: arguments, mostConfidence: written.atMost, location: location(written.span))
  }

  /// What a test says of a fault: constants, and no more fields than there are.
  mutating func example(_ written: Syntax.Meaning) -> FaultExample? {
    guard let fault = fault(written.fault) else { return nil }
    var example = FaultExample(fault: fault.name, fields: [:])
    for (field, argument) in fields(of: written, fault) {
      guard let value = literal(argument.value, as: field.type) else { return nil }
      example.fields[field.name] = value
    }
    return example
  }

  /// Each argument with its field; reports those that have none.
  private mutating func fields(
    of written: Syntax.Meaning, _ fault: Fault
  ) -> [(field: Fault.Field, argument: Syntax.Argument)] {
    var seen: [String: Location] = [:]
    var found: [(Fault.Field, Syntax.Argument)] = []
    for argument in written.arguments {
      guard let label = argument.label else {
        report(.unknownField(nil, of: fault, at: location(argument.value.span)))
        continue
      }
      let place = location(label.span)
      guard let field = fault.fields.first(where: { $0.name == label.text }) else {
        report(.unknownField(label.text, of: fault, at: place))
        continue
      }
      if let earlier = seen[field.name] {
        report(.duplicateName(field.name, at: place, earlier: earlier))
      } else {
        seen[field.name] = place
        found.append((field, argument))
      }
    }
    return found
  }

  /// The fault, or nil after a report.
  private mutating func fault(_ name: Syntax.Name) -> Fault? {
    if let fault = faults[name.text] { return fault }
    lacksFault = true
    if !faults.broken.contains(name.text) {
      report(.undefinedFault(name.text, known: faults.all.map(\.name), at: location(name.span)))
    }
    return nil
  }
}

extension Syntax.Rule {
  /// As messages call it.
  var what: String { role == .remedy ? "remedy" : "rule" }
}
