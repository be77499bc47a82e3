import HealLanguage

/// The evaluations without the retries that another one's diagnosis makes pointless: a wrong password does not
/// get right by waiting, whatever else the message says.
func withoutVainRetries(_ evaluations: [RuleEvaluation]) -> [RuleEvaluation] {
  evaluations.map { evaluation in
    let name = evaluation.rule.name
    guard
      let permanent = evaluations.first(where: { $0.rule.name != name && $0.isPermanent })
    else { return evaluation }
    return evaluation.withoutRetries(because: permanent.rule)
  }
}

extension RuleEvaluation {
  /// Whether what its rule recognises stays until somebody changes something. A fallback knows too little to say so.
  fileprivate var isPermanent: Bool {
    !rule.isFallback && !Self.mayPass(rule.category)
      && !(rule.fixes + remedies.flatMap(\.fixes)).contains(where: \.isRetryOnly)
  }

  /// Whether failures of a category can pass by themselves, even those whose rule offers no retry.
  private static func mayPass(_ category: String) -> Bool {
    ["CONCURRENCY", "CONNECTION", "DATABASE", "INTERNAL", "RESOURCE"].contains(category)
  }
}

extension RuleEvaluation {
  fileprivate func withoutRetries(because permanent: Rule) -> RuleEvaluation {
    var evaluation = self
    evaluation.candidates.removeAll(where: \.isRetryOnly)
    evaluation.finding.offersRetry = false
    evaluation.withheld += candidates.filter(\.isRetryOnly).map { candidate in
      Diagnosis.Withheld(
        rule: rule.name, title: candidate.title,
        reason: "\(permanent.name) says that it does not pass by itself",
        confidence: candidate.confidence, risk: candidate.risk, needsFile: false)
    }
    return evaluation
  }
}
