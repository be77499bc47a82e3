import HealLanguage

extension Policy {
  /// Why the policy forbids a candidate whatever its confidence; nil when it does not.
  func forbids(_ candidate: Candidate) -> String? {
    if candidate.risk == .destructive, tiers.destructive == .never {
      return "it is destructive, and the policy's tiers.destructive is never"
    }
    return fenced(candidate) ?? tooLarge(candidate) ?? unknownProgram(candidate)
  }

  /// Why heal may not apply a candidate by itself; nil when it may. For the autonomous modes.
  func needsPerson(for candidate: Candidate, of failure: Failure) -> Plan.Reason? {
    if candidate.risk >= .destructive { return .needsPerson }
    if !candidate.isRetryOnly {
      if trackRecords[candidate.rule]?.isDemoted == true { return .demoted }
      if approval(for: candidate.risk) == .ask { return .needsPerson }
    }
    guard approval(for: candidate.risk) != .auto else { return nil }
    return confidence(of: candidate) < threshold(for: candidate, of: failure)
      ? .belowThreshold : nil
  }

  private func approval(for risk: Risk) -> Tiers.Safe {
    if risk == .safe { return tiers.safe }
    return tiers.review == .ask ? .ask : .threshold
  }

  private func fenced(_ candidate: Candidate) -> String? {
    for change in candidate.changes {
      if let reason = fence.objection(to: change.path) {
        return "it changes `\(change.path)`, which \(reason)"
      }
    }
    return nil
  }

  private func tooLarge(_ candidate: Candidate) -> String? {
    let changes = candidate.changes
    if changes.count > maxFiles {
      return "it changes \(changes.count) files; the policy allows \(maxFiles)"
    }
    let lines = changes.reduce(0) { $0 + $1.lineCount }
    return lines > maxLines ? "it changes \(lines) lines; the policy allows \(maxLines)" : nil
  }

  private func unknownProgram(_ candidate: Candidate) -> String? {
    for case .run(let words) in candidate.actions {
      guard let program = words.first, program != "dbt", !allowCommands.contains(program) else {
        continue
      }
      return "`\(program)` is not among the policy's allow_commands"
    }
    return nil
  }
}

extension FileChange {
  /// Lines that the edits take away or write, whichever are more.
  fileprivate var lineCount: Int {
    let text = Array(before.utf8)
    let newline = UInt8(ascii: "\n")
    return edits.reduce(0) { sum, edit in
      let removed = text[edit.range.clamped(to: text.indices)].count { $0 == newline }
      return sum + 1 + max(removed, edit.replacement.utf8.count { $0 == newline })
    }
  }
}
