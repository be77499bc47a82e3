import HealLanguage

/// What only shows between rules: which of them never get a word in, tie, or override nothing.
struct RuleSetLints {
  private var matrix: ExampleMatrix
  let written: [WrittenRule]
  var problems: [Problem] = []

  /// - Parameters:
  ///   - rules: all in effect.
  ///   - written: those that are reported on.
  ///   - budget: how many times a rule may be tried on an example.
  init(_ rules: RuleSet, written: [WrittenRule], budget: Int = 4_000_000) {
    matrix = ExampleMatrix(rules, budget: budget)
    self.written = written
    reportCrowds()
    checkDuplicates()
    checkExamples()
    checkOverrides()
    checkNearMisses()
    checkRepeats()
    checkFaults(rules)
  }

  private var rules: [Rule] { matrix.rules }

  // MARK: Bounds

  /// Examples that too many rules match, and a set whose examples take too long.
  private mutating func reportCrowds() {
    let own = Set(written.map(\.rule.location.source))
    for crowd in matrix.crowds {
      switch crowd.cause {
      case .hits:
        problems.append(
          .tooManyRules(
            "more than \(ExampleMatrix.mostHits) rules match one example",
            at: crowd.test.location, why: "the failure of this test", rule: crowd.rule.location,
            help: "match more words of each message, or make one rule of them"))
      case .candidates:
        // Whichever rule it is that the budget ends at: the place must be where somebody looks.
        let isOwn = own.contains(crowd.rule.location.source)
        guard let place = isOwn ? crowd.rule.location : written.first?.rule.location else { return }
        problems.append(
          .tooManyRules(
            "too many rules are found by the same words", at: place,
            why: "from here on no example was tried", rule: nil,
            help: "match more words of each message, or make fewer rules"))
      }
    }
  }

  // MARK: Duplicates

  /// Rules that look for the very same, for an adapter that both are for.
  private mutating func checkDuplicates() {
    var seen: [Set<Set<String>>: [Rule]] = [:]
    for rule in rules.sorted(by: { $0.location < $1.location }) where rule.mayHaveTwin {
      let searches = rule.searches
      let same = seen[searches, default: []].prefix(Self.mostCompared)
        .first { $0.isTwin(of: rule) }
      if let same {
        problems.append(
          .duplicatePattern(at: rule.location, earlier: same.location, isSameRule: false))
      }
      seen[searches, default: []].append(rule)
    }
  }

  /// Of the rules that look for the same, the first ones are compared with each of the others.
  private static let mostCompared = 100

  // MARK: Examples

  private mutating func checkExamples() {
    let byOwner = Dictionary(grouping: matrix.examples, by: \.owner)
    var told: Set<Set<Int>> = []
    for (index, rule) in rules.enumerated() {
      let examples = (byOwner[index] ?? []).filter { $0.rank(of: index) != nil }
      if let problem = shadowing(of: rule, index, examples) {
        problems.append(problem)
        continue
      }
      for example in examples {
        guard let problem = tie(in: example, &told) else { continue }
        problems.append(problem)
      }
    }
  }

  /// A rule that another one overrides, or outranks with another category, in all its examples.
  private func shadowing(of rule: Rule, _ index: Int, _ examples: [ExampleMatrix.Example])
    -> Problem?
  {
    guard let first = examples.first else { return nil }
    let winners = examples.map { winner(over: index, in: $0) }
    guard let winner = winners[0], winners.allSatisfy({ $0 != nil }),
      matrix.coverAllBranches(examples, of: index)
    else { return nil }
    let other = rules[winner.rule]
    return .shadowedRule(
      rule.name, at: rule.location, by: other.location, otherName: other.name,
      examples: examples.count, why: reason(winner, over: index, in: first))
  }

  private func winner(over index: Int, in example: ExampleMatrix.Example) -> ExampleMatrix.Hit? {
    if let other = example.hits.first(where: { matrix.overrides($0.rule, index) }) { return other }
    guard let best = matrix.outspoken(example.hits).first, best.rule != index,
      let own = example.rank(of: index), !best.ties(with: own),
      rules[best.rule].category != rules[index].category
    else { return nil }
    return best
  }

  private func reason(
    _ winner: ExampleMatrix.Hit, over index: Int, in example: ExampleMatrix.Example
  ) -> String {
    let name = rules[winner.rule].name
    if matrix.overrides(winner.rule, index) { return "`\(name)` matches them too and overrides it" }
    if rules[winner.rule].isAsked(before: rules[index]) {
      return "`\(name)` matches them too, and a fallback speaks only where no rule before it does"
    }
    let own = example.rank(of: index)
    if winner.isForAdapter, own?.isForAdapter == false {
      return "`\(name)` matches them too and names the adapter"
    }
    return "`\(name)` matches them too, \(winner.specificity) bytes of words to "
      + "\(own?.specificity ?? 0)"
  }

