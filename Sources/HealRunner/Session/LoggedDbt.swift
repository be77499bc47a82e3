import HealProject

/// Runs dbt with a structured log of heal's own; the user's words stay as they are.
struct LoggedDbt {
  let runner: CommandRunner
  let paths: DbtPaths
  /// Where dbt runs; nil means the folder that heal was started in.
  let folder: String?
  /// Whether dbt must be told which project.
  let tellsProject: Bool

  /// - Parameters:
  ///   - words: the command.
  ///   - own: a folder for the log; it is created.
  ///   - attempt: 1 for the first run.
  ///   - isShown: whether its output appears live.
  ///   - timeLimit: in seconds; nil means as long as it takes.
  /// - Returns: how it ended, and what it left.
  /// - Throws: ``RunnerError`` where it cannot be started.
  func run(
    _ words: [String], logFolder own: String, attempt: Int = 1, isShown: Bool = true,
    timeLimit: Double? = nil
  ) throws(RunnerError) -> (CommandResult, FinishedRun) {
    try FileSystem.createFolder(own)
    let events = (paths.canRedirectLog ? own : paths.logs) + "/dbt.log"
    let result = try runner.run(
      Command(
        words, environment: environment(logFolder: own), folder: folder, isShown: isShown,
        timeLimit: timeLimit))
    if paths.canRedirectLog, paths.wantsLog { DbtLog.append(events: events, to: paths.logs) }
    let finished = FinishedRun(
      arguments: words, exit: result.exit, standardOutput: result.standardOutput,
      standardError: result.standardError, eventLog: paths.writesEvents ? events : nil,
      hasOwnLog: paths.canRedirectLog, projectDirectory: paths.project, targetDirectory: paths.target, attempt: attempt)
    return (result, finished)
  }

  /// What heal needs of dbt comes in by environment.
  private func environment(logFolder: String) -> [String: String] {
    var variables = [
      "DBT_LOG_FORMAT_FILE": "json", "DBT_LOG_LEVEL_FILE": "debug", "DBT_LOG_PATH": logFolder,
      "DBT_USE_COLORS_FILE": "False",
    ]
    if tellsProject { variables["DBT_PROJECT_DIR"] = paths.project }
    return variables
  }
}
