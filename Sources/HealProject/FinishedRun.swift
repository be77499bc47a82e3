/// One dbt command that has ended, as far as the runner saw it.
package struct FinishedRun: Hashable, Sendable {
  /// The command as run, word by word.
  package var arguments: [String]
  package var exit: Exit
  /// What it printed, byte for byte; empty where its output went straight to a terminal.
  package var standardOutput: [UInt8]
  package var standardError: [UInt8]
  /// Path of the structured log (JSON lines) of this invocation; nil when there is none.
  package var eventLog: String?
  /// Whether no other command writes into that log.
  package var hasOwnLog: Bool
  /// The id that dbt was asked to give the run; dbt 1 takes one of its own.
  package var invocationID: String?
  /// The dbt project's folder.
  package var projectDirectory: String
  /// Where dbt wrote its artifacts: `target` in the project unless told otherwise.
  package var targetDirectory: String
  /// 1 for the first run.
  package var attempt: Int

  package init(
    arguments: [String], exit: Exit, standardOutput: [UInt8] = [], standardError: [UInt8] = [],
    eventLog: String? = nil, hasOwnLog: Bool = false, invocationID: String? = nil,
    projectDirectory: String, targetDirectory: String, attempt: Int = 1
  ) {
    self.arguments = arguments
    self.exit = exit
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.eventLog = eventLog
    self.hasOwnLog = hasOwnLog
    self.invocationID = invocationID
    self.projectDirectory = projectDirectory
    self.targetDirectory = targetDirectory
    self.attempt = attempt
  }

  package enum Exit: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
  }
}