  private func tie(in example: ExampleMatrix.Example, _ told: inout Set<Set<Int>>) -> Problem? {
    let hits = matrix.outspoken(example.hits)
    guard hits.count > 1, hits[0].ties(with: hits[1]) else { return nil }
    let (first, second) = (rules[hits[0].rule], rules[hits[1].rule])
    guard let difference = first.difference(from: second),
      told.insert([hits[0].rule, hits[1].rule]).inserted
    else { return nil }
    return .ambiguousOverlap(
      first.location, name: first.name, with: second.location, otherName: second.name,
      test: example.test.name, difference: difference)
  }

  // MARK: Near misses

  /// A near miss that is nothing like the rule's own failures, and that no other rule knows either. A fallback has few
  /// words of its own that a near miss could share.
  private mutating func checkNearMisses() {
    for rule in written.map(\.rule) where !rule.isFallback && !rule.isRemedy {
      guard let test = rule.farNearMiss, !matrix.isKnown(test, of: rule) else { continue }
      problems.append(.vacuousTest(test.name, at: test.location, rule: rule.location))
    }
  }

  // MARK: Overrides

  /// `overrides` of a rule that is silent beside this one anyhow, or that is named already.
  private mutating func checkOverrides() {
    let byName = Dictionary(rules.map { ($0.name, $0) }) { first, _ in first }
    for item in written {
      var seen: Set<String> = []
      for case .overrides(let names) in item.syntax.clauses.map(\.kind) {
        for name in names {
          guard let other = byName[name.text] else { continue }
          let isAgain = !seen.insert(name.text).inserted
          guard let why = isAgain ? "named already" : reasonNeverBeside(other, item.rule) else {
            continue
          }
          let place = Location(source: item.rule.location.source, range: name.span.bytes)
          problems.append(
            .overrideOfNothing(name.text, at: place, why: why, rule: other.location))
        }
      }
    }
  }
}

extension RuleSetLints {
  /// Why the other rule is silent wherever this one speaks, with or without `overrides`; nil where it may speak.
  private mutating func reasonNeverBeside(_ other: Rule, _ rule: Rule) -> String? {
    if rule.isAsked(before: other) { return "a fallback speaks only where no rule before it does" }
    guard let reason = rule.reasonNeverWith(other), !matrix.meet(rule, other) else { return nil }
    return reason
  }
}

extension Location {
  fileprivate static func < (left: Location, right: Location) -> Bool {
    (left.source, left.range.lowerBound) < (right.source, right.range.lowerBound)
  }
}

extension Rule {
  /// What its `match` clauses look for, whichever way they are ordered.
  fileprivate var searches: Set<Set<String>> {
    Set(
      matches.map { clause in
        Set(clause.alternatives.map { "\(clause.subject.rawValue) \($0.regex)" })
      })
  }

  func sharesAdapter(with other: Rule) -> Bool {
    adapters.isEmpty || other.adapters.isEmpty || !Set(adapters).isDisjoint(with: other.adapters)
  }

  /// Why no failure can be matched by both; nil where one may.
  fileprivate func reasonNeverWith(_ other: Rule) -> String? {
    if !sharesAdapter(with: other) { return "the two are for different adapters" }
    if let mine = dbtVersions, let theirs = other.dbtVersions,
      VersionRange(bounds: mine.bounds + theirs.bounds).isEmpty
    {
      return "the two are for different versions of dbt"
    }
    if excludes(other) || other.excludes(self) { return "an `unless` keeps the two apart" }
    return nil
  }

  /// Whether what the other one must find is what this one must not.
  private func excludes(_ other: Rule) -> Bool {
    exclusions.contains { exclusion in
      let excluded = Set(exclusion.alternatives.map(\.regex))
      return other.matches.contains { match in
        match.subject == exclusion.subject
          && match.alternatives.allSatisfy { excluded.contains($0.regex) }
      }
    }
  }

  /// Whether there is nothing but its patterns by which it speaks.
  fileprivate var mayHaveTwin: Bool { guards.isEmpty && exclusions.isEmpty && !isRemedy }

  /// Whether nothing tells the two apart but what they say.
  fileprivate func isTwin(of other: Rule) -> Bool {
    sharesAdapter(with: other) && dbtVersions == other.dbtVersions && mayHaveTwin
      && other.mayHaveTwin && !overrides.contains(other.name) && !other.overrides.contains(name)
  }

  /// What two rules say differently of one failure; nil when it does not matter which comes first.
  fileprivate func difference(from other: Rule) -> String? {
    if category != other.category { return "one says \(category), the other \(other.category)" }
    let shares = (
      fixes.flatMap(\.confidences).map(\.share).max(),
      other.fixes.flatMap(\.confidences).map(\.share).max()
    )
    guard let first = shares.0, let second = shares.1, first == second,
      fixes.map(\.operations) != other.fixes.map(\.operations)
    else { return nil }
    return "both are of category \(category), with different fixes"
  }
}
