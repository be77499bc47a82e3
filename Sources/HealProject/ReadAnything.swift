package import HealEngine

/// The failures in a message, or in all that a run printed or logged: of several runs the last one's.
/// A text in which nothing stands out is one message; an account of a run without failures is none.
package func readText(_ text: String, adapter: String? = nil) -> [Failure] {
  var record = RunRecord(log: Array(text.utf8))
  record.adapter = record.adapter ?? adapter?.lowercased()
  return record.failures()
}

/// The failures in a log, in a `run_results.json`, or in a folder with dbt's `logs/` and `target/`.
/// nil where the path cannot be read.
package func readAnything(path: String) -> [Failure]? {
  if ProjectFiles.isDirectory(path) { return readFolder(path) }
  guard let bytes = RunRecord.bytes(at: path) else { return nil }
  var record = RunRecord(log: bytes)
  // A file in a project is read with what the project knows.
  let folder =
    path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
  if let directory = DbtProject.find(from: folder) {
    record.project = DbtProject.read(directory: directory)
  }
  return record.failures()
}

/// The failures of the last run in a project's folder; the folder may also be a copy of `logs/` and
/// `target/` alone. nil where there is neither.
private func readFolder(_ path: String) -> [Failure]? {
  let project = DbtProject.read(directory: DbtProject.find(from: path) ?? path)
  let inFolder = ProjectFiles.joined(path, project.targetPath)
  let target = ProjectFiles.isDirectory(inFolder) ? inFolder : path
  let results = ProjectFiles.artifact(at: ProjectFiles.joined(target, "run_results.json"))
    .flatMap { RunResults($0) }
  let log = ["logs/dbt.log", "dbt.log"].lazy.compactMap { name in
    LogTail.lastRun(of: ProjectFiles.joined(path, name))
  }.first
  guard log != nil || results != nil else { return nil }
  var record = RunRecord(log: log ?? [])
  record.project = project
  record.targetDirectory = target
  if log == nil || record.invocationID == nil || record.invocationID == results?.invocationID {
    record.results = results
  }
  return record.failures()
}

/// What is left of a run that was not watched.
struct RunRecord {
  var events = EventLog()
  /// The last run's part of a log in dbt's own words.
  var console = ""
  var results: RunResults?
  var project: DbtProject?
  var targetDirectory: String?
  var adapter: String?
  var invocationID: String?

  /// Of artifacts that are read, in bytes. Of a log the last run is read, whatever its size.
  private static let sizeLimit = 64 << 20

  /// An artifact, or the last run of a log; nil where it cannot be read.
  static func bytes(at path: String) -> [UInt8]? {
    switch LogTail.form(of: path) {
    case .events, .text: LogTail.lastRun(of: path)
    case .json: ProjectFiles.artifact(at: path, limit: sizeLimit)
    case nil: nil
    }
  }

  init(log: [UInt8]) {
    let start = log[...].drop { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
    if start.first == UInt8(ascii: "{") {
      results = RunResults(log)
      guard results == nil else { return }
      events = EventLog(log)
      invocationID = events.invocationID
      adapter = events.adapter
      guard invocationID == nil else { return }
    }
    let last = Self.lastRun(log)
    invocationID = last.invocationID
    console = FailureText.plain(Array(last.text))
    adapter = ConsoleFacts(console).adapter
  }

  func failures() -> [Failure] {
    var found = FoundFailures()
    found.add(events, isInterrupted: events.wasInterrupted)
    found.add(results?.results ?? [])
    if found.isEmpty { found.add(console: console) }
    if found.isEmpty, results == nil { found.add(FailureText.read(console)) }
    let completion = project.map { project in
      FailureCompletion(
        project: project, targetDirectory: targetDirectory ?? project.targetDirectory, log: events,
        results: results)
    }
    let facts = ConsoleFacts(console)
    let log = console.isEmpty ? events.events.map(\.message).joined(separator: "\n") : console
    return found.failures.map { failure in
      var failure = failure
      failure.log = log
      failure.adapter = adapter ?? completion?.manifest?.adapter
      failure.dbtVersion = events.dbtVersion ?? results?.dbtVersion ?? facts.dbtVersion
      return completion?.completed(failure) ?? failure
    }
  }

  /// dbt's log file keeps many runs, each under `====== 21:36:26.123 | <invocation id> ======`.
  private static func lastRun(_ log: [UInt8]) -> (text: ArraySlice<UInt8>, invocationID: String?) {
    var start = log.startIndex
    var id: String?
    for line in log.split(separator: 0x0A) {
      guard let found = invocation(in: line) else { continue }
      start = line.endIndex
      id = found
    }
    return (log[start...], id)
  }

  /// The run that begins with a line; nil where none does.
  static func invocation(in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: "======".utf8) else { return nil }
    var cursor = LineCursor(line)
    _ = cursor.take { $0 == UInt8(ascii: "=") }
    guard cursor.take(" "), cursor.takeTime(), cursor.take(" | "),
      let found = cursor.take(upTo: " =")
    else { return nil }
    return found.text
  }
}
