import HealEngine
import HealLanguage

/// What each rule is found by, how often that is in a corpus, and what looking for it takes. A
/// measurement for people, not a check: times differ from run to run.
struct RuleCosts {
  private let rules: [Rule]
  private let corpus: Corpus
  private var costs: [RuleCost] = []

  init(_ authored: AuthoredRules, corpus: Corpus) {
    rules = authored.rules
    self.corpus = corpus
    let literals = LiteralHits(rules, in: corpus.failures)
    for (index, rule) in rules.enumerated() {
      let (matches, time) = Self.measure(rule, corpus.failures)
      let gate = literals.gates[index]
      costs.append(
        RuleCost(
          rule: rule.name, subject: gate?.subject,
          texts: gate?.texts.map { String(decoding: $0.bytes, as: UTF8.self) } ?? [],
          hits: literals.counts[index], matches: matches, seconds: time))
    }
    costs.sort { ($0.seconds, $1.rule) > ($1.seconds, $0.rule) }
  }

  /// How often a rule matches, and how long it takes once its patterns are compiled.
  private static func measure(_ rule: Rule, _ failures: [Failure]) -> (
    matches: Int, seconds: Double
  ) {
    let matcher = Matcher(RuleSet(rules: [rule]))
    let matches = failures.count { !matcher.match($0).isEmpty }
    let time = ContinuousClock().measure {
      for failure in failures { _ = matcher.match(failure) }
    }
    return (matches, time / .seconds(1))
  }

  private var whole: Double { costs.reduce(0) { $0 + $1.seconds } }

  // MARK: Answers

  func answer(as format: LintFormat) {
    Console.answer(format == .json ? json.rendered(pretty: true) : text)
  }

  private var text: String {
    let rows = costs.map { cost in
      [
        cost.rule, cost.shownTexts, "\(cost.hits)", "\(cost.matches)", cost.shownPrecision,
        cost.shownShare(of: whole),
      ]
    }
    let table = Table(
      ["rule", "found by", "in texts", "matches", "true", "cost"], rows,
      rightAligned: [2, 3, 4, 5])
    return "\(rules.count.counted("rule")) on \(corpus.failures.count.counted("text")), "
      + "\(corpus.name)\n\n\(table.text)"
  }

  private var json: JSON {
    .object([
      ("corpus", .text(corpus.name)), ("texts", .int(corpus.failures.count)),
      ("rules", .list(costs.map { $0.json(whole: whole) })),
    ])
  }
}

/// One rule's line.
struct RuleCost {
  var rule: String
  /// Where its words are looked for; nil for a rule that is always tried.
  var subject: Subject?
  /// Any of these will do.
  var texts: [String]
  /// How many texts have its words.
  var hits: Int
  var matches: Int
  var seconds: Double

  fileprivate var shownTexts: String {
    guard let subject, let first = texts.min(by: { $0.utf8.count < $1.utf8.count }) else {
      return "(always tried)"
    }
    let more = texts.count > 1 ? " or \(texts.count - 1) more" : ""
    let place = subject == .message ? "" : "\(subject.rawValue): "
    return "\(place)`\(first.count > 40 ? "\(first.prefix(39))…" : first)`\(more)"
  }

  fileprivate var shownPrecision: String {
    hits == 0 ? "–" : "\(matches * 100 / hits)%"
  }

  fileprivate func shownShare(of whole: Double) -> String {
    let share = whole > 0 ? (seconds / whole * 1_000).rounded() / 10 : 0
    return "\(share)%"
  }

  fileprivate func json(whole: Double) -> JSON {
    .object([
      ("rule", .text(rule)), ("subject", subject.map { .text($0.rawValue) } ?? .null),
      ("found_by", .list(texts.map { .text($0) })), ("texts_with_literal", .int(hits)),
      ("matches", .int(matches)), ("seconds", .number(seconds)),
      ("share", .number(whole > 0 ? seconds / whole : 0)),
    ])
  }
}
