import HealEngine
import HealProject

extension Healing {
  /// The run is green: what was changed stays.
  func finish(_ status: Outcome.Status) throws(RunnerError) -> Outcome {
    noteRun(status.rawValue)
    outcome.fixes = standing.map(applied)
    outcome.status = status
    if let openJournal {
      for proposal in standing { note(proposal, "kept") }
      if let built = builtByFixes { try openJournal.note(built) }
      for companion in session.companions { companion.keeping(facts, &outcome) }
      try willCommit ? openJournal.willCommit() : openJournal.end(.kept, status: status)
      if !policy.createBackups { FileSystem.remove(folder.backups(run)) }
    } else {
      FileSystem.remove(folder.run(run))
    }
    if !session.isDryRun {
      keepRecord()
      do throws(RunnerError) {
        try ProposalStore(folder).supersede(command: session.command.words, by: run)
      } catch {
        outcome.remark("proposals that nobody needs any more could not be marked: \(error)")
      }
    }
    return outcome
  }

  /// Whether a companion is to commit what the run has changed; the run is over only then.
  private var willCommit: Bool {
    session.settings.commit.strategy != .none && !isObserving && !session.isDryRun
      && standing.contains { !$0.candidate.isRetryOnly }
  }

  /// Ends the journal of a run whose changes were to be committed: they are now, or they wait for the next run.
  func endCommitting(_ outcome: inout Outcome) {
    guard let openJournal, openJournal.entries.keepChanges, willCommit,
      outcome.notCommitted == nil
    else { return }
    do throws(RunnerError) { try openJournal.end(.kept, status: outcome.status) } catch {
      // Without its end the next run sees that the files are committed on the branch at hand, and ends it.
      guard let branch = outcome.commit?.branch, session.settings.commit.strategy == .pr else {
        return
      }
      outcome.notCommitted = session.redact(
        "the fix is committed on `\(branch)`, but heal could not note that (\(error)), so its next "
          + "start reverts the fix in the tree and heals anew")
    }
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
    // What a signal has kept from being done looks like trouble of other kinds.
    let status = isInterrupted ? .interrupted : status
    noteRun(status.rawValue)
    let standing = standing
    for proposal in standing {
      note(proposal, "putting-back", reason)
      outcome.putBack.append(PutBack(fix: proposal.applied, reason: reason, isWithdrawn: true))
    }
    if outcome.proposal == nil, status != .interrupted, !isStopped { try saveProposal(waiting) }
    outcome.status = isOnlyWaiting(status, standing) ? .waiting : status
    outcome.built = builtRelations(from: changedFiles)
    try putBack()
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

  /// Reverts everything when the world refuses in the middle of the work: a full disk, a file system that is
  /// read-only by now.
  ///
  /// - Returns: how the run ended, for a report; green where dbt was, and nothing had to be changed.
  func abandon(because error: RunnerError) -> Outcome {
    outcome.remark("heal had to stop: \(error)")
    if openJournal == nil, last.isSuccess {
      outcome.status = .green
      return outcome
    }
    for proposal in standing {
      outcome.putBack.append(
        PutBack(fix: proposal.applied, reason: "heal had to stop", isWithdrawn: true))
    }
    outcome.fixes = []
    outcome.status = isInterrupted ? .interrupted : .notHealed
    do throws(RunnerError) { try putBack() } catch { noteLeftovers(error) }
    outcome.openDiagnoses = diagnoses
    return outcome
  }

  /// What could not be reverted is said file by file.
  private func noteLeftovers(_ error: RunnerError) {
    guard let openJournal else { return }
    let changed = (try? Restoration(openJournal.entries).changed(in: tree)) ?? changedFiles.sorted()
    for path in changed {
      outcome.left.append(
        .init(path: path, reason: "\(error); heal reverts it when it next starts", diff: ""))
    }
  }

  /// Reverts what the run has changed where the error itself is what there is to tell.
  func putBackQuietly() { do throws(RunnerError) { try putBack() } catch { noteLeftovers(error) } }

  private func putBack() throws(RunnerError) {
    guard let journal = openJournal, !journal.entries.keepChanges else { return }
    let done = try journal.restore()
    // The files are what counts: the next start finds a journal without an end, and nothing left to do.
    try? journal.end(done.left.isEmpty ? .restored : .restoredInPart, status: outcome.status)
    outcome.left = done.left
    for path in done.merged {
      outcome.remark(
        "heal's change is out of `\(path)`; what someone else wrote into it meanwhile stays")
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
