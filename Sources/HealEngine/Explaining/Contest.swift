package import HealLanguage

/// How the rules contended for one failure: who won, and who was kept from speaking.
package struct Contest: Sendable {
  package var diagnosis: Diagnosis
  /// The rules that hold, best first, as in ``Diagnosis/findings``.
  package var contenders: [Contender]
  /// The rules that hold and that another one keeps from speaking.
  package var silenced: [Silenced]

  package struct Contender: Hashable, Sendable {
    package var rule: Rule
    /// Bytes of words that its patterns demand.
    package var specificity: Int
    /// Whether it is for the failure's adapter and not for any.
    package var isForThisAdapter: Bool

    package init(rule: Rule, specificity: Int, isForThisAdapter: Bool) {
      self.rule = rule
      self.specificity = specificity
      self.isForThisAdapter = isForThisAdapter
    }
  }

  package struct Silenced: Hashable, Sendable {
    package var rule: Rule
    /// Names of those that do.
    package var by: [String]
    /// Whether they say so; a fallback is silent beside any rule that is asked before it.
    package var isOverridden: Bool

    package init(rule: Rule, by: [String], isOverridden: Bool) {
      self.rule = rule
      self.by = by
      self.isOverridden = isOverridden
    }

    /// `overridden by A, B` or `a fallback behind A`.
    package var words: String {
      (isOverridden ? "overridden by " : "a fallback behind ") + by.joined(separator: ", ")
    }
  }

  package init(diagnosis: Diagnosis, contenders: [Contender], silenced: [Silenced]) {
    self.diagnosis = diagnosis
    self.contenders = contenders
    self.silenced = silenced
  }
}

extension Diagnostician {
  /// As ``diagnose(_:evidence:)`` of one failure, with all that spoke or would have.
  package func contest(_ failure: Failure, evidence: some Evidence) -> Contest {
    let all = evaluate(matches(failure), failure, evidence)
    let speaking = ranked(outspoken(all), adapter: failure.adapter)
    let silent = silenced(all.map(\.rule))
    let losers = all.compactMap { evaluation in
      silent[evaluation.rule.name].map { names in
        let rule = evaluation.rule
        return Contest.Silenced(
          rule: rule, by: names,
          isOverridden: all.contains {
            names.contains($0.rule.name) && $0.rule.overrides.contains(rule.name)
          })
      }
    }
    return Contest(
      diagnosis: diagnose([failure], evidence: evidence)[0],
      contenders: speaking.map { evaluation in
        Contest.Contender(
          rule: evaluation.rule, specificity: evaluation.specificity,
          isForThisAdapter: failure.adapter != nil && !evaluation.rule.adapters.isEmpty)
      },
      silenced: losers.sorted { $0.rule.name < $1.rule.name })
  }
}
