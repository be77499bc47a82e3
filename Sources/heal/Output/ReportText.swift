import HealEngine
import HealRunner

/// The final report of a run, for people.
struct ReportText {
  let style: Style
  /// Whether all edits are shown as one patch at the end instead of under each fix.
  var showsPatch = false

  func render(_ outcome: Outcome) -> String {
    if outcome.isFixLost, !showsPatch {
      return ReportText(style: style, showsPatch: true).render(outcome)
    }
    var lines = ["", headline(outcome)]
    if let changed = outcome.changed { lines.append("  changed      \(changed.sentence)") }
    lines += outcome.fixes.flatMap { described($0, style.green("fixed        ")) }
    lines += outcome.wouldApply.flatMap {
      described($0, style.cyan("would fix    "), ran: "would run")
    }
    lines += outcome.proposed.flatMap {
      described(
        $0, style.yellow(proposed(outcome)), ran: outcome.status == .observed ? "would run" : "ran")
    }
    if outcome.status == .healed, !outcome.compared.isEmpty {
      lines.append("  compared     \(outcome.compared.joined(separator: "; "))")
    }
    lines += outcome.putBack.map { "  put back     \($0.fix.title): \($0.reason)" }
    for left in outcome.left {
      lines.append(
        "  \(style.yellow("still there"))  heal's change to \(left.path), since \(left.reason)")
      lines += left.diff.split(separator: "\n").map { "               \(style.dim(String($0)))" }
    }
    if let built = outcome.built {
      lines.append("  \(style.yellow("built"))        \(built.sentence)")
    }
    lines += outcome.openDiagnoses.flatMap(open)
    lines += outcome.refused.map {
      "  not applied  \($0.title) \(style.dim("(\($0.rule))")): \($0.reason)"
    }
    lines += outcome.advice.map { "  \(style.bold("next"))         \($0)" }
    if let id = outcome.proposalID { lines += kept(id, outcome) }
    if let reason = outcome.notCommitted {
      lines.append(
        "  \(style.yellow("no commit"))    \(reason); the fix stays in the tree until the next run commits or reverts it"
      )
    }
    if let commit = outcome.commit { lines.append("  commit       \(commit.shown)") }
    if let issue = outcome.issue { lines.append("  issue        \(issue.url)") }
    lines += outcome.remarks.map { "  note         \($0)" }
    if outcome.status != .green {
      lines += asked(outcome)
      lines.append(timings(outcome))
    }
    if showsPatch, !outcome.patch.isEmpty { lines += [""] + patch(outcome.patch) }
    return lines.joined(separator: "\n")
  }

  private func headline(_ outcome: Outcome) -> String {
    let attempts = outcome.attempts.count.counted("attempt")
    return switch outcome.status {
    case .green: "\(style.bold(style.green("GREEN")))  nothing to heal"
    case .healed:
      (outcome.notCommitted == nil
        ? style.bold(style.green("GREEN")) : style.bold(style.yellow("NOT COMMITTED")))
        + "  healed after \(attempts): "
        + "\(outcome.fixes.count.counted("fix", plural: "fixes"))"
        + (outcome.approvedBy.map { ", approved by \($0)" } ?? "")
    case .notHealed:
      "\(style.bold(style.red("NOT HEALED")))  after \(attempts); \(whatIsLeft(outcome))"
    case .waiting:
      "\(style.bold(style.yellow("WAITING")))  a fix waits for approval; nothing is changed"
    case .observed:
      "\(style.bold(style.red("NOT HEALED")))  the policy's mode is observe: heal looked on and changed nothing"
    case .interrupted: "\(style.bold(style.yellow("INTERRUPTED")))  \(whatIsLeft(outcome))"
    }
  }

  private func whatIsLeft(_ outcome: Outcome) -> String {
    guard !outcome.left.isEmpty else {
      return outcome.built == nil ? "everything is as it was" : "the files are as they were, the tables that a fix built are not"
    }
    return "heal's change is still in \(outcome.left.map(\.path).joined(separator: ", "))"
  }

  private func proposed(_ outcome: Outcome) -> String {
    outcome.status == .observed ? "would propose " : "proposed     "
  }

