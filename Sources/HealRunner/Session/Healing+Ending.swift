import HealEngine
import HealLanguage
import HealProject

extension Healing {
  /// The run is green: what was changed stays.
  func finish(_ status: Outcome.Status) throws(RunnerError) -> Outcome {
    let proposals = kept + trials.flatMap(\.active)
    try noteRun(status.rawValue)
    if let openJournal {
      for proposal in proposals { try note(proposal, "kept") }
      try openJournal.end(.kept)
      if !policy.createBackups { FileSystem.remove(folder.backups(run)) }
    } else {
      FileSystem.remove(folder.run(run))
    }
    outcome.fixes = proposals.map(applied)
    outcome.status = status
    return outcome
  }

  /// The fix as it is told, with the person who said yes to it.
  private func applied(_ proposal: Proposal) -> AppliedFix {
    var fix = proposal.applied
    if consented.contains(proposal.candidate.key) { fix.approvedBy = "the terminal" }
    return fix
  }

  /// The run ends red, waiting or interrupted: everything is put back, and what was found is kept as a
  /// proposal.
  func giveUp(_ status: Outcome.Status) throws(RunnerError) -> Outcome {
    try noteRun(status.rawValue)
    let standing = kept + trials.flatMap(\.active)
    for proposal in standing {
      try note(proposal, "putting-back", PutBack.runStayedRed)
      outcome.putBack.append(PutBack(fix: proposal.applied, reason: PutBack.runStayedRed))
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

  /// Fixes that heal may not apply by itself and a person may.
  private var waiting: [Proposal] {
    guard !session.isDryRun else { return [] }
    return plan.leftOut.filter(\.reason.awaitsApproval)
      .filter { $0.candidate.risk < .manual }
      .map { item in
        Proposal(
          Plan.Step(candidate: item.candidate, failures: [item.failure]), of: diagnoses,
          attempt: outcome.attempts.count + 1)
      }
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

  /// Saves the fixes that are in place, and those that wait for a person, for people and for `git apply`.
  func saveProposal(_ waiting: [Proposal]) throws(RunnerError) {
    let standing = kept + trials.flatMap(\.active)
    let proposals = standing + waiting.filter { !standing.contains($0) }
    guard !proposals.isEmpty else { return }
    let document = SavedProposal(
      run: run.description, time: Timestamp.now.iso8601, command: session.command.words,
      fixes: proposals.map(\.applied))
    try FileSystem.createFolder(folder.proposals)
    let path = folder.proposals + "/" + run.description
    let patch = document.fixes.flatMap(\.files).map(\.diff).joined()
    if !patch.isEmpty { try FileSystem.writeNew(Array(patch.utf8), to: path + ".patch") }
    try FileSystem.writeNew(JSONLines.line(document), to: path + ".json")
    outcome.proposal = path + ".json"
    outcome.proposed = document.fixes
    session.report(.proposalSaved(path + ".json"))
  }
}

/// A proposal as it is saved.
struct SavedProposal: Codable, Hashable, Sendable {
  var run: String
  /// ISO 8601.
  var time: String
  var command: [String]
  var fixes: [AppliedFix]
}

extension Plan.LeftOut {
  /// One clause for a report; nil where there is nothing to tell.
  fileprivate func words(under settings: Settings) -> String? {
    switch reason {
    case .belowThreshold: belowThreshold(settings.policy)
    case .needsPerson: "it needs a person"
    case .forbidden(let reason): reason
    case .tried: nil
    case .outranked: nil
    case .conflict: "it overlaps another fix"
    case .notAllTransient: "waiting cannot help while another failure stays"
    case .demoted: "its rule was rolled back and needs a person until it has proven itself again"
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
