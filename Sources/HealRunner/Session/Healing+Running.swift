import HealEngine
import HealProject

extension Healing {
  /// Runs the user's command, or one that resumes it, live on the terminal, and takes in what it says.
  func run(_ words: [String]) throws(RunnerError) {
    let attempt = outcome.attempts.count + 1
    log.write(
      .init(attempt: attempt, status: "starting", detail: words.joined(separator: " ")),
      to: .pipelineRuns)
    session.report(.starting(attempt: attempt, command: words))
    changedSinceRun = []
    let resultsBefore = FileLook(paths.results)
    let (result, finished) = try runDbt(words, attempt: attempt, isShown: true)
    outcome.timings.dbt += result.duration
    outcome.attempts.append(
      Attempt(number: attempt, command: words, exit: result.exit, duration: result.duration))
    session.report(.ended(attempt: attempt, exit: result.exit, duration: result.duration))
    last = LastRun(
      isSuccess: result.isSuccess, ended: session.clock.now(), statusesBefore: statuses)
    last.console = result.standardOutput
    warehouse.forget()
    let isFirst = attempt == 1 && outcome.approvedBy == nil
    if !isFirst || !result.isSuccess || !isCleared(finished, resultsBefore) { takeIn(finished) }
    noteRun(last.isSuccess ? "succeeded" : "failed")
  }

  /// Whether a first run that ended with 0 is green by its own word too. That word is read in passing: most runs are
  /// green, and their logs are long.
  private func isCleared(_ finished: FinishedRun, _ resultsBefore: FileLook?) -> Bool {
    let look = FileLook(paths.results)
    if look != nil, look != resultsBefore, let results = statusesOfResults(at: paths.results) {
      firstResults = results
      guard !results.contains(where: { $1.isNotGreen($0) }) else { return false }
      // A hook at the end can break when all results are written.
      let mayHide = last.console[...].contains(text: "Encountered an error") || finished.ranAgain
      guard mayHide else { return true }
    }
    return session.read(finished).failures.isEmpty
  }

  private func takeIn(_ finished: FinishedRun) {
    let start = session.clock.now()
    last.reading = session.read(finished)
    let isMasked = last.isSuccess && !last.reading.failures.isEmpty
    if isMasked || last.isSuccess && firstResults?.contains(where: { $1.isNotGreen($0) }) == true {
      last.isSuccess = false
      outcome.remark(Self.maskedFailure)
    }
    firstResults = nil
    if !last.isSuccess, last.reading.failures.isEmpty, !last.reading.wasInterrupted {
      last.reading.failures = [
        Failure(id: "run", message: "dbt failed and did not say why", command: finished.arguments)
      ]
    }
    statuses.merge(last.reading.statuses) { $1 }
    noteBuilt(last.reading.statuses)
    formerlyFailing.formUnion(last.reading.statuses.filter(\.value.isFailure).map(\.key))
    for remark in last.reading.remarks { outcome.remark(remark) }
    outcome.timings.diagnosis += session.clock.now() - start
  }

  /// Runs dbt with a structured log of its own, and adds its events to the log that people read.
  func runDbt(
    _ words: [String], attempt: Int, isShown: Bool
  ) throws(RunnerError) -> (CommandResult, FinishedRun) {
    commandCount += 1
    let dbt = LoggedDbt(
      runner: session.runner, paths: paths, folder: session.folder,
      tellsProject: session.tellsProject, givenID: session.environment["DBT_INVOCATION_ID"])
    let answer = try dbt.run(
      words, logFolder: folder.run(run) + "/dbt-\(commandCount)", attempt: attempt,
      isShown: isShown, timeLimit: isShown ? nil : Self.probeTimeLimit)
    if let remark = renewFolder() { outcome.remark(remark) }
    return answer
  }

  /// Makes heal's folder anew where someone has removed it while dbt ran, as `git clean -fdx` does: lock, journal and
  /// backups, whose texts are kept in memory.
  ///
  /// - Returns: what there is to say of it; nil where nothing has happened.
  func renewFolder() -> String? {
    do throws(RunnerError) {
      guard try lock?.renew() == true else { return nil }
      try openJournal?.renew()
      return Self.removed + "; it was made anew"
    } catch {
      return Self.removed + ", and it could not be made anew: \(error)"
    }
  }

  private static let removed =
    "something removed .heal while dbt ran, and with it what heal had kept of earlier runs"

  /// Waits so long that the next run begins no earlier than the policy and the fixes ask for.
  ///
  /// Counted from the end of the failed run: diagnosis, edits and checks happen inside the wait.
  func waitOut(_ proposals: [Proposal]) throws(RunnerError) {
    let asked = proposals.map(\.wait).max() ?? 0
    let delay = max(policy.delay(beforeRetry: retry + 1), asked)
    rememberTables()
    let start = session.clock.now()
    let left = delay - (start - last.ended)
    guard left > 0 else { return }
    noteRun("waiting", "\((left * 10).rounded() / 10) s")
    session.report(.waiting(seconds: left))
    session.clock.sleep(left)
    outcome.timings.wait += session.clock.now() - start
  }

  /// Goes on from the failure: by `dbt retry` where that runs all that must run, else by the user's own
  /// command.
  func resume() throws(RunnerError) {
    retry += 1
    let resumption = Resumption(
      subcommand: session.command.subcommand, reading: last.reading,
      changedFiles: changedSinceRun)
    try goOn(byRetry: resumption.canRetry && session.command.state == nil)
  }

  /// Runs what resumes the pipeline. A retry whose success cannot be believed is followed by the command
  /// itself.
  func goOn(byRetry canRetry: Bool) throws(RunnerError) {
    let own = session.command.words
    let words = canRetry ? session.command.retry(restoring: last.reading.isOfDbt2) : own
    session.report(.resuming(retry: retry, of: policy.maxRetries, command: words))
    try run(words)
    let isDoubtful = last.reading.didNothing || (last.isSuccess && objection != nil)
    guard words != own, isDoubtful, !isInterrupted else { return }
    session.report(.resuming(retry: retry, of: policy.maxRetries, command: own))
    try run(own)
  }

  private static let maskedFailure =
    "dbt ended with 0 although it reported failures, and was taken to have failed: does a script hide its exit code?"

  /// A check that takes longer hangs. In seconds.
  private static let probeTimeLimit = 900.0
}
