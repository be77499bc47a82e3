package import HealLanguage

/// Diagnoses failures with one rule set; its matcher is built once.
package struct Diagnostician: Sendable {
  package let rules: RuleSet
  private let matcher: Matcher

  package init(_ rules: RuleSet) {
    self.rules = rules
    matcher = Matcher(rules)
  }

  /// One diagnosis a failure, in their order. The same input gives the same answer, byte for byte.
  package func diagnose(_ failures: [Failure], evidence: some Evidence) -> [Diagnosis] {
    failures.map { diagnose($0, evidence: evidence) }
  }

  private func diagnose(_ failure: Failure, evidence: some Evidence) -> Diagnosis {
    let matches = matcher.match(failure)
    let evaluations = ranked(
      withoutVainRetries(outspoken(evaluate(matches, failure, evidence))), adapter: failure.adapter)
    return Diagnosis(
      failure: failure,
      findings: evaluations.map(\.finding),
      candidates: rankedCandidates(of: evaluations),
      inconclusive: matches.filter { $0.verdict == .inconclusive }.map {
        matcher.rules[$0.rule].name
      },
      withheld: evaluations.flatMap(\.withheld))
  }

  /// The rules' answers, or that they could not be decided.
  func matches(_ failure: Failure) -> [Matcher.Match] { matcher.match(failure) }

  func evaluate(_ matches: [Matcher.Match], _ failure: Failure, _ evidence: some Evidence)
    -> [RuleEvaluation]
  {
    matches.compactMap { match in
      guard case .holds(let captures, let specificity) = match.verdict else { return nil }
      return RuleEvaluation(
        matcher.rules[match.rule], failure: failure, captures: captures, specificity: specificity,
        evidence: evidence)
    }
  }
}
