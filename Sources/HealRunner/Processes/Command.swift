package import HealProject

/// One program to run, word by word; never through a shell.
package struct Command: Hashable, Sendable {
  package var words: [String]
  /// Added to heal's own environment.
  package var environment: [String: String]
  /// nil means the folder that heal was started in, as dbt expects.
  package var folder: String?
  /// What it reads on standard input; nil means nothing, or heal's own input when it is shown.
  package var input: [UInt8]?
  /// Whether its output appears live on heal's own output, and it may read heal's input.
  package var isShown: Bool
  /// In seconds; nil means as long as it takes.
  package var timeLimit: Double?

  package init(
    _ words: [String], environment: [String: String] = [:], folder: String? = nil,
    input: [UInt8]? = nil, isShown: Bool = false, timeLimit: Double? = nil
  ) {
    self.words = words
    self.environment = environment
    self.folder = folder
    self.input = input
    self.isShown = isShown
    self.timeLimit = timeLimit
  }
}

/// How a command ended.
package struct CommandResult: Hashable, Sendable {
  package var exit: FinishedRun.Exit
  /// Byte for byte; the middle of more than 8 MB is left out.
  package var standardOutput: [UInt8]
  package var standardError: [UInt8]
  /// In seconds.
  package var duration: Double
  package var ranOutOfTime: Bool

  package init(
    exit: FinishedRun.Exit, standardOutput: [UInt8] = [], standardError: [UInt8] = [],
    duration: Double = 0, ranOutOfTime: Bool = false
  ) {
    self.exit = exit
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.duration = duration
    self.ranOutOfTime = ranOutOfTime
  }

  package var isSuccess: Bool { exit == .code(0) }
}
