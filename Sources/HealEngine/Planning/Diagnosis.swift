package import HealLanguage

/// What is wrong in a pipeline: one failure, the rules that know it, and what can be done.
package struct Diagnosis: Hashable, Sendable {
  package var failure: Failure
  /// The rules that hold, best first; empty when no rule knows the failure.
  package var findings: [Finding]
  /// All that the findings offer, best first; two that would do the same are one.
  package var candidates: [Candidate]
  /// Rules whose pattern hit a limit: neither match nor no match.
  package var inconclusive: [String]
  /// Fixes that a matching rule has but cannot offer here, and why.
  package var withheld: [Withheld]
  /// What is wrong, where the rules that hold say it as faults; best first.
  package var faults: [FaultInstance]

  package init(
    failure: Failure, findings: [Finding] = [], candidates: [Candidate] = [],
    inconclusive: [String] = [], withheld: [Withheld] = [], faults: [FaultInstance] = []
  ) {
    self.failure = failure
    self.findings = findings
    self.candidates = candidates
    self.inconclusive = inconclusive
    self.withheld = withheld
    self.faults = faults
  }

  package var category: String? { findings.first?.category }

  /// Those withheld that somebody may miss: what they are about is there.
  package var missed: [Withheld] { withheld.filter { !$0.lacksValue } }

  /// Whether no rule knows more of it than dbt's own heading.
  package var isUnknown: Bool { findings.first.map { $0.rule.hasPrefix("dbt.unknown_") } ?? true }

  /// Whether waiting and running again may be all it takes: the best finding offers just that.
  package var isTransient: Bool { findings.first?.offersRetry ?? false }

  package struct Finding: Hashable, Sendable {
    package var rule: String
    package var category: String
    /// Known captures only.
    package var captures: [String: Value]
    package var advice: [String]
    package var offersRetry: Bool

    package init(
      rule: String, category: String, captures: [String: Value], advice: [String], offersRetry: Bool
    ) {
      self.rule = rule
      self.category = category
      self.captures = captures
      self.advice = advice
      self.offersRetry = offersRetry
    }
  }

  package struct Withheld: Hashable, Sendable {
    package var rule: String
    /// The fix's title as written when it could not be rendered.
    package var title: String
    package var reason: String
    /// From 0 to 1; nil when none of the fix's conditions of confidence holds.
    package var confidence: Double?
    package var risk: Risk
    /// Whether all that is missing is a file's text: with the project at hand it might be offered.
    package var needsFile: Bool
    /// Whether what it is about is not there: a name that is near, a column that swallows. Nobody misses such a fix.
    package var lacksValue: Bool

    package init(
      rule: String, title: String, reason: String, confidence: Double?, risk: Risk, needsFile: Bool,
      lacksValue: Bool = false
    ) {
      self.rule = rule
      self.title = title
      self.reason = reason
      self.confidence = confidence
      self.risk = risk
      self.needsFile = needsFile
      self.lacksValue = lacksValue
    }
  }
}
