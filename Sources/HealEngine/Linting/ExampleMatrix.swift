import HealLanguage

/// Every rule run on every rule's examples, all rules at once: who else matches them, and who comes
/// first there.
struct ExampleMatrix {
  let rules: [Rule]
  private(set) var examples: [Example] = []
  /// For each source, the first example in it that could not be looked at within bounds.
  private(set) var crowds: [Crowd] = []
  private let matcher: Matcher
  /// How many rules may still be tried on an example, over all examples.
  private var budget: Int

  /// An example for which nobody found out who comes first.
  struct Crowd {
    var test: RuleTest
    var rule: Rule
    var cause: Cause

    enum Cause {
      /// More rules match it than are compared with each other.
      case hits
      /// The rules of the set are found by the same words: trying each on every example takes too long.
      case candidates
    }
  }

  /// More rules that match one example are not compared.
  static let mostHits = 64

  /// A test that expects its rule to match, and the rules that do.
  struct Example {
    /// Index of the rule whose test it is.
    var owner: Int
    var test: RuleTest
    /// All that hold, overridden ones too, best first.
    var hits: [Hit]

    func rank(of rule: Int) -> Hit? { hits.first { $0.rule == rule } }
  }

  /// A rule that holds for an example, and what it is ranked by.
  struct Hit {
    /// Index into ``ExampleMatrix/rules``.
    var rule: Int
    var specificity: Int
    var isForAdapter: Bool

    /// Whether only the names tell which one comes first.
    func ties(with other: Hit) -> Bool {
      specificity == other.specificity && isForAdapter == other.isForAdapter
    }
  }

  /// - Parameters:
  ///   - set: all rules in effect.
  ///   - budget: how many times a rule may be tried on an example; what is left of the examples then is not
  ///     looked at.
  init(_ set: RuleSet, budget: Int = 4_000_000) {
    rules = set.rules
    matcher = Matcher(set)
    self.budget = budget
    var crowded: Set<String> = []
    for (owner, rule) in rules.enumerated() {
      for test in rule.tests where test.expectsMatch && test.todo == nil {
        let failure = test.asFailure(of: rule)
        guard let matches = matches(failure) else {
          crowds.append(Crowd(test: test, rule: rule, cause: .candidates))
          return
        }
        guard matches.count <= Self.mostHits else {
          if crowded.insert(test.location.source).inserted {
            crowds.append(Crowd(test: test, rule: rule, cause: .hits))
          }
          continue
        }
        let hits = hits(matches, failure, test)
        examples.append(Example(owner: owner, test: test, hits: hits))
      }
    }
  }

  /// nil once the budget is used up.
  private mutating func matches(_ failure: Failure) -> [Matcher.Match]? {
    guard budget > 0 else { return nil }
    let (matches, tried) = matcher.matchCounting(failure)
    budget -= tried
    return matches
  }

  private func hits(_ matches: [Matcher.Match], _ failure: Failure, _ test: RuleTest) -> [Hit] {
    let evidence = test.evidence
    let hits = matches.compactMap { match -> Hit? in
      guard case .holds(let captures, let specificity) = match.verdict else { return nil }
      let rule = rules[match.rule]
      if !rule.guards.isEmpty {
        let evaluation = Evaluation(
          rule, failure: failure, captures: captures, evidence: evidence)
        guard rule.guards.allSatisfy({ evaluation.truth($0) == true }) else { return nil }
      }
      return Hit(
        rule: match.rule, specificity: specificity,
        isForAdapter: failure.adapter != nil && !rule.adapters.isEmpty)
    }
    return hits.sorted { left, right in
      if left.isForAdapter != right.isForAdapter { return left.isForAdapter }
      if left.specificity != right.specificity { return left.specificity > right.specificity }
      return rules[left.rule].name < rules[right.rule].name
    }
  }

  /// Whether each alternative of a rule's patterns is found in one of the examples: only then do they
  /// speak for all that the rule matches.
  func coverAllBranches(_ examples: [Example], of index: Int) -> Bool {
    let failures = examples.map { $0.test.asFailure(of: rules[index]) }
    return rules[index].matches.allSatisfy { clause in
      clause.alternatives.count == 1
        || clause.alternatives.allSatisfy { pattern in
          failures.contains { failure in
            failure.text(of: clause.subject).flatMap(PatternSearch(pattern).isFound) == true
          }
        }
    }
  }

  /// Whether both rules match an example of one of them when adapter and version are not known: then
  /// rules for any of them speak.
  ///
  /// Once the budget is used up, any two may.
  mutating func meet(_ rule: Rule, _ other: Rule) -> Bool {
    for owner in [rule, other] {
      for test in owner.tests where test.expectsMatch {
        var failure = test.asFailure(of: owner)
        failure.adapter = nil
        failure.dbtVersion = nil
        guard let matches = matches(failure) else { return true }
        let names = matches.map { rules[$0.rule].name }
        if names.contains(rule.name), names.contains(other.name) { return true }
      }
    }
    return false
  }

  /// Whether any rule knows the failure of a test, or it may be so once the budget is used up.
  mutating func isKnown(_ test: RuleTest, of rule: Rule) -> Bool {
    matches(test.asFailure(of: rule))?.isEmpty != true
  }

  /// The hits that no other one silences, best first.
  func outspoken(_ hits: [Hit]) -> [Hit] {
    let silent = silenced(hits.map { rules[$0.rule] })
    return hits.filter { silent[rules[$0.rule].name] == nil }
  }

  func overrides(_ rule: Int, _ other: Int) -> Bool {
    rules[rule].overrides.contains(rules[other].name)
      && !rules[other].overrides.contains(rules[rule].name)
  }
}
