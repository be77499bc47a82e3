import HealEngine
import HealLanguage

/// Asks for each failure why the rules do not know it.
struct WhyNotQuestion {
  let rules: RuleSet
  let evidence: any Evidence & Sendable
  /// How many rules to name for a failure.
  let count: Int

  /// The nearest rules for each failure that no rule knows; the others only by who knows them.
  func answers(for failures: [Failure]) -> [WhyNotAnswer] {
    let diagnostician = Diagnostician(rules)
    let nearest = NearestRules(rules)
    return failures.map { failure in
      let diagnosis = diagnostician.diagnose([failure], evidence: evidence)[0]
      guard diagnosis.isUnknown else { return WhyNotAnswer(diagnosis: diagnosis, kind: .known) }
      let misses = nearest.misses(for: failure, evidence: evidence, limit: count)
      return WhyNotAnswer(diagnosis: diagnosis, kind: .nearest(misses))
    }
  }

  /// Why one rule does not speak for each failure.
  func answers(for failures: [Failure], rule: Rule) throws -> [WhyNotAnswer] {
    let diagnostician = Diagnostician(rules)
    let nearest = NearestRules(RuleSet(rules: [rule]))
    return failures.map { failure in
      let contest = diagnostician.contest(failure, evidence: evidence)
      let kind: WhyNotAnswer.Kind =
        if let miss = nearest.miss(of: rule, for: failure, evidence: evidence) {
          .nearest([miss])
        } else if let silenced = contest.silenced.first(where: { $0.rule.name == rule.name }) {
          .silenced(silenced)
        } else if contest.contenders.first?.rule.name == rule.name {
          .speaks
        } else {
          .outranked(contest)
        }
      return WhyNotAnswer(diagnosis: contest.diagnosis, kind: kind)
    }
  }
}

/// Why the rules do not know one failure.
struct WhyNotAnswer {
  let diagnosis: Diagnosis
  let kind: Kind

  enum Kind {
    /// Some rule knows it.
    case known
    /// The rules that came nearest, or the one that was asked about.
    case nearest([RuleMiss])
    /// The rule that was asked about holds and another one overrides it.
    case silenced(Contest.Silenced)
    /// The rule that was asked about holds and another one stands before it.
    case outranked(Contest)
    /// The rule that was asked about is the one that speaks.
    case speaks
  }

  /// Whether there is nothing to learn from it.
  var isHelpless: Bool { if case .nearest(let misses) = kind { misses.isEmpty } else { false } }
}
