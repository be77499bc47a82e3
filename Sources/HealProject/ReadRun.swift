import HealEngine
import HealLanguage

/// Reads what a finished run says of itself: structured events first, then this invocation's own
/// `run_results.json`, then the console text where dbt died before either. A run that ended with 0 and says itself
/// that it failed has failed.
package func readRun(_ run: FinishedRun) -> RunReading {
  let log = run.eventLog.flatMap { LogTail.lastRun(of: $0) }.map { EventLog($0) }
  let reader = RunReader(run: run, log: log ?? EventLog())
  guard let failed = reader.unmasked() else { return reader.reading() }
  var reading = RunReader(run: failed, log: reader.log).reading()
  if !reading.statuses.values.contains(where: \.isFailure), !reader.log.endedWithError {
    reading.nameSkipped()
  }
  return reading
}

/// Puts together what one run left behind.
struct RunReader {
  let run: FinishedRun
  let log: EventLog

  func reading() -> RunReading {
    var reading = RunReading()
    let console = run.exit.isSuccess ? "" : consoleText
    reading.invocationID = log.invocationID
    reading.adapter = log.adapter
    reading.dbtVersion = log.dbtVersion
    let results = ownResults(&reading)
    reading.statuses = log.statuses
    // dbt 2 writes of a run that died early that every node failed.
    if !log.isOfDbt2 {
      for result in results?.results ?? [] { reading.statuses[result.uniqueID] = result.status }
    }
    let isEmpty = results?.results.isEmpty == true && !isOfDbt2
    reading.didNothing = log.didNothing || isEmpty || saysNothingToDo
    reading.remarks += log.silentLosses
    guard !run.exit.isSuccess else { return reading }
    if run.eventLog != nil, log.invocationID == nil {
      reading.remarks.append("dbt wrote no structured log.")
    }
    reading.wasInterrupted = wasInterrupted(console)
    fillFailures(&reading, results: results, console: console)
    return reading
  }

  /// This invocation's own results; a file of another one is stale and gives a remark.
  private func ownResults(_ reading: inout RunReading) -> RunResults? {
    let path = ProjectFiles.joined(run.targetDirectory, "run_results.json")
    guard let bytes = ProjectFiles.artifact(at: path), let results = RunResults(bytes)
    else { return nil }
    guard let id = log.invocationID ?? run.invocationID, id == results.invocationID else {
      if log.invocationID != nil {
        reading.remarks.append("run_results.json is an earlier run's and was ignored.")
      }
      return nil
    }
    reading.hasOwnRunResults = true
    reading.dbtVersion = reading.dbtVersion ?? results.dbtVersion
    return results
  }

  private func fillFailures(
    _ reading: inout RunReading, results: RunResults?, console: String
  ) {
    var found = FoundFailures()
    found.add(log, isInterrupted: reading.wasInterrupted)
    found.add(results?.results.filter { !log.isOfDbt2 || log.statuses[$0.uniqueID] != nil } ?? [])
    if found.isEmpty, !reading.wasInterrupted {
      // dbt 2 tells of tests on the one and of all else on the other.
      found.add(console: isOfDbt2 ? console : FailureText.plain(run.standardOutput))
    }
    // Engines log to the standard error too; dbt only tells there that the command is wrong.
    if found.isEmpty, !reading.wasInterrupted {
      found.add(console: FailureText.plain(run.standardError))
    }
    if found.isEmpty { found.add(lastWords(reading, console: console)) }
    let project = DbtProject.read(directory: run.projectDirectory)
    let completion = FailureCompletion(
      project: project, targetDirectory: run.targetDirectory, log: log, results: results)
    let facts = ConsoleFacts(console)
    reading.adapter = reading.adapter ?? facts.adapter ?? completion.manifest?.adapter
    reading.dbtVersion = reading.dbtVersion ?? facts.dbtVersion
    let printed = console.isEmpty ? log.events.map(\.message).joined(separator: "\n") : console
    reading.failures = found.failures.map { failure in
      var failure = failure
      failure.log = printed
      failure.adapter = reading.adapter
      failure.dbtVersion = reading.dbtVersion
      failure.command = run.arguments
      failure.attempt = run.attempt
      failure.isBeforeRun = isBeforeRun(reading)
      if failure.isBeforeRun { failure.id = FailureID.made(from: failure.message) }
      return completion.completed(failure)
    }.uniqued()
  }

  /// dbt 1 has an exit code for it; dbt 2 ends with 1 whatever was wrong.
  private func isBeforeRun(_ reading: RunReading) -> Bool {
    guard run.exit == .code(2) || run.exit == .code(1) && isOfDbt2 else { return false }
    let hasNodes = log.invocationID == nil ? ConsoleFacts(consoleText).hasNodes : log.hasNodes
    return reading.statuses.isEmpty && !hasNodes && !reading.wasInterrupted
  }

  private var isOfDbt2: Bool {
    log.isOfDbt2
      || log.invocationID == nil && ConsoleFacts(consoleText).dbtVersion?.hasPrefix("2.") == true
  }
}

extension RunReader {
  private var consoleText: String {
    let output = FailureText.plain(run.standardOutput)
    let error = FailureText.plain(run.standardError)
    guard !output.isEmpty, !error.isEmpty else { return output + error }
    return output + (output.hasSuffix("\n") ? "" : "\n") + error
  }

  private var saysNothingToDo: Bool {
    run.standardOutput[...].contains(text: "Nothing to do.")
      || run.standardError[...].contains(text: "No failed nodes found in run_results.json")
  }

  private func wasInterrupted(_ console: String) -> Bool {
    switch run.exit {
    case .code(130), .signal(2): true
    case .code(1) where log.isOfDbt2: log.wasInterrupted
    case .code(2):
      log.invocationID != nil
        ? log.wasInterrupted
        : console.contains("\nKeyboardInterrupt")
          && console.contains("Exited because of keyboard interrupt")
    default: false
    }
  }

  /// For a run that failed and named no error.
  private func lastWords(_ reading: RunReading, console: String) -> FailureText {
    if reading.wasInterrupted {
      return FailureText(message: "dbt was interrupted before it was done.")
    }
    if let signal = run.exit.fatalSignal {
      return FailureText(
        message: "dbt was killed by signal \(signal) before it could say what was wrong.")
    }
    let loose = FailureText.read(console)
    guard loose.message.isEmpty else { return loose }
    guard console.allSatisfy(\.isWhitespace), log.events.isEmpty else {
      return FailureText(message: "dbt ended with \(run.exit.words) and named no error.")
    }
    return FailureText(
      message: """
        dbt ended with \(run.exit.words) and printed nothing. \
        Its folders for logs and target may not be writable.
        """)
  }
}

extension FinishedRun.Exit {
  package var isSuccess: Bool { self == .code(0) }

  /// The signal that ended dbt; a shell between gives 128 and the signal's number.
  var fatalSignal: Int32? {
    switch self {
    case .signal(let signal): signal
    case .code(137), .code(143): code.map { $0 - 128 }
    case .code: nil
    }
  }

  private var code: Int32? {
    if case .code(let code) = self { code } else { nil }
  }

  fileprivate var words: String {
    switch self {
    case .code(let code): "exit code \(code)"
    case .signal(let signal): "signal \(signal)"
    }
  }
}
