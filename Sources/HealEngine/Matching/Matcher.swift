package import HealLanguage

/// Asks all rules of a set at once: a prefilter over required literals decides which patterns can
/// match at all, and only those run in PCRE2. Built once per rule set.
package final class Matcher: Sendable {
  package let rules: [Rule]

  package init(_ rules: RuleSet) { self.rules = rules.rules }

  /// The rules that hold for these subjects, or that could not be decided, in the order of ``rules``.
  /// Checks adapter, dbt version, `match` and `unless`; guards are the evaluator's business.
  package func match(_ failure: Failure) -> [Match] { [] }

  /// One rule's answer.
  package struct Match: Hashable, Sendable {
    /// Index into ``Matcher/rules``.
    package var rule: Int
    package var verdict: Verdict

    package init(rule: Int, verdict: Verdict) {
      self.rule = rule
      self.verdict = verdict
    }
  }

  package enum Verdict: Hashable, Sendable {
    /// Holds, with the captures that took part, and how many bytes of literal text its patterns
    /// demand, a measure of how specific it is.
    case holds(captures: [String: Value], specificity: Int)
    /// A pattern hit a limit: neither match nor no match.
    case inconclusive
  }
}
