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
    let authored = try confidence().share
    let (actions, proof) = try actions()
    let confidence = proof.missing == nil ? authored : min(authored, Candidate.mostUnproven)
    var candidate = Candidate(
      rule: rule.name, title: title, titleTemplate: FixName(fix, of: rule).title,
      confidence: confidence, risk: risk(of: actions), actions: actions, reasons: reasons(proof),
      proof: proof, fix: index)
    candidate.isOwn = rule.layer != .standard
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

  /// What shows that the fix is meant, or what is missing for that; then who else was asked.
  private func reasons(_ proof: Proof) -> [String] {
    let clauses = [proof.shown, proof.missing].compactMap(\.self)
    return clauses + witnesses
  }

  /// What the warehouse, git or the record of green runs said that the fix rests on.
  private var witnesses: [String] {
    rule.bindings.compactMap { binding in
      guard case .call(let function, _) = binding.value.kind, let witness = function.witness,
        let value = evaluation.binding(binding.name).shown
      else { return nil }
      return "\(witness) says: \(value)"
    }
  }

  func text(_ template: Template) throws(Withholding) -> String {
    guard let text = evaluation.text(template) else {
      throw Withholding(reason: "\(unknownPart(of: template)) \(lack)", lacksValue: !evaluation.hitLimit)
    }
    return text
  }

  func text(_ expression: Expression) throws(Withholding) -> String {
    guard let text = evaluation.value(expression).shown else {
      throw Withholding(reason: "\(expression.kind.shown) \(lack)", lacksValue: !evaluation.hitLimit)
    }
    return text
  }

  /// Why something has no value.
  private var lack: String {
    evaluation.hitLimit
      ? "is not known, since the rule computes texts of more than 1 MiB" : "is not known"
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
  package var percent: String {
    guard isFinite, magnitude < 1e12 else { return "\(self * 100)%" }
    return "\(Int((self * 100).rounded()))%"
  }
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
