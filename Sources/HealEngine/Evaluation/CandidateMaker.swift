import HealLanguage

/// Works one fix out: the title rendered, the confidence found, every operation made exact.
struct CandidateMaker {
  let rule: Rule
  let fix: Fix
  /// The fix's place among those of its rule.
  let index: Int
  let evaluation: Evaluation

  func candidate() throws(Withholding) -> Candidate {
    let title = try text(fix.title)
    let confidence = try confidence()
    let actions = try actions()
    var candidate = Candidate(
      rule: rule.name, title: title, confidence: confidence.share, risk: risk(of: actions),
      actions: actions, reasons: reasons(confidence), fix: index)
    try holdToClosedPlaces(&candidate)
    return candidate
  }

  /// heal's own files are never changed; what else is closed is for a person, whatever the confidence.
  private func holdToClosedPlaces(_ candidate: inout Candidate) throws(Withholding) {
    guard let place = candidate.closedPlace else { return }
    guard place.owner != .heal else { throw Withholding(reason: place.clause) }
    candidate.risk = max(candidate.risk, .destructive)
    candidate.reasons.append("a person decides, since \(place.clause)")
  }

  /// The first confidence whose condition holds.
  var holdingConfidence: Fix.Confidence? {
    fix.confidences.first { confidence in
      confidence.condition.map { evaluation.truth($0) == true } ?? true
    }
  }

  private func confidence() throws(Withholding) -> Fix.Confidence {
    guard let holdingConfidence else {
      throw Withholding(reason: "none of its conditions of confidence holds")
    }
    return holdingConfidence
  }

  /// The inferred risk, raised where an edit turns out to touch what keeps the pipeline honest.
  private func risk(of actions: [Candidate.Action]) -> Risk {
    let touches = actions.contains { action in
      if case .change(let change) = action { touchesSafetyNet(change) != nil } else { false }
    }
    return touches ? max(fix.risk, .destructive) : fix.risk
  }

  /// One line for each value that the fix rests on, and one for a safety net it touches.
  private func reasons(_ confidence: Fix.Confidence) -> [String] {
    let bindings = rule.bindings.filter { $0.value.type != .bool }.map(\.name)
    let captures = evaluation.captures.keys.filter { !$0.hasPrefix("_") }.sorted()
    let names = captures + bindings
    let values = names.compactMap { name in
      (evaluation.captures[name] ?? evaluation.binding(name)).shown.map {
        "\(name) = \($0)\(source(of: name))"
      }
    }
    let lines = values + fix.operations.compactMap(restored)
    guard let condition = confidence.condition else { return lines }
    return lines + ["\(confidence.share.percent) because \(condition.shown(evaluation))"]
  }

  /// Who says so, in parentheses, where it is not the project's own files.
  private func source(of name: String) -> String {
    guard let binding = rule.bindings.first(where: { $0.name == name }),
      case .call(let function, _) = binding.value.kind
    else { return "" }
    return function.witness.map { " (by \($0))" } ?? ""
  }

  /// What a line that is put back was.
  private func restored(_ operation: Operation) -> String? {
    guard case .edit(let file, .restoreLine(let line)) = operation,
      let path = evaluation.value(file).shown, case .int(let number) = evaluation.value(line),
      case .text(let now) = evaluation.evidence.answer(.fileText(path)),
      case .text(let earlier) = evaluation.evidence.answer(
        .function(.committedText, [.text(path)])),
      let old = LineRestoration(number, of: earlier).text(in: now)
    else { return nil }
    return "last green line \(number) of \(path) was “\(old)”"
  }

  func text(_ template: Template) throws(Withholding) -> String {
    guard let text = evaluation.text(template) else {
      throw Withholding(reason: "\(unknownPart(of: template)) is not known")
    }
    return text
  }

  func text(_ expression: Expression) throws(Withholding) -> String {
    guard let text = evaluation.value(expression).shown else {
      throw Withholding(reason: "\(expression.kind.shown) is not known")
    }
    return text
  }

  private func unknownPart(of template: Template) -> String {
    for case .expression(let expression) in template.parts
    where evaluation.value(expression) == .unknown {
      return expression.kind.shown
    }
    return "a part of it"
  }
}

extension Double {
  /// A share as people read it: `0.85` is `85%`.
  package var percent: String { "\(Int((self * 100).rounded()))%" }
}

extension Function {
  /// Who answers it; nil for what the project's own files tell.
  fileprivate var witness: String? {
    switch self {
    case .rows, .values: "the warehouse"
    case .committedText, .lastGreenLine, .changedSinceGreen, .changedUpstream:
      "git or the last green run"
    case .lastGreenColumns: "the record of green runs"
    default: nil
    }
  }
}
