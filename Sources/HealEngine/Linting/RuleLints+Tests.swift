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
