import HealEngine

extension NodeStatus {
  /// Whether a node that ended so must not be in a green run. dbt skips an exposure as a matter of course, and
  /// anything else only because something failed.
  package func isNotGreen(_ uniqueID: String) -> Bool {
    isFailure || (self == .skipped && !uniqueID.hasPrefix("exposure."))
  }
}

extension RunReader {
  /// The run as it really ended, where its exit code is 0 and dbt's own word is that it failed: a script around dbt
  /// has swallowed the code, or has run dbt again. nil where both agree.
  func unmasked() -> FinishedRun? {
    guard run.exit.isSuccess else { return nil }
    let reading = reading()
    let isNotGreen = reading.statuses.contains { $1.isNotGreen($0) }
    guard isNotGreen || log.endedWithError || anEarlierRunFailed else { return nil }
    var failed = run
    failed.exit = reading.hasOwnRunResults || log.hasNodes ? .code(1) : .code(2)
    return failed
  }
}

extension FinishedRun {
  /// Whether the command started dbt more than once, as far as a log tells that is its alone.
  package var ranAgain: Bool { hasOwnLog && (eventLog.map(LogTail.holdsSeveralRuns) ?? false) }
}

extension RunReader {
  /// Whether the command started dbt more than once, and a run before the last one failed. Only a log that is this
  /// command's alone can tell.
  private var anEarlierRunFailed: Bool {
    guard run.ranAgain, let path = run.eventLog, let earlier = LogTail.beforeLastRun(of: path) else { return false }
    return EventLog.hasError(earlier)
  }
}

extension RunReading {
  /// A failure for nodes that were left out although nothing failed that dbt tells of.
  mutating func nameSkipped() {
    let skipped = statuses.filter { $1.isNotGreen($0) }.keys.sorted()
    guard let first = skipped.first else { return }
    let others = skipped.count > 1 ? " and \(skipped.count - 1) more" : ""
    failures = [
      Failure(id: first, message: "dbt skipped `\(first)`\(others) and named no error.")
    ]
  }
}

extension EventLog {
  /// Whether dbt itself was stopped by an error.
  var endedWithError: Bool {
    events.contains { event in
      event.level == "error" && ["Z002", "Q001", "Z024", "Z025"].contains(event.code)
    }
  }
}