  /// The fix, its rule, and the lines that changed.
  private func described(
    _ fix: AppliedFix, _ label: String, ran: String = "ran"
  ) -> [String] {
    let nodes = fix.nodes.isEmpty ? "" : " in \(fix.nodes.joined(separator: ", "))"
    var lines = [
      "  \(label)\(style.bold(fix.title))",
      "               \(fix.category ?? "")\(nodes) · \(fix.rule) · \(fix.confidence.percent) · attempt \(fix.attempt)",
    ]
    for file in fix.files {
      lines.append("               \(file.path), \(file.shownLines)")
      if !showsPatch {
        lines += file.diff.lines.filter { !$0.isEmpty }.map { "               \(coloured($0))" }
      }
    }
    lines += fix.reasons.map { "               because \($0)" }
    lines += fix.commands.map { "               \(ran) \($0.joined(separator: " "))" }
    return lines
  }

  private func coloured(_ line: String) -> String {
    if line.hasPrefix("+++") || line.hasPrefix("---") { return style.bold(line) }
    if line.hasPrefix("@@") { return style.cyan(line) }
    if line.hasPrefix("+") { return style.green(line) }
    return line.hasPrefix("-") ? style.red(line) : line
  }

  private func open(_ diagnosis: Diagnosis) -> [String] {
    let rule =
      diagnosis.findings.first.map { style.dim(" · \($0.rule)") }
      ?? style.dim(" · no rule knows it")
    let head =
      "  \(style.red("open"))         \(DiagnosisText(style: style).heading(diagnosis))\(rule)"
    return [head] + diagnosis.complaint.map { "               \($0)" }
      + (diagnosis.candidates.isEmpty ? diagnosis.missed : []).map {
        "               not offered: \($0.title) (\($0.reason))"
      }
  }

  /// The proposal that waits, and how to go on from it.
  private func kept(_ id: ProposalID, _ outcome: Outcome) -> [String] {
    let label = "  \(style.bold("next"))         "
    return [
      "  proposal     \(style.bold("\(id)")) \(style.dim(outcome.proposal ?? ""))",
      label + "heal show \(id)       what it would do, and why",
      label + "heal approve \(id)    apply it, check it, and resume",
      label + "heal reject \(id) --because \"…\"",
    ]
  }

  /// Flush left and byte for byte, as `git apply` takes it.
  func patch(_ text: String) -> [String] {
    text.utf8.split(separator: 10).map { coloured(String(decoding: $0, as: UTF8.self)) }
  }

  /// `asked  the warehouse 3 questions, 9.4 s`; nothing where nothing was asked.
  private func asked(_ outcome: Outcome) -> [String] {
    guard outcome.asked.questions > 0 else { return [] }
    let questions = outcome.asked.questions.counted("question")
    return [style.dim("  asked        the warehouse \(questions), \(outcome.asked.seconds.duration)")]
  }

  /// `time  dbt 12.1 s · diagnosis 3 ms · …`.
  private func timings(_ outcome: Outcome) -> String {
    let timings = outcome.timings
    let parts = [
      "dbt \(timings.dbt.duration)", "diagnosis \(timings.diagnosis.duration)",
      "edit \(timings.edit.duration)", "verify \(timings.verify.duration)",
      "wait \(timings.wait.duration)",
    ]
    return style.dim("  time         \(parts.joined(separator: " · "))  run \(outcome.run)")
  }
}

extension MadeCommit {
  /// `1a2b3c4d5 on main`
  fileprivate var shown: String {
    [String(sha.prefix(9)), branch.map { "on \($0)" }, pullRequest].compactMap(\.self)
      .joined(separator: " ")
  }
}

extension AppliedFix.ChangedFile {
  /// `line 3`, `lines 3, 7`.
  var shownLines: String {
    "line\(lines.count == 1 ? "" : "s") \(lines.map(String.init).joined(separator: ", "))"
  }
}

extension Double {
  /// Seconds as people read them: `3 ms`, `12.1 s`.
  var duration: String {
    magnitude < 1 ? "\(Int((self * 1000).rounded())) ms" : seconds
  }
}

extension Int {
  func counted(_ noun: String, plural: String) -> String { "\(self) \(self == 1 ? noun : plural)" }
}
