import HealEngine
import HealLanguage

/// Why no rule, or not the one that was expected, knows a failure, for people.
struct WhyNotText {
  let library: RuleLibrary
  let style: Style

  func render(_ answers: [WhyNotAnswer], of question: WhyNotQuestion) -> String {
    if answers.isEmpty { return "No failure found." }
    return answers.map { render($0, ruleCount: question.rules.rules.count) }
      .joined(separator: "\n\n")
  }

  private func render(_ answer: WhyNotAnswer, ruleCount: Int) -> String {
    var lines = DiagnosisText(style: style).opening(answer.diagnosis)
    switch answer.kind {
    case .known: lines.append("  known to \(style.cyan(winner(answer)))")
    case .speaks: lines.append("  \(style.cyan(winner(answer))) is the rule that speaks")
    case .silenced(let silenced):
      lines.append("  \(style.cyan(silenced.rule.name)) matches, but is \(silenced.words)")
    case .outranked(let contest):
      lines.append("  it matches, and \(style.cyan(winner(answer))) stands before it: ")
      lines[lines.count - 1] += ContestText.advantage(contest)
    case .nearest(let misses):
      lines.append(headline(answer, misses, ruleCount))
      for miss in misses { lines += [""] + render(miss) }
    }
    return lines.joined(separator: "\n")
  }

  private func winner(_ answer: WhyNotAnswer) -> String {
    answer.diagnosis.findings.first?.rule ?? "no rule"
  }

  private func headline(
    _ answer: WhyNotAnswer, _ misses: [RuleMiss], _ ruleCount: Int
  ) -> String {
    let known = answer.diagnosis.findings.first.map { finding in
      answer.diagnosis.isUnknown
        ? "Only dbt's heading is known (\(finding.rule))" : "\(finding.rule) knows this failure"
    }
    let said = style.yellow(known ?? "No rule knows this failure")
    if misses.isEmpty {
      return "  \(said), and none of \(ruleCount.counted("rule")) comes near. "
        + "heal new-rule --from LOG drafts one."
    }
    return misses.count == 1 && answer.diagnosis.isUnknown == false
      ? "  \(said); the rule asked about:"
      : "  \(said); the nearest of \(ruleCount.counted("rule")):"
  }

  private func render(_ miss: RuleMiss) -> [String] {
    let head =
      "  \(style.bold(miss.rule.name))  \(miss.nearness.percent) near  "
      + style.dim(library.origin(of: miss.rule))
    return [head] + miss.reasons.flatMap(render)
  }

  private func render(_ reason: RuleMiss.Reason) -> [String] {
    switch reason {
    case .notFound(let search): return render(search)
    case .noText(let subject, let place):
      return [line("match", "\(library.written(place)): the failure has no \(subject.words)")]
    case .excluded(let place, let subject, let found):
      let written = library.written(place)
      return [line("unless", "\(written) is found in the \(subject.words): \(found.shortened)")]
    case .adapter(let wanted, let actual):
      return [line("adapter", "\(wanted.joined(separator: ", ")); the failure is of \(actual)")]
    case .version(let wanted, let actual):
      return [line("dbt", "\(wanted.shown); the failure is of \(actual)")]
    case .guarded(let place, let shown, let isUnknown):
      let verdict = isUnknown ? "unknown" : "false"
      return [line("where", "\(library.written(place)) is \(verdict): \(shown)")]
    case .limit(let place):
      return [line("match", "\(library.written(place)) hit a limit: neither found nor not found")]
    case .matchesNothing: return [line("match", "the rule has no `match`, so it never speaks")]
    }
  }

  private func line(_ label: String, _ text: String) -> String {
    "    \(label)\(String(repeating: " ", count: 9 - label.count))\(text)"
  }

  /// The text and the pattern below each other, each with a caret.
  private func render(_ search: RuleMiss.Search) -> [String] {
    let written = WrittenPattern(search.pattern)
    guard let stop = search.stop else {
      return [
        line("pattern", written.text), line("", "none of it is in the \(search.subject.words)"),
      ]
    }
    let excerpt = Excerpt(stop.line, caret: stop.column)
    let label = search.subject == .message ? "text" : search.subject.rawValue
    let below = stop.lineNumber == 1 ? "" : ", in line \(stop.lineNumber)"
    let wanted = written.text(of: stop.wanted)
    let pattern = Excerpt(written.text, caret: written.column(of: stop.wanted.lowerBound))
    return [
      line(label, excerpt.text),
      line("", caret(excerpt.caret) + style.yellow("stops here\(below)")),
      line("pattern", pattern.text),
      line(
        "", caret(pattern.caret) + style.yellow(wanted.isEmpty ? "" : "wants `\(wanted)`")),
    ]
  }

  private func caret(_ column: Int) -> String {
    String(repeating: " ", count: column) + style.yellow("^") + " "
  }
}

extension Subject {
  /// As a sentence says it.
  fileprivate var words: String {
    switch self {
    case .message: "message"
    case .log: "log"
    case .code: "error code"
    case .sql: "compiled SQL"
    case .node: "node's unique id"
    }
  }
}

extension VersionRange {
  /// `>=1.8,<2`.
  fileprivate var shown: String {
    bounds.map { bound in
      bound.comparison.rawValue + bound.version.map(String.init).joined(separator: ".")
    }.joined(separator: ",")
  }
}

extension String {
  /// The first words on one line.
  fileprivate var shortened: String {
    let line = onOneLine
    return line.count > 60 ? "\(line.prefix(60))…" : line
  }
}
