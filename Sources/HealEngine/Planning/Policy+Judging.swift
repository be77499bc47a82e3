package import HealLanguage

extension Policy {
  /// Why the policy forbids a candidate whatever its confidence; nil when it does not.
  func forbids(_ candidate: Candidate) -> String? {
    if candidate.risk == .destructive, tiers.destructive == .never {
      return "it is destructive, and the policy's tiers.destructive is never"
    }
    if let place = closedPlace(of: candidate), place.owner == .heal { return place.clause }
    return fenced(candidate) ?? tooLarge(candidate) ?? unknownProgram(candidate)
  }

  /// What a candidate would touch that is closed to automatic fixes: by its name, or as this project has it.
  package func closedPlace(of candidate: Candidate) -> ClosedPlace? {
    let places = candidate.changes.compactMap { fence.closedPlace($0.path) }
    return (places + [candidate.closedPlace].compactMap(\.self)).max { $0.owner < $1.owner }
  }

  /// Why heal may not apply a candidate by itself; nil when it may. For the autonomous modes.
  func needsPerson(
    for candidate: Candidate, of diagnosis: Diagnosis, gap: (Candidate) -> String?
  ) -> Plan.Reason? {
    if let place = closedPlace(of: candidate) { return .closed(place.clause) }
    if candidate.risk >= .destructive { return .needsPerson }
    if let missing = candidate.proof.missing { return .unproven(missing) }
    if let harm = harm(ofResuming: diagnosis.failure, with: candidate) { return .unproven(harm) }
    if !candidate.isRetryOnly {
      if let reason = propose.reason(candidate, for: diagnosis, target: target) {
        return .askedFor(reason)
      }
      if trackRecords[candidate.name]?.isDemoted == true { return .demoted }
      if approval(for: candidate.risk) == .ask { return .needsPerson }
    }
    guard approval(for: candidate.risk) != .auto else { return nil }
    if confidence(of: candidate) < threshold(for: candidate, of: diagnosis.failure) {
      return .belowThreshold
    }
    return gap(candidate).map { .unearned($0) }
  }

  /// What running dbt again would do a second time; a clause, nil where it does nothing twice.
  private func harm(ofResuming failure: Failure, with candidate: Candidate) -> String? {
    if let hook = failure.repeatedHook, !failure.isBeforeRun {
      return "running dbt again runs `\(hook)` again, which adds its rows once more"
    }
    guard candidate.isRetryOnly, failure.mayHaveActed else { return nil }
    return "what ran before it failed may stand: its hooks or its body change rows"
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
