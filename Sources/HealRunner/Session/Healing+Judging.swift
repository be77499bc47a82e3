import HealEngine
import HealProject

extension Healing {
  /// After another red run, or a green one that cannot be believed: keeps the fixes that healed their
  /// own failures, reverts the others, and says what is to be healed now.
  ///
  /// - Parameter objection: why a run that ended well is no success.
  /// - Throws: what the system refuses while fixes are reverted.
  func judge(_ objection: Objection?) throws(RunnerError) {
    let before = diagnoses
    diagnose(last.reading.failures)
    // A database that is away says nothing about the fixes: they wait for the next run.
    if objection == nil, saysNothingOfFixes { return try noteProgress(since: before, undone: []) }
    let blame = blame(objection)
    var undone: [Proposal] = []
    for trial in trials.reversed() {
      for proposal in trial.active {
        if let verdict = blame.verdict(on: proposal) {
          try rollBack(proposal, in: trial, verdict.reason, isToBlame: verdict.isToBlame)
          undone.append(proposal)
        } else {
          kept.append(proposal)
        }
      }
    }
    trials = []
    if !undone.isEmpty { diagnose(openFailures(after: undone, blame)) }
    if diagnoses.isEmpty { diagnose(before.map(\.failure)) }
    try noteProgress(since: before, undone: undone)
  }

  private func blame(_ objection: Objection?) -> Blame {
    let suspects = trials.flatMap(\.active)
    let broken = broken
    let hasEdited = suspects.contains { !$0.changes.isEmpty }
    let asksLineage = hasEdited && (objection != nil || !broken.isEmpty)
    return Blame(
      suspects: suspects, failures: last.reading.failures, broken: broken, objection: objection,
      lineage: asksLineage ? ProjectLineage(manifest: paths.target + "/manifest.json") : nil)
  }

  /// Whether nothing but passing trouble stood in the way of the last run.
  private var saysNothingOfFixes: Bool {
    !diagnoses.isEmpty && diagnoses.allSatisfy { $0.isTransient && $0.failure.isBeforeRun }
  }

  /// Failures of nodes that were well before the last run and that will not pass by themselves.
  private var broken: [Failure] {
    diagnoses.filter { !$0.isTransient }.map(\.failure).filter { failure in
      guard let id = failure.node?.uniqueID else { return false }
      return [.success, .pass].contains(last.statusesBefore[id])
    }
  }

  /// What is left to heal when fixes have been reverted: their own failures, which are there again, and
  /// those of the last run that the fixes did not bring about.
  private func openFailures(after undone: [Proposal], _ blame: Blame) -> [Failure] {
    let own = undone.flatMap(\.failures)
    let others = last.reading.failures.filter { failure in
      !own.contains { $0.id == failure.id } && !undone.contains { blame.isOf($0, failure) }
    }
    return own + others
  }

  /// A failure that was there and is not any more is progress: the retries are counted anew.
  private func noteProgress(
    since before: [Diagnosis], undone: [Proposal]
  ) throws(RunnerError) {
    let now = Set(diagnoses.map { FailureSignature($0.failure) })
    let gone = before.map { FailureSignature($0.failure) }.filter { !now.contains($0) }
    guard !gone.isEmpty else { return }
    retry = 0
    noteRun("progress", gone[0].complaint)
  }
}
