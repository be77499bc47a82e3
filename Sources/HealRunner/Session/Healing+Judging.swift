import HealEngine
import HealProject

extension Healing {
  /// After another red run, or a green one that cannot be believed: keeps the fixes that healed their
  /// own failures, puts the others back, and says what is to be healed now.
  ///
  /// - Parameter objection: why a run that ended well is no success.
  /// - Throws: what the system refuses while fixes are put back.
  func judge(_ objection: Objection?) throws(RunnerError) {
    let before = diagnoses
    try diagnose(last.reading.failures)
    // A database that is away says nothing about the fixes: they wait for the next run.
    if objection == nil, saysNothingOfFixes { return try noteProgress(since: before, undone: []) }
    var undone: [Proposal] = []
    for trial in trials.reversed() {
      for proposal in trial.active {
        if let reason = objection?.reason ?? whyInVain(proposal) {
          try rollBack(proposal, in: trial, reason)
          undone.append(proposal)
        } else {
          kept.append(proposal)
        }
      }
    }
    trials = []
    if !undone.isEmpty { try diagnose(openFailures(after: undone)) }
    if diagnoses.isEmpty { try diagnose(before.map(\.failure)) }
    try noteProgress(since: before, undone: undone)
  }

  /// Whether nothing but passing trouble stood in the way of the last run.
  private var saysNothingOfFixes: Bool {
    !diagnoses.isEmpty && diagnoses.allSatisfy { $0.isTransient && $0.failure.isBeforeRun }
  }

  /// Why a fix did not do its work; nil when its failure is gone and nothing else broke by it.
  private func whyInVain(_ proposal: Proposal) -> String? {
    let now = last.reading.failures.map(FailureSignature.init)
    let own = proposal.failures.map(FailureSignature.init)
    if own.allSatisfy({ now.contains($0) }) { return "its failure was still there" }
    if proposal.caused(now, own: own) { return "what it wrote failed in its turn" }
    if now.contains(where: \.isBeforeRun), !own.contains(where: \.isBeforeRun) {
      return "with it dbt stopped before running anything"
    }
    if let broken = broken.first, !proposal.changes.isEmpty {
      return "`\(broken.node?.name ?? broken.id)` passed before and failed with it"
    }
    return nil
  }

  /// Failures of nodes that were well before the last run and that will not pass by themselves.
  private var broken: [Failure] {
    diagnoses.filter { !$0.isTransient }.map(\.failure).filter { failure in
      guard let id = failure.node?.uniqueID else { return false }
      return [.success, .pass].contains(last.statusesBefore[id])
    }
  }

  /// What is left to heal when fixes have been put back: their own failures, which are there again, and
  /// those of the last run that the fixes did not bring about.
  private func openFailures(after undone: [Proposal]) -> [Failure] {
    let own = undone.flatMap(\.failures)
    let brought = Set(broken.map(\.id))
    let wasRunnable = !own.contains(where: \.isBeforeRun)
    let others = last.reading.failures.filter { failure in
      !own.contains { $0.id == failure.id } && !brought.contains(failure.id)
        && !(failure.isBeforeRun && wasRunnable)
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
    try noteRun("progress", gone[0].complaint)
  }
}

extension Proposal {
  /// Whether one of these failures complains, in the same place, about a name that this fix wrote.
  func caused(_ failures: [FailureSignature], own: [FailureSignature]) -> Bool {
    let written = candidate.changes.flatMap(\.edits).map(\.replacement)
    return failures.contains { failure in
      guard let subject = failure.subject, own.contains(where: { $0.isNear(failure) }) else {
        return false
      }
      return !own.contains { $0.subject == subject } && written.contains { $0.contains(subject) }
    }
  }
}

extension FailureSignature {
  /// The same node, or both from before any node ran.
  fileprivate func isNear(_ other: FailureSignature) -> Bool {
    id == other.id || (isBeforeRun && other.isBeforeRun)
  }
}
