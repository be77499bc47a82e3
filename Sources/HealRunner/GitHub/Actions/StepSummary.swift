import HealEngine

/// The page that GitHub Actions shows for a step, in Markdown.
struct StepSummary {
  let run: RunFacts
  let redact: (String) -> String

  func text(_ outcome: Outcome) -> String {
    let parts =
      [headline(outcome), facts(outcome)] + outcome.fixes.prefix(20).flatMap(healed)
      + outcome.proposed.prefix(20).map { "- Waits for a person: \(described($0))" }
      + outcome.putBack.prefix(20).map {
        "- Put back: \(described($0.fix)), because \(code($0.reason))"
      }
      + IssueText(run: run, redact: redact).described(
        rootCauseFirst(outcome.openDiagnoses), Self.quotation)
      + outcome.advice.prefix(20).map { "- Next: \(code($0))" }
      + outcome.remarks.prefix(20).map { "- Note: \(code($0))" }
    return parts.joined(separator: "\n\n") + "\n\n"
  }

  private func headline(_ outcome: Outcome) -> String {
    let words =
      switch outcome.status {
      case .green: "✅ Green, nothing to heal"
      case .healed: "✅ Healed"
      case .notHealed: "❌ Not healed"
      case .waiting: "⏸ A fix waits for approval"
      case .interrupted: "⏹ Interrupted"
      case .observed: "👁 Observed, nothing changed"
      }
    return "## heal: \(words)"
  }

  private func facts(_ outcome: Outcome) -> String {
    var rows = [
      "| | |", "|---|---|", "| Command | \(cell(redact(outcome.command.joined(separator: " ")))) |",
      "| Attempts | \(outcome.attempts.count) |", "| Run | \(cell("\(outcome.run)")) |",
    ]
    if let issue = outcome.issue {
      rows.append("| Issue | #\(issue.number), \(Markdown.address(issue.url)) |")
    }
    if let commit = outcome.commit { rows.append("| Commit | \(cell(commit.sha)) |") }
    if let address = outcome.commit?.pullRequest {
      rows.append("| Pull request | \(Markdown.address(address)) |")
    }
    return rows.joined(separator: "\n")
  }

  private func healed(_ fix: AppliedFix) -> [String] {
    let diff = fix.files.map(\.diff).joined()
    let block = Markdown.fenced(redact(diff), "diff", limit: Self.quotation)
    return ["### Fixed: \(described(fix))"] + (diff.isEmpty ? [] : [block])
  }

  private func described(_ fix: AppliedFix) -> String {
    "\(code(fix.title)), rule \(code(fix.rule)), \(fix.confidence.percent)"
  }

  private func code(_ text: String) -> String { Markdown.code(redact(text)) }

  /// A cell ends at a `|`, even within code.
  private func cell(_ text: String) -> String {
    Markdown.code(text).split(separator: "|", omittingEmptySubsequences: false).joined(
      separator: "\\|")
  }

  /// In characters; thirty of them stay far below GitHub's limit.
  private static let quotation = 8_000
}
