package import HealLanguage

/// Finds the rules that came nearest to a failure that they do not know. Built once per rule set.
package struct NearestRules: Sendable {
  private let rules: [Rule]
  /// For each rule, for each of its clauses, the words of each alternative.
  private let words: [[[Set<String>]]]
  private let weights: WordWeights

  package init(_ rules: RuleSet) {
    self.rules = rules.rules
    words = rules.rules.map { rule in rule.matches.map { $0.alternatives.map(\.words) } }
    weights = WordWeights(
      words.map { clauses in clauses.joined().reduce(into: []) { $0.formUnion($1) } })
  }

  /// From 0 to 1: how much of a rule's words is said; of alternatives the most alike counts.
  private func likeness(of rule: Int, to said: Set<String>) -> Double {
    let shares = words[rule].map { alternatives in
      alternatives.map { weights.share(of: $0, in: said) }.max() ?? 0
    }
    return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
  }

  /// How many rules are looked at closely.
  private static let shortlist = 24
  /// What is less near is not worth showing.
  private static let nearEnough = 0.3

  /// The rules that do not hold and come near.
  ///
  /// - Parameters:
  ///   - failure: what no rule, or only a wrong one, knows.
  ///   - evidence: about its project.
  ///   - limit: how many at most.
  /// - Returns: the nearest first.
  package func misses(
    for failure: Failure, evidence: some Evidence, limit: Int
  ) -> [RuleMiss] {
    let said = Pattern.words(of: failure.messageWithoutHeading)
    let ranked = rules.indices.map { (rule: $0, likeness: likeness(of: $0, to: said)) }
      .filter { $0.likeness > 0 }
      .sorted { ($1.likeness, rules[$0.rule].name) < ($0.likeness, rules[$1.rule].name) }
      .prefix(Self.shortlist)
    let misses = ranked.compactMap { candidate -> RuleMiss? in
      var miss = miss(of: rules[candidate.rule], for: failure, evidence: evidence)
      // What is said in other words, or in another order, stops a pattern early.
      if let near = miss?.nearness, near < 1 {
        miss?.nearness = near > 0 ? (near + candidate.likeness) / 2 : candidate.likeness * 0.3
      }
      return miss
    }
    return Array(
      misses.filter { $0.nearness >= Self.nearEnough }
        .sorted { ($1.rank, $0.rule.name) < ($0.rank, $1.rule.name) }.prefix(limit))
  }

  /// Why this rule does not hold; nil where it does.
  package func miss(
    of rule: Rule, for failure: Failure, evidence: some Evidence
  ) -> RuleMiss? {
    RuleExaminer(rule: rule, failure: failure, evidence: evidence).miss()
  }
}

extension Failure {
  /// The message without dbt's first line, which tells the kind of error and the node.
  var messageWithoutHeading: String {
    let lines = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2, lines[0].contains(" Error") else { return message }
    return String(lines[1])
  }
}

extension RuleMiss {
  /// A rule for another warehouse is the less likely one to have been meant.
  fileprivate var rank: Double {
    let isElsewhere = reasons.contains { if case .adapter = $0 { true } else { false } }
    return isElsewhere && nearness < 1 ? nearness * 0.8 : nearness
  }
}
