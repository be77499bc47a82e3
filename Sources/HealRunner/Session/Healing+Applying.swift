import HealEngine
import HealLanguage
import HealProject

extension Healing {
  /// Puts fixes in place: edits, a check of the edits, and the commands that fixes run.
  ///
  /// - Returns: those that stand; the others have been put back.
  func apply(_ proposals: [Proposal]) throws(RunnerError) -> [Proposal] {
    let trial = Trial(tree)
    trials.append(trial)
    let waits = proposals.filter(\.candidate.isRetryOnly)
    let start = session.clock.now()
    for proposal in proposals where !proposal.candidate.isRetryOnly {
      try edit(proposal, in: trial)
    }
    outcome.timings.edit += session.clock.now() - start
    // What could not be read before may need the commands first: packages that are not installed.
    let wasUnreadable = diagnoses.contains(where: \.failure.isBeforeRun)
    if wasUnreadable { try runCommands(in: trial) }
    try settle(trial)
    if !wasUnreadable { try runCommands(in: trial) }
    return waits + trial.active
  }

  private func runCommands(in trial: Trial) throws(RunnerError) {
    for proposal in trial.active where !proposal.commands.isEmpty && !isInterrupted && !mustStop() {
      try runCommands(of: proposal, in: trial)
    }
  }

  private func edit(_ proposal: Proposal, in trial: Trial) throws(RunnerError) {
    // Whatever becomes of it: a fix that planning offers for ever would keep heal planning for ever.
    tried.insert(proposal.candidate.key)
    if let reason = closedReason(proposal.candidate) {
      refuse(proposal.candidate, reason)
      return note(proposal, "refused", reason)
    }
    note(proposal, "applying")
    session.report(.applying(proposal))
    do throws(RunnerError) {
      try trial.add(proposal, try journal())
      markChanged(proposal)
    } catch {
      switch error {
      case .changedSincePlanned, .outsideFence:
        refuse(proposal.candidate, error.description)
        note(proposal, "refused", error.description)
      default: throw error
      }
    }
  }

  /// Why a fix that has come so far may not be put in place after all; nil where it may. Whatever the policy
  /// says, what is closed is changed only with a person's consent, and heal's own files never.
  private func closedReason(_ candidate: Candidate) -> String? {
    guard let place = policy.closedPlace(of: candidate) else { return nil }
    let mayBeApplied = place.owner != .heal && consented.contains(candidate.key)
    return mayBeApplied ? nil : place.clause
  }

  /// Leaves in place only what does not make the project worse: all together, or one after the other.
  private func settle(_ trial: Trial) throws(RunnerError) {
    let all = trial.active
    if try isSound(trial) { return }
    if all.count == 1 { return try rollBack(all[0], in: trial, Self.madeWorse) }
    try trial.removeAll(try journal())
    for proposal in all {
      try trial.add(proposal, try journal())
      if try !isSound(trial) { try rollBack(proposal, in: trial, Self.madeWorse) }
    }
  }

  private static let madeWorse = "with it dbt could not read the project"

  /// Whether dbt can still read the project, or stumbles over something that lay behind.
  private func isSound(_ trial: Trial) throws(RunnerError) -> Bool {
    guard trial.active.contains(where: { !$0.changes.isEmpty }) else { return true }
    // One command for two questions, where the tables must be looked at anyway.
    if isMadeAsBefore || rememberTables() { return true }
    guard trial.active.contains(where: \.changesWhatIsParsed) else { return true }
    let start = session.clock.now()
    defer { outcome.timings.verify += session.clock.now() - start }
    var reading = try parse(session.command.parse())
    if reading != nil { warehouse.excuse() }
    // dbt's partial parsing can report a fault in YAML that has just been repaired (dbt-core#11363).
    let touchesYAML = trial.paths.contains { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
    if reading != nil, touchesYAML, !isInterrupted {
      reading = try parse(session.command.parse(partial: false))
    }
    guard let reading, !isInterrupted else { return true }
    let now = reading.failures.map(FailureSignature.init)
    let own = trial.active.flatMap(\.failures).map(FailureSignature.init)
    let wasUnreadable = diagnoses.contains(where: \.failure.isBeforeRun)
    return wasUnreadable && !now.isEmpty && !now.contains { own.contains($0) }
      && !trial.active.contains { $0.caused(now, own: own) }
  }

  /// What `dbt parse` says when it fails; nil when it does not.
  private func parse(_ words: [String]) throws(RunnerError) -> RunReading? {
    noteRun("verifying", words.joined(separator: " "))
    session.report(.verifying(words))
    let (result, finished) = try runDbt(words, attempt: outcome.attempts.count, isShown: false)
    let reading = session.read(finished)
    return result.isSuccess && reading.failures.isEmpty ? nil : reading
  }

  /// Runs a fix's commands; the artifacts that a resumption needs stay as they were.
  private func runCommands(of proposal: Proposal, in trial: Trial) throws(RunnerError) {
    let start = session.clock.now()
    defer { outcome.timings.verify += session.clock.now() - start }
    for command in proposal.commands {
      let words = session.command.called(command)
      note(proposal, "running", words.joined(separator: " "))
      session.report(.running(words))
      let results = paths.results
      let before = FileSystem.read(results, .results)
      try journal().willRun(words, mayChange: Self.filesOfCommands)
      let (result, _) = try runDbt(words, attempt: outcome.attempts.count, isShown: true)
      if let before, FileSystem.read(results, .results) != before {
        try FileSystem.replace(results, with: before)
      }
      try journal().didRun(exit: result.exitCode, mayHaveChanged: Self.filesOfCommands)
      // What a fix's command has written is nobody else's doing.
      watchWorld()
      if !result.isSuccess {
        return try rollBack(
          proposal, in: trial, "`\(words.joined(separator: " "))` ended with \(result.exitCode)",
          isToBlame: !isInterrupted)
      }
    }
  }

  /// What dbt's own commands write outside the folders that are closed to heal.
  static let filesOfCommands = ["package-lock.yml"]

  /// Reverts one fix's edits; it is not tried again.
  ///
  /// - Parameters:
  ///   - proposal: the fix.
  ///   - trial: that it is part of.
  ///   - reason: one clause.
  ///   - isToBlame: whether it was seen to fail, which counts against it in later runs.
  /// - Throws: what the system refuses while files are written.
  func rollBack(
    _ proposal: Proposal, in trial: Trial, _ reason: String, isToBlame: Bool = true
  ) throws(RunnerError) {
    note(proposal, "rolling-back", reason)
    try trial.remove(proposal, try journal())
    markChanged(proposal)
    outcome.putBack.append(
      PutBack(fix: proposal.applied, reason: reason, isWithdrawn: !isToBlame))
    session.report(.rolledBack(proposal, reason: reason))
  }

  private func markChanged(_ proposal: Proposal) {
    changedSinceRun.formUnion(proposal.changes.map(\.path))
    changedFiles.formUnion(proposal.changes.map(\.path))
  }

  func note(_ proposal: Proposal, _ status: String, _ detail: String? = nil) {
    log.write(
      .init(
        attempt: proposal.attempt, node: proposal.nodes.first,
        rule: proposal.candidate.rule, confidence: proposal.candidate.confidence, status: status,
        detail: detail ?? proposal.candidate.title), to: .fixes)
  }
}

extension CommandResult {
  /// As a shell gives it: 128 and the signal's number for a command that a signal ended.
  fileprivate var exitCode: Int32 {
    switch exit {
    case .code(let code): code
    case .signal(let signal): 128 + signal
    }
  }
}
