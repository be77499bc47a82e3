package import HealLanguage

/// What the policy wants proposed to a person and never applied without one, whatever its confidence.
/// Waiting and running again is no fix, and stays as it is.
package struct ProposeScope: Hashable, Sendable {
  /// Of dbt's targets.
  package var targets: [Glob] = []
  /// Of files: those that a fix changes, and that of the node that failed.
  package var paths: [Glob] = []
  /// Names of categories.
  package var categories: [String] = []
  /// Of rules: `duckdb.*`.
  package var rules: [Glob] = []
  /// What it asks for by a name that nothing has, one sentence each: it cannot be told what was meant, so every fix is
  /// held.
  package var strangers: [String] = []

  package init() {}

  /// Why a fix is only proposed, for people; nil where the scope does not hold it.
  ///
  /// - Parameters:
  ///   - candidate: the fix.
  ///   - diagnosis: of the failure that it is meant to heal.
  ///   - target: dbt's target in this run; nil where heal cannot tell.
  /// - Returns: one clause.
  func reason(_ candidate: Candidate, for diagnosis: Diagnosis, target: String?) -> String? {
    reason(target: target) ?? reason(changing: candidate, diagnosis)
      ?? reason(category: diagnosis.category(of: candidate.rule))
      ?? reason(rules: [candidate.rule] + diagnosis.findings.map(\.rule)) ?? strangers.first
  }

  /// One sentence for each category and rule that it names and that no rule has, to be kept as ``strangers``.
  package func remarks(on rules: RuleSet) -> [String] {
    let named = rules.rules.map(\.category) + rules.categories.map(\.name)
    let known = Set(named.map { $0.lowercased() })
    let names = rules.rules.map(\.name) + rules.disabled.map(\.name)
    let categories = categories.filter { !known.contains($0.lowercased()) }.map {
      "propose.categories: no rule has the category `\($0)`"
    }
    let idle = self.rules.filter { !names.contains(where: $0.matchesAnyCase) }
    let sentences = categories + idle.map { "propose.rules: `\($0.pattern)` matches no rule" }
    return sentences.map { $0 + "; until that is mended every fix is proposed" }
  }

  private func reason(target: String?) -> String? {
    guard !targets.isEmpty else { return nil }
    guard let target else {
      let names = targets.map(\.pattern).joined(separator: ", ")
      return "the policy asks to propose fixes for target \(names), and the target is not known"
    }
    guard targets.contains(where: { $0.matchesAnyCase(target) }) else { return nil }
    return "the policy asks to propose fixes for target \(target)"
  }

  private func reason(changing candidate: Candidate, _ diagnosis: Diagnosis) -> String? {
    let touched = candidate.changes.map(\.path) + [diagnosis.failure.node?.file].compactMap(\.self)
    guard let path = touched.first(where: { path in paths.contains { $0.holdsBack(path) } }) else {
      return nil
    }
    return "the policy asks to propose fixes for \(path)"
  }

  private func reason(category: String?) -> String? {
    guard let category,
      categories.contains(where: { $0.lowercased() == category.lowercased() })
    else { return nil }
    return "the policy asks to propose fixes of category \(category)"
  }

  /// By the rule that has the fix, and those that recognised the failure.
  private func reason(rules names: [String]) -> String? {
    let held = names.first { name in rules.contains { $0.matchesAnyCase(name) } }
    return held.map { "the policy asks to propose fixes of rule \($0)" }
  }
}

extension Diagnosis {
  /// The category that a rule gives the failure; that of the best finding where the rule is not among them.
  fileprivate func category(of rule: String) -> String? {
    findings.first { $0.rule == rule }?.category ?? category
  }
}
