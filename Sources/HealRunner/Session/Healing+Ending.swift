import HealEngine
import HealProject

extension Healing {
  /// The run is green: what was changed stays.
  func finish(_ status: Outcome.Status) throws(RunnerError) -> Outcome {
    try noteRun(status.rawValue)
    if let openJournal {
      for proposal in standing { try note(proposal, "kept") }
      if let built = builtByFixes { try openJournal.note(built) }
      try openJournal.end(.kept)
      if !policy.createBackups { FileSystem.remove(folder.backups(run)) }
    } else {
      FileSystem.remove(folder.run(run))
    }
    outcome.fixes = standing.map(applied)
    outcome.status = status
    if !session.isDryRun {
      keepRecord()
      try ProposalStore(folder).supersede(command: session.command.words, by: run)
    }
    return outcome
  }

  /// The fix as it is told, with the person who said yes to it.
  private func applied(_ proposal: Proposal) -> AppliedFix {
    var fix = proposal.applied
    if consented.contains(proposal.candidate.key) {
      fix.approvedBy = session.approval?.by ?? "the terminal"
    }
    return fix
  }

  /// The run ends red, waiting or interrupted: everything is put back, and what was found is kept as a
  /// proposal.
  func giveUp(
    _ status: Outcome.Status, because reason: String = "the run did not turn green"
  ) throws(RunnerError) -> Outcome {
    try noteRun(status.rawValue)
    let standing = standing
    for proposal in standing {
      try note(proposal, "putting-back", reason)
      outcome.putBack.append(PutBack(fix: proposal.applied, reason: reason, isWithdrawn: true))
    }
    if outcome.proposal == nil, status != .interrupted, !isStopped { try saveProposal(waiting) }
    try putBack()
    outcome.status = isOnlyWaiting(status, standing) ? .waiting : status
    outcome.openDiagnoses = diagnoses
    for item in plan.leftOut {
      if let reason = item.words(under: session.settings) { refuse(item.candidate, reason) }
    }
    for advice in diagnoses.compactMap(\.findings.first).flatMap(\.advice)
    where !outcome.advice.contains(advice) {
      outcome.advice.append(advice)
    }
    return outcome
  }

  /// Whether nothing was tried and all that is left is for a person to approve.
  private func isOnlyWaiting(_ status: Outcome.Status, _ standing: [Proposal]) -> Bool {
    status == .notHealed && !isStopped && standing.isEmpty && outcome.putBack.isEmpty
      && !waiting.isEmpty
  }

  /// Puts everything back when the world refuses in the middle of the work.
  func abandon() throws(RunnerError) { try putBack() }

  private func putBack() throws(RunnerError) {
    guard let journal = openJournal else { return }
    let done = try journal.restore()
    try journal.end(done.leftAlone.isEmpty ? .restored : .restoredInPart)
    for path in done.leftAlone {
      outcome.remarks.append("`\(path)` has changed since heal wrote it and was left alone")
    }
    if !done.restored.isEmpty { session.report(.restored(done.restored)) }
  }
}

extension Plan.LeftOut {
  /// One clause for a report; nil where there is nothing to tell.
  fileprivate func words(under settings: Settings) -> String? {
    switch reason {
    case .belowThreshold: belowThreshold(settings.policy)
    case .needsPerson: "it needs a person"
    case .closed(let clause): "a person decides, since \(clause)"
    case .askedFor(let reason), .unearned(let reason): reason
    case .unproven(let missing): missing
    case .forbidden(let reason): reason
    case .tried: nil
    case .outranked: nil
    case .conflict: "it overlaps another fix"
    case .notAllTransient: "waiting cannot help while another failure stays"
    case .demoted: "it failed the last time and needs a person until it has proven itself again"
    case .overBudget: Self.overBudget(settings.limits.fixesPerDay)
    }
  }

  private func belowThreshold(_ policy: Policy) -> String {
    policy.confidence(of: candidate) < candidate.confidence
      ? "its measured confidence is below the policy's threshold"
      : "its confidence is below the policy's threshold"
  }

  private static func overBudget(_ budget: Int?) -> String {
    guard let budget else { return "the day's budget of fixes is used up" }
    return "the day's budget of \(budget) \(budget == 1 ? "fix" : "fixes") is used up"
  }
}
