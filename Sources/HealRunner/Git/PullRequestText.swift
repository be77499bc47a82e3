import HealEngine

/// What a pull request of heal says, in GitHub's Markdown.
struct PullRequestText {
  private let outcome: Outcome
  private let branch: String
  private let redact: (String) -> String

  init(_ outcome: Outcome, branch: String, redact: @escaping (String) -> String) {
    self.outcome = outcome
    self.branch = branch
    self.redact = redact
  }

  /// Within GitHub's limit.
  var markdown: String {
    let parts = [introduction] + failures + outcome.fixes.map(described) + [undo]
    return Markdown.cut(parts.joined(separator: "\n\n"), Self.limit)
  }

  private var introduction: String {
    let command = Markdown.code(redact(outcome.command.joined(separator: " ")))
    let issue = outcome.issue.map { " It is about #\($0.number)." } ?? ""
    return "\(command) failed, and passed with the changes of this pull request.\(issue)"
  }

  private var failures: [String] {
    CommitMessage.failures(outcome).prefix(Self.failuresShown).map { failure in
      let name = Markdown.code(redact(failure.node?.name ?? failure.id))
      return "### \(name) failed\n\n" + Markdown.fenced(redact(failure.message), limit: 2_000)
    }
  }

  private func described(_ fix: AppliedFix) -> String {
    var lines = [
      "### \(Markdown.code(redact(fix.title)))", "",
      "Rule \(Markdown.code(fix.rule)), confidence \(fix.confidence.percent), "
        + "attempt \(fix.attempt).",
    ]
    if !fix.reasons.isEmpty { lines.append("") }
    lines += fix.reasons.map { "- \(Markdown.code(redact($0)))" }
    lines += fix.commands.map { "- ran \(Markdown.code(redact($0.joined(separator: " "))))" }
    let share = Self.diffs / max(1, outcome.fixes.flatMap(\.files).count)
    lines += fix.files.flatMap { file in
      ["", Markdown.fenced(redact(file.diff), "diff", limit: min(share, 20_000))]
    }
    return lines.joined(separator: "\n")
  }

  private var undo: String {
    """
    ### To undo it

    Close this pull request and delete \(Markdown.code(branch)); once merged, revert its commit. The tree \
    in which heal ran has the change too: `heal undo \(outcome.run)` puts it back there.
    """
  }

  private static let failuresShown = 5
  /// GitHub takes 65,536 characters.
  private static let limit = 65_000
  /// For all diffs together.
  private static let diffs = 40_000
}
