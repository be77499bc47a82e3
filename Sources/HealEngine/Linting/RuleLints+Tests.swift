import HealLanguage
import PCRE2

/// What a rule's own tests show of it.
extension RuleLints {
  /// A pattern that misses the rule's own example only because it stops at a line's end.
  mutating func checkLineEnds() {
    let examples = rule.tests.filter(\.expectsMatch)
    for clause in rule.matches where clause.alternatives.contains(where: { $0.form == .regex }) {
      for test in examples {
        let failure = test.asFailure(of: rule)
        guard let text = failure.text(of: clause.subject).map({ Array($0.utf8) }),
          !clause.alternatives.contains(where: { $0.isFound(in: text) })
        else { continue }
        guard let (pattern, flag) = clause.patternFound(in: text), isOwn(pattern) else {
          continue
        }
        let place = PatternPlace(pattern, in: bytes)
        report(
          .newlineBlind(
            at: pattern.location, test: test.location, flag: flag, remedies: [place.adding(flag)]))
        return
      }
    }
  }
}

extension RuleLints {
  /// Alternatives that none of the rule's own tests shows. Where those are the most of them, the tests say little of the rule.
  mutating func checkAlternatives() {
    let examples = rule.tests.filter(\.expectsMatch)
    guard !rule.isRemedy, !examples.isEmpty else { return }
    var coverage = RuleCoverage(rule)
    for test in examples { coverage.note(test.asFailure(of: rule)) }
    let untested = coverage.branches.filter { !$0.isShown }
    guard let first = untested.first else { return }
    let isOwn = first.location.source == rule.location.source && span.contains(first.location.range.lowerBound)
    let count = coverage.branches.count
    report(
      .untestedAlternative(
        first.text, at: isOwn ? first.location : rule.location, untested: untested.count, of: count,
        isMost: untested.count >= Self.fewUntested && Double(untested.count) > Self.mostUntested * Double(count)))
  }

  /// So few are nothing to warn of, whatever their share is.
  private static let fewUntested = 4
  /// Above this share of a rule's alternatives.
  private static let mostUntested = 0.75
}

extension MatchClause {
  /// A pattern of the clause that a flag makes match, and the flag.
  fileprivate func patternFound(in text: [UInt8]) -> (Pattern, Character)? {
    for pattern in alternatives where pattern.form == .regex {
      for flag in ["s", "m"] as [Character] {
        var flagged = pattern
        flagged.regex = "(?\(flag))" + pattern.regex
        if flagged.isFound(in: text) { return (pattern, flag) }
      }
    }
    return nil
  }
}

extension Pattern {
  fileprivate func isFound(in text: [UInt8]) -> Bool {
    guard let regex = try? Regex(regex) else { return false }
    if case .match = regex.firstMatch(in: text) { return true }
    return false
  }
}
