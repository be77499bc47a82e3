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
        guard let (pattern, flag) = clause.patternFound(in: text) else { continue }
        let place = PatternPlace(pattern, in: bytes)
        report(
          .newlineBlind(
            at: pattern.location, test: test.location, flag: flag, remedies: [place.adding(flag)]))
        return
      }
    }
  }

  /// Near misses that have nothing in common with what the rule looks for, where there are no others.
  mutating func checkNearMisses() {
    let misses = rule.tests.filter { test in
      test.todo == nil && test.expectations.contains { $0.kind == .noMatch }
    }
    guard let first = misses.first else { return }
    let words = rule.matches.flatMap(\.alternatives).reduce(into: Set<String>()) {
      $0.formUnion(Self.words(in: $1.literals))
    }
    guard !words.isEmpty, misses.allSatisfy({ test in isFar(test, from: words) }) else { return }
    report(.vacuousTest(first.name, at: first.location, rule: rule.location))
  }

  private func isFar(_ test: RuleTest, from words: Set<String>) -> Bool {
    let given = test.givens.contains { if case .fact = $0 { true } else { false } }
    return !given && Self.words(in: test.failure).isDisjoint(with: words)
  }

  /// How the words of a text begin, in lower case; short ones are in any message.
  private static func words(in text: String) -> Set<String> {
    let words = text.lowercased().utf8.split { !CharacterSet.word.contains($0) }
    return Set(words.filter { $0.count >= 4 }.map { String(decoding: $0.prefix(4), as: UTF8.self) })
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

  /// The plain text in it; holes, groups and sets left out.
  fileprivate var literals: String {
    if form == .skeleton {
      var isInHole = false
      return String(
        written.map { character in
          if character == "<" { isInHole = true }
          defer { if character == ">" { isInHole = false } }
          return isInHole ? " " : character
        })
    }
    var reader = RegexTreeReader(regex)
    guard let tree = reader.read() else { return written }
    let bytes = tree.all.flatMap { part -> [UInt8] in
      if case .character = part.kind { return part.letter } else { return [0x20] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension RegexTree {
  /// A plain character, whichever its case; else a space.
  fileprivate var letter: [UInt8] {
    guard case .character(let set) = kind, !set.hasOthers, let byte = set.sample?.first,
      set.count == 1 || set.count == 2 && set == CharacterSet(String(decoding: [byte], as: UTF8.self)).withBothCases
    else { return [0x20] }
    return [byte]
  }
}
