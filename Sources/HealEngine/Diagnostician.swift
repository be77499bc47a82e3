package import HealLanguage

/// Diagnoses failures with one rule set; its matcher is built once.
package struct Diagnostician: Sendable {
  package let rules: RuleSet
  let matcher: Matcher

  package init(_ rules: RuleSet) {
    self.rules = rules
    matcher = Matcher(rules)
  }

  /// One diagnosis a failure, in their order. The same input gives the same answer, byte for byte.
  package func diagnose(_ failures: [Failure], evidence: some Evidence) -> [Diagnosis] {
    failures.map { Diagnosis(failure: $0) }
  }
}
