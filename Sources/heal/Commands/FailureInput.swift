import FoundationEssentials
import HealEngine
import HealProject
import HealRunner

/// What a command was told to read failures from: a path, a message, or standard input.
struct FailureInput {
  let argument: String?
  let adapter: String?

  init(_ argument: String?, adapter: String?) {
    self.argument = argument
    self.adapter = adapter
  }

  func failures() throws(UnreadableInput) -> [Failure] {
    guard let argument, argument != "-" else {
      return readText(StandardInput.text(), adapter: adapter)
    }
    if FileManager.default.fileExists(atPath: argument) {
      return try read(argument)
    }
    guard !looksLikePath(argument) else {
      throw UnreadableInput(
        message: "there is no file or folder `\(argument)`",
        help: "name a log, a run_results.json or a folder, or give the message itself in quotes")
    }
    return readText(argument, adapter: adapter)
  }

  /// As ``failures()``; ends the command with exit code 2 where there is nothing to read.
  func readFailures() throws -> [Failure] {
    do throws(UnreadableInput) {
      return try failures()
    } catch {
      throw fail(error.message, help: error.help)
    }
  }

  /// The recording that was named; nil where it was something else.
  private var recording: Recording? {
    argument.flatMap { Recording(folder: $0, name: $0) }
  }

  /// What can be known around the failures: of a recording from its own files, else from the project, where there
  /// is one.
  func evidence(_ project: DbtProject?) -> any Evidence & Sendable {
    if let recording { return recording.evidence }
    guard let project else { return RecordedEvidence() }
    return ProjectEvidence(
      projectDirectory: project.directory, targetDirectory: project.targetDirectory,
      outside: evidenceAtRest(of: project, environment: ProcessInfo.processInfo.environment))
  }

  private func read(_ path: String) throws(UnreadableInput) -> [Failure] {
    let found = recording.map { readRun($0.run).failures } ?? readAnything(path: path)
    guard var failures = found else {
      throw UnreadableInput(
        message: "`\(path)` cannot be read as a log, as run_results.json or as a dbt folder",
        help: "name the folder that has dbt's `logs/` and `target/`, or one file in it")
    }
    if let adapter {
      for index in failures.indices where failures[index].adapter == nil {
        failures[index].adapter = adapter.lowercased()
      }
    }
    return failures
  }

  private func looksLikePath(_ text: String) -> Bool {
    !text.contains(" ") && (text.contains("/") || text.hasSuffix(".json") || text.hasSuffix(".log"))
  }
}

/// What was named cannot be read.
struct UnreadableInput: Error {
  var message: String
  var help: String
}
