import HealLanguage

/// Works one fix out: the title rendered, the confidence found, every operation made exact.
struct CandidateMaker {
  let rule: Rule
  let fix: Fix
  let evaluation: Evaluation

  func candidate() throws(Withholding) -> Candidate {
    let title = try text(fix.title)
    let confidence = try confidence()
    let actions = try actions()
    return Candidate(
      rule: rule.name, title: title, confidence: confidence.share, risk: risk(of: actions),
      actions: actions, reasons: reasons(confidence))
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
      (evaluation.captures[name] ?? evaluation.binding(name)).shown.map { "\(name) = \($0)" }
    }
    guard let condition = confidence.condition else { return values }
    return values + ["\(confidence.share.percent) because \(condition.shown(evaluation))"]
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
