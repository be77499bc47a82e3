import FoundationEssentials
import HealEngine
import HealLanguage
import Testing

@Suite("The matcher and the plain loop")
struct OracleTests {
  /// 200 rules, 500 failures: 100,000 pairs. `HEAL_FUZZ=100` makes a hundred times as many.
  @Test("Both give the same answer for every failure and rule", arguments: 0..<2)
  func agree(_ seed: Int) throws {
    let effort = Int(ProcessInfo.processInfo.environment["HEAL_FUZZ"] ?? "") ?? 1
    for round in 0..<effort {
      var chance = Chance(seed: UInt64(seed * 1_000_000 + round))
      var texts = GeneratedTexts()
      let rules = (0..<200).map { _ in texts.rule(&chance) }
      let matcher = Matcher(RuleSet(rules: rules))
      let plain = try PlainLoop(rules)
      var held = 0
      for _ in 0..<250 {
        let failure = texts.failure(&chance)
        let expected = plain.match(failure)
        let answers = Dictionary(
          uniqueKeysWithValues: matcher.match(failure).map { ($0.rule, answer($0.verdict)) })
        for rule in rules.indices where answers[rule] != expected[rule] {
          #expect(answers[rule] == expected[rule], "\(rules[rule].matches) of \(failure)")
        }
        held += expected.count
      }
      #expect(held > 500, "too few rules hold to mean anything")
    }
  }

  private func answer(_ verdict: Matcher.Verdict) -> PlainLoop.Answer {
    switch verdict {
    case .holds(let captures, _): .holds(captures)
    case .inconclusive: .inconclusive
    }
  }
}

/// Rules made by chance, and failures that are likely to be theirs.
struct GeneratedTexts {
  /// Texts that some pattern is found in.
  private var samples: [String] = ["nothing of note"]

  private static let words = [
    "error", "Error", "column", "relation", "table", "does", "not", "exist", "model", "in", "at",
    "could", "lock", "set", "Binder", "is", "ambiguous", "near", "syntax", "cast", "42703", "k",
    "naïve", "Straße", "(", "\"", "'x'", ":", "->", "[y]", "1.0", "{{", "ref(", "S3", "KiB",
  ]
  private static let holes: [(kind: String, sample: String)] = [
    ("", "orders"), ("", "raw.\"Order Id\""), ("", "a-b"), (":int", "42"), (":text", "some\nwords"),
    (":path", "models/a.sql"), (":number", "1.5"),
  ]
  /// Regexes and texts that they are found in.
  private static let regexes: [(regex: String, flags: String, sample: String)] = [
    (#"relation "(?<a>[^"]+)" does"#, "", #"relation "a b" does"#),
    ("(?:lock|cast) (?<a>\\w+)|near (?<b>\\w+)", "", "near it"), ("disk|lock|ask", "i", "diſK"),
    ("syntax\\s+error", "i", "Syntax\r\nERROR"), (#"\d{4,}"#, "", "42703"),
    ("^column", "m", "column"),
    ("k", "i", "\u{212A}"), ("(?<a>error)?.*exist", "s", "exist"),
    ("not (?!null)\\w+", "", "not set"),
    ("(?:\\w+\\s?)+!", "", "word word word word!"), ("straße", "i", "STRAßE"), ("x*", "", "x"),
    ("(?<a>model|table)s? (?<b>\\S+)", "x", "models orders"), (#"\bset\b|[Kk]iB"#, "", "kiB"),
  ]

  mutating func rule(_ chance: inout Chance) -> Rule {
    var rule = Rule(name: "made.by_chance", category: "TEST", matches: [], location: nowhere)
    for _ in 0..<(chance.once(in: 4) ? 2 : 1) { rule.matches.append(clause(&chance)) }
    if chance.once(in: 5) { rule.exclusions.append(clause(&chance)) }
    if chance.once(in: 6) { rule.adapters = [chance.pick(["duckdb", "postgres"])] }
    return rule
  }

  private mutating func clause(_ chance: inout Chance) -> MatchClause {
    let count = chance.once(in: 4) ? 3 : 1
    return MatchClause(
      subject: chance.once(in: 4) ? chance.pick(Subject.allCases) : .message,
      alternatives: (0..<count).map { _ in pattern(&chance) }, location: nowhere)
  }

  private mutating func pattern(_ chance: inout Chance) -> Pattern {
    if chance.once(in: 4) {
      let made = chance.pick(Self.regexes)
      samples.append(made.sample)
      let read = Pattern.regex(
        made.regex, flags: made.flags, isExtended: false, location: nowhere, contentStart: 0)
      guard let pattern = read.pattern else { preconditionFailure("\(made.regex): \(read.faults)") }
      return pattern
    }
    var (written, sample) = ("", "")
    for part in 0..<Int.random(in: 1...5, using: &chance) {
      if part > 0 { (written, sample) = (written + " ", sample + chance.pick([" ", "\n  "])) }
      if part > 0 && chance.once(in: 3) {
        let hole = chance.pick(Self.holes)
        (written, sample) = (written + "<h\(part)\(hole.kind)>", sample + hole.sample)
      } else {
        let word = chance.pick(Self.words)
        (written, sample) = (written + word, sample + word)
      }
    }
    samples.append(sample)
    let read = Pattern.skeleton(written, location: nowhere, contentStart: 0)
    guard let pattern = read.pattern else { preconditionFailure("\(written): \(read.faults)") }
    return pattern
  }

  func failure(_ chance: inout Chance) -> Failure {
    let lacks = { (chance: inout Chance) in chance.once(in: 3) }
    return Failure(
      id: "made", message: text(&chance), log: lacks(&chance) ? nil : text(&chance),
      code: lacks(&chance) ? nil : text(&chance),
      adapter: lacks(&chance) ? nil : chance.pick(["duckdb", "postgres"]),
      node: lacks(&chance)
        ? nil
        : Node(
          name: "m", uniqueID: lacks(&chance) ? nil : text(&chance),
          compiledSQL: lacks(&chance) ? nil : text(&chance)))
  }

  private func text(_ chance: inout Chance) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      text += chance.pick(samples)
      if chance.once(in: 6) { text.unicodeScalars.removeFirst() }
      text += chance.pick([" ", "\n", ". ", chance.pick(Self.words)])
    }
    return chance.once(in: 8) ? text.lowercased() : text
  }
}
