import HealLanguage
import PCRE2

/// What a rule can be found by, without running its patterns.
extension RuleLints {
  /// A fallback is asked last and may go by little.
  mutating func checkRequiredText() {
    guard !rule.isFallback else { return }
    let clauses = rule.matches
    var tellsAnything = false
    for pattern in clauses.flatMap(\.alternatives) {
      if let example = pattern.unrelatedExample {
        report(.matchesAnything(example, at: pattern.location))
        tellsAnything = true
      }
    }
    let gates = clauses.filter { $0.alternatives.allSatisfy { !$0.requiredText.anyOf.isEmpty } }
    guard let best = gates.max(by: { $0.weakestText.count < $1.weakestText.count }) else {
      // Codes and ids are short: looking there costs nothing.
      if !tellsAnything, let first = clauses.first, !clauses.contains(where: \.isShort) {
        let open = first.alternatives.first { $0.requiredText.anyOf.isEmpty }
        report(.noRequiredLiteral(at: (open ?? first.alternatives[0]).location))
      }
      return
    }
    guard !gates.contains(where: \.isShort), gates.allSatisfy({ $0.weakestText.isWeak }),
      let place = best.alternatives.first(where: {
        $0.requiredText.anyOf.contains(best.weakestText)
      })
    else { return }
    report(.weakLiteral(best.weakestText.shown, at: place.location))
  }

  /// The same pattern twice in one rule, whichever way it is written.
  mutating func checkRepeatedPatterns() {
    for clause in rule.matches + rule.exclusions {
      var seen: [String: Location] = [:]
      for pattern in clause.alternatives {
        if let earlier = seen[pattern.regex] {
          let remedy = Remedy(
            "remove it", [SourceEdit(pattern.location.wholeLine(in: bytes), "")])
          report(
            .duplicatePattern(
              at: pattern.location, earlier: earlier, isSameRule: true, remedies: [remedy]))
        } else {
          seen[pattern.regex] = pattern.location
        }
      }
    }
  }
}

extension MatchClause {
  /// Whether it looks in what is never longer than a name.
  fileprivate var isShort: Bool { subject == .code || subject == .node }

  /// Of the texts that its alternatives can be found by, the shortest.
  fileprivate var weakestText: LiteralText {
    alternatives.flatMap(\.requiredText.anyOf).min { $0.strength < $1.strength }
      ?? LiteralText([])
  }
}

extension LiteralText {
  var shown: String {
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.drop { $0 == " " }).trimmedEnd
  }

  /// Bytes that are neither white space nor in words that healthy logs are full of.
  fileprivate var strength: Int {
    words.filter { !Self.commonWords.contains($0) }.reduce(0) { $0 + $1.utf8.count } * 64 + count
  }

  /// Whether nearly every log has it: a common word, or hardly more than one.
  var isWeak: Bool {
    let letters = words.reduce(0) { $0 + $1.utf8.count }
    return words.allSatisfy { Self.commonWords.contains($0) } && (words.count < 2 || letters < 6)
  }

  private var words: [String] {
    bytes.split { !($0 >= 0x61 && $0 <= 0x7A || $0 == 0x5F || $0 >= 0x30 && $0 <= 0x39) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// What dbt prints when all is well, and what nearly every failure says.
  private static let commonWords: Set<String> = [
    "adapter", "completed", "concurrency", "connection", "created", "database", "dbt", "done",
    "error", "errors", "exception", "failed", "failure", "fail", "finished", "found", "in", "info",
    "line", "macro", "macros", "model", "models", "node", "nodes", "of", "ok", "on", "pass", "run",
    "running", "runtime", "schema", "seed", "seeds", "select", "skip", "snapshot", "source",
    "sources", "sql", "start", "table", "target", "test", "tests", "the", "threads", "total",
    "view", "warn", "warning", "with",
  ]
}

extension Pattern {
  /// A text that has nothing to do with any failure, and in which the pattern is found.
  fileprivate var unrelatedExample: String? {
    guard requiredText.anyOf.isEmpty, form == .regex, let regex = try? Regex(regex) else {
      return nil
    }
    if regex.matchesEmpty { return "" }
    let hits = Self.unrelated.filter { text in
      if case .match = regex.firstMatch(in: Array(text.utf8)) { true } else { false }
    }
    return hits.count == Self.unrelated.count ? hits.first : nil
  }

  /// Lines of green runs, as unlike each other as they come.
  private static let unrelated = [
    "Completed successfully", "Running with dbt=1.11.0",
    "1 of 5 OK created sql view model dev.stg_orders [OK in 0.04s]",
    "Done. PASS=5 WARN=0 ERROR=0 SKIP=0 TOTAL=5",
  ]
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
