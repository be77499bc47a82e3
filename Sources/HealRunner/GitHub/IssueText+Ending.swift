import HealEngine

extension IssueText {
  /// How the run ended, for an issue; nil when there is nothing to say: it was interrupted.
  func ending(_ outcome: Outcome) -> IssueLetter.Ending? {
    switch outcome.status {
    case .interrupted, .observed: nil
    case .healed where outcome.isFixLost:
      .init(comment: comment(healedForOnce, outcome), action: .leaveOpen)
    case .green, .healed: .init(comment: comment(healed, outcome), action: .close)
    case .notHealed: .init(comment: comment(exhausted, outcome), action: .triage)
    case .waiting: .init(comment: comment(waiting, outcome), action: .leaveOpen)
    }
  }

  private func comment(_ paragraphs: (Outcome, Int) -> [String], _ outcome: Outcome) -> String {
    fitting(IssueMarker(run: run.run.description, said: "ended")) { paragraphs(outcome, $0) }
  }

  // MARK: Healed

  private func healed(_ outcome: Outcome, _ limit: Int) -> [String] {
    let how =
      outcome.fixes.isEmpty
      ? "by waiting and running again" : "by \(outcome.fixes.count.of("fix", "fixes"))"
    var text = ["**Healed** at attempt \(outcome.attempts.count), \(how).", place]
    text += outcome.fixes.prefix(20).flatMap { described($0, limit) }
    if let commit = outcome.commit { text.append(described(commit)) }
    return text
  }

  /// Healed in a checkout that goes: the next run fails alike.
  private func healedForOnce(_ outcome: Outcome, _ limit: Int) -> [String] {
    [
      "**Healed in this run only.** No commit holds the fix, so it is lost with the checkout, and the next run "
        + "fails alike. This issue stays open until it is kept: apply the diff below, or set `ci.commit_strategy` "
        + "to `pr` or `direct`.",
      place,
    ] + outcome.fixes.prefix(20).flatMap { described($0, limit) }
  }

  private var place: String { "Run: \(run.page ?? "`\(run.run)`")" }

  /// What was changed and why it was believed.
  private func described(_ fix: AppliedFix, _ limit: Int) -> [String] {
    var lines = [
      "### Fix applied: \(code(fix.title))", "",
      "- **Rule:** \(code(fix.rule))\(fix.category.map { ", \(code($0))" } ?? "")",
      "- **Confidence:** \(fix.confidence.percent)",
      "- **Attempt:** \(fix.attempt)",
    ]
    if !fix.files.isEmpty {
      let files = fix.files.prefix(20).map { file in
        "\(code(file.path)) (\(file.lines.prefix(20).map { "\($0)" }.joined(separator: ", ")))"
      }
      lines.append("- **Files and lines:** \(files.joined(separator: ", "))")
    }
    lines += fix.commands.prefix(5).map {
      "- **Command:** \(code($0.joined(separator: " ")))"
    }
    let diff = fix.files.map(\.diff).joined()
    return [lines.joined(separator: "\n")]
      + (diff.isEmpty ? [] : [Markdown.fenced(redact(diff), "diff", limit: limit)])
  }

  private func described(_ commit: MadeCommit) -> String {
    let branch = commit.branch.map { " on \(code($0))" } ?? ""
    return "Commit: \(commit.sha)\(branch)"
      + (commit.pullRequest.map { "\n\nPull request: \(Markdown.address(redact($0)))" } ?? "")
  }

  // MARK: Exhausted

  private func exhausted(_ outcome: Outcome, _ limit: Int) -> [String] {
    let count = outcome.attempts.count.of("attempt", "attempts")
    return [
      "**heal could not heal it**, after \(count). Everything is as it was before the run.", place,
    ]
      + ["## Attempts", attempts(outcome)]
      + ["## Root cause analysis"] + described(outcome.openDiagnoses, limit)
      + ["## Attempted fixes"] + attempted(outcome, limit)
      + ["## Recommended manual steps", steps(outcome)]
  }

  private func attempts(_ outcome: Outcome) -> String {
    outcome.attempts.prefix(20).map { attempt in
      let failures = attempt.diagnoses.count.of("failure", "failures")
      return "\(attempt.number). \(code(attempt.command.joined(separator: " "))): \(failures)"
    }.joined(separator: "\n")
  }

  private func attempted(_ outcome: Outcome, _ limit: Int) -> [String] {
    let tried = outcome.putBack.prefix(10).flatMap { item in
      ["Put back, because \(code(item.reason)):"] + described(item.fix, limit)
    }
    let refused = outcome.refused.prefix(20).map { item in
      "- Not applied: \(code(item.title)), rule \(code(item.rule)): \(code(item.reason))"
    }
    let all = tried + (refused.isEmpty ? [] : [refused.joined(separator: "\n")])
    return all.isEmpty ? ["None: no rule offered a fix."] : all
  }

  private func steps(_ outcome: Outcome) -> String {
    var steps = outcome.advice.prefix(20).map(code)
    if let id = outcome.proposalID {
      steps.append("See what heal had worked out: `heal show \(id)`")
    }
    if outcome.openDiagnoses.contains(where: \.findings.isEmpty) {
      steps.append("Write a rule for what no rule knows; `heal lint` and `heal test` check it")
    }
    steps.append("See it for yourself: \(code(run.command.joined(separator: " ")))")
    return steps.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }

  // MARK: Waiting

  private func waiting(_ outcome: Outcome, _ limit: Int) -> [String] {
    let id = outcome.proposalID?.description ?? run.run.description
    let what = outcome.proposed.prefix(20).map { fix in
      "- \(code(fix.title)), rule \(code(fix.rule)), \(fix.confidence.percent)"
    }
    return [
      "**A fix waits for a person.** Nothing is changed.", place, what.joined(separator: "\n"),
      "See it with `heal show \(id)`, apply it with `heal approve \(id)`, or turn it down with "
        + "`heal reject \(id) --because \"…\"`, in the project on the machine of the run.",
    ].filter { !$0.isEmpty }
      + outcome.proposed.prefix(10).map(\.files).map { $0.map(\.diff).joined() }
      .filter { !$0.isEmpty }.map { Markdown.fenced(redact($0), "diff", limit: limit) }
  }
}

extension Int {
  fileprivate func of(_ one: String, _ many: String) -> String {
    "\(self) \(self == 1 ? one : many)"
  }
}
