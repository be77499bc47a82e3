import HealLanguage

/// What one matching rule says of one failure: its finding, and each of its fixes worked out or
/// withheld with the reason.
struct RuleEvaluation {
  var finding: Diagnosis.Finding
  var candidates: [Candidate] = []
  var withheld: [Diagnosis.Withheld] = []
  /// What is wrong, as the rule alone tells it.
  var faults: [FaultInstance] = []
  /// The remedies whose fixes are among ``candidates`` or ``withheld``.
  var remedies: [Rule] = []
  let rule: Rule
  let specificity: Int

  /// nil when a guard does not hold.
  init?(
    _ rule: Rule, failure: Failure, captures: [String: Value], specificity: Int,
    evidence: some Evidence
  ) {
    let evaluation = Evaluation(rule, failure: failure, captures: captures, evidence: evidence)
    guard rule.guards.allSatisfy({ evaluation.truth($0) == true }) else { return nil }
    self.rule = rule
    self.specificity = specificity
    finding = Diagnosis.Finding(
      rule: rule.name, category: rule.category,
      captures: captures.filter { $0.value != .unknown && !$0.key.hasPrefix("_") },
      advice: rule.advice.rendered(evaluation), offersRetry: false)
    faults = Self.faults(of: rule, evaluation)
    for (index, fix) in rule.fixes.enumerated() { take(fix, at: index, evaluation) }
    finding.offersRetry = candidates.contains { $0.isRetryOnly }
  }

  private mutating func take(_ fix: Fix, at index: Int, _ evaluation: Evaluation) {
    let maker = CandidateMaker(rule: rule, fix: fix, index: index, evaluation: evaluation)
    do throws(Withholding) {
      candidates.append(try maker.candidate())
    } catch {
      withheld.append(
        Diagnosis.Withheld(
          rule: rule.name, title: evaluation.shown(fix.title),
          reason: error.reason, confidence: maker.holdingConfidence?.share, risk: fix.risk,
          needsFile: error.needsFile, lacksValue: error.lacksValue))
    }
  }
}

extension [Template] {
  /// What is known of them; one that begins like an earlier one and says less is not said after it.
  fileprivate func rendered(_ evaluation: Evaluation) -> [String] {
    var said: [(start: Substring?, values: Set<String>, text: String)] = []
    for template in self {
      guard let text = evaluation.text(template) else { continue }
      let start = text.split(separator: " ").first
      let values = template.values
      if said.contains(where: { $0.start == start && $0.values != values && $0.values.isSuperset(of: values) }) { continue }
      said.append((start, values, text))
    }
    return said.map(\.text)
  }
}

extension Template {
  /// What is put into it.
  fileprivate var values: Set<String> {
    Set(parts.compactMap { if case .expression(let expression) = $0 { expression.kind.shown } else { nil } })
  }
}

/// Why a fix cannot be offered for this failure.
struct Withholding: Error {
  var reason: String
  /// Whether a file's text is all that is missing.
  var needsFile = false
  /// Whether a value is unknown that the fix is made with.
  var lacksValue = false
}

extension Evaluation {
  /// The rendered text, “…” where a part of it is unknown: for messages about what is not offered.
  func shown(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .expression(let expression): value(expression).shown ?? "…"
      }
    }.joined()
  }
}

extension Expression.Kind {
  /// The name that the expression goes by in messages.
  var shown: String {
    switch self {
    case .capture(let name), .binding(let name): name
    case .fact(let fact): fact.rawValue
    case .call(let function, _): "\(function.rawValue)(…)"
    default: "…"
    }
  }
}
