package import HealLanguage

/// Diagnoses failures with one rule set; its matcher is built once.
package struct Diagnostician: Sendable {
  package let rules: RuleSet
  /// What the rules' own tests show of their fixes.
  package let earned: EarnedConfidence
  private let matcher: Matcher

  package init(_ rules: RuleSet) {
    self.rules = rules
    matcher = Matcher(rules)
    earned = EarnedConfidence(rules, matcher)
  }

  /// One diagnosis a failure, in their order. The same input gives the same answer, byte for byte.
  package func diagnose(_ failures: [Failure], evidence: some Evidence) -> [Diagnosis] {
    failures.map { diagnose($0, evidence: evidence) }
  }

  private func diagnose(_ failure: Failure, evidence: some Evidence) -> Diagnosis {
    let matches = matcher.match(failure)
    let evaluations = ranked(
      withoutVainRetries(outspoken(evaluate(matches, failure, evidence))), adapter: failure.adapter)
    let mayRevert = evaluations.allSatisfy { Self.mayLieInText($0.finding.category) }
      && !failure.isOfContract
    return Diagnosis(
      failure: failure,
      findings: evaluations.map(\.finding),
      candidates: rankedCandidates(of: evaluations).filter { candidate in
        mayRevert || !candidate.changes.contains(where: \.isRevert)
      },
      inconclusive: matches.filter { $0.verdict == .inconclusive }.map {
        matcher.rules[$0.rule].name
      },
      withheld: evaluations.flatMap(\.withheld))
  }

  /// Whether a failure of this category can come from a change of the project's text, so that reverting one may be
  /// offered. What the data, the warehouse or the configuration brings about is no text's fault.
  private static func mayLieInText(_ category: String) -> Bool {
    let elsewhere: Set<String> = [
      "AUTH", "CONCURRENCY", "CONFIG", "CONNECTION", "DATA_QUALITY", "DEPENDENCY", "RESOURCE",
    ]
    return !elsewhere.contains(category)
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

extension Failure {
  /// Whether dbt holds a model against its contract: both sides of it were written on purpose.
  fileprivate var isOfContract: Bool { message.contains("enforced contract") }
}
