package import HealLanguage
import PCRE2

/// What tests and recordings have shown of rules: each alternative of their patterns counts by itself.
///
/// An alternative of a regex is shown where the regex is found with it alone.
package struct Coverage: Sendable {
  /// By the rule's name.
  private var rules: [String: RuleCoverage] = [:]

  package init(_ rules: [Rule]) {
    for rule in rules { self.rules[rule.name] = RuleCoverage(rule) }
  }

  /// Takes in that a rule held for a failure; a rule that is not looked at is passed over.
  package mutating func note(_ rule: String, heldFor failure: Failure) {
    rules[rule]?.note(failure)
  }

  /// Takes in all rules that hold in a diagnosis.
  package mutating func note(_ diagnosis: Diagnosis) {
    for finding in diagnosis.findings { note(finding.rule, heldFor: diagnosis.failure) }
  }

  /// In the order of their names.
  package var all: [RuleCoverage] { rules.values.sorted { $0.rule < $1.rule } }

  package var total: Share { Share(all) }

  /// By category, in the order of their names.
  package var categories: [(name: String, share: Share)] {
    Dictionary(grouping: all, by: \.category).sorted { $0.key < $1.key }
      .map { ($0.key, Share($0.value)) }
  }

  /// How much of some rules was shown.
  package struct Share: Hashable, Sendable {
    package var rules = 0
    package var rulesShown = 0
    package var branches = 0
    package var branchesShown = 0

    init(_ coverage: [RuleCoverage]) {
      for rule in coverage {
        rules += 1
        rulesShown += rule.isShown ? 1 : 0
        branches += rule.branches.count
        branchesShown += rule.branches.count { $0.isShown }
      }
    }

    /// Of the branches, from 0 to 100; 100 where there are none.
    package var percent: Double {
      branches == 0 ? 100 : Double(branchesShown) * 100 / Double(branches)
    }
  }
}

/// What was shown of one rule.
package struct RuleCoverage: Sendable {
  package var rule: String
  package var category: String
  /// Whether it held anywhere.
  package var isShown = false
  package var branches: [Branch]

  /// One alternative of a `match`.
  package struct Branch: Sendable {
    /// As written.
    package var text: String
    /// The pattern's.
    package var location: Location
    package var isShown = false
    fileprivate var subject: Subject
    fileprivate var regex: Regex
  }

  init(_ rule: Rule) {
    self.rule = rule.name
    category = rule.category
    branches = rule.matches.flatMap { clause in
      clause.alternatives.flatMap { Self.branches(of: $0, in: clause.subject) }
    }
  }

  private static func branches(of pattern: Pattern, in subject: Subject) -> [Branch] {
    let prefix = pattern.regex.dropLast(pattern.written.count)
    let variants =
      pattern.form == .regex
      ? RegexAlternatives.variants(of: pattern.written, isExtended: prefix.contains("x")) : []
    let found = variants.compactMap { variant in
      (try? Regex(prefix + variant.regex)).map {
        Branch(
          text: variant.alternative, location: pattern.location, subject: subject, regex: $0)
      }
    }
    if !found.isEmpty { return found }
    guard let regex = try? Regex(pattern.regex) else { return [] }
    return [
      Branch(text: pattern.written, location: pattern.location, subject: subject, regex: regex)
    ]
  }

  /// Takes in that the rule held for a failure.
  mutating func note(_ failure: Failure) {
    isShown = true
    var texts: [Subject: [UInt8]] = [:]
    for index in branches.indices where !branches[index].isShown {
      let subject = branches[index].subject
      let text = texts[subject] ?? subject.capped(Array((failure.text(of: subject) ?? "").utf8))
      texts[subject] = text
      if case .match = branches[index].regex.firstMatch(in: text) { branches[index].isShown = true }
    }
  }
}
