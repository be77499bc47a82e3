import FoundationEssentials
import HealProject

/// Runs dbt with a structured log of heal's own; the user's words stay as they are.
struct LoggedDbt {
  let runner: CommandRunner
  let paths: DbtPaths
  /// Where dbt runs; nil means the folder that heal was started in.
  let folder: String?
  /// Whether dbt must be told which project.
  let tellsProject: Bool
  /// The id that the user wants the run to have; the runs that follow it need others.
  var givenID: String?

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
    let logs = paths.canRedirectLog ? own : paths.logs
    let log = logs + "/dbt.log"
    let records = logs + "/" + paths.recordsName
    let hadRecords = FileLook(records)
    let id = (attempt == 1 ? givenID : nil) ?? UUID().uuidString.lowercased()
    let result = try runner.run(
      Command(
        words, environment: environment(logFolder: own, invocationID: id), folder: folder,
        isShown: isShown, timeLimit: timeLimit))
    // dbt 1 knows nothing of records, and dbt 2 writes its log for people whatever it is asked.
    let hasRecords = FileLook(records) != hadRecords
    if paths.canRedirectLog, hasRecords {
      keepForUser(logs)
    } else if paths.canRedirectLog, paths.wantsLog {
      DbtLog.append(events: log, to: paths.logs)
    }
    let events = hasRecords ? records : paths.writesEvents ? log : nil
    let finished = FinishedRun(
      arguments: words, exit: result.exit, standardOutput: result.standardOutput,
      standardError: result.standardError, eventLog: events, hasOwnLog: paths.canRedirectLog,
      invocationID: id, projectDirectory: paths.project, targetDirectory: paths.target,
      attempt: attempt)
    return (result, finished)
  }

  /// Adds what dbt 2 has written to the files that it would have written to.
  private func keepForUser(_ folder: String) {
    if paths.wantsLog {
      for name in ["dbt.log", "query_log.sql"] { DbtLog.append(folder + "/" + name, to: paths.logs + "/" + name) }
    }
    guard let wanted = paths.wantedRecordsName else { return }
    DbtLog.append(folder + "/" + paths.recordsName, to: paths.logs + "/" + wanted)
  }

  /// What heal needs of dbt comes in by environment: what begins with `DBT_LOG` for dbt 1, the records for dbt 2.
  private func environment(logFolder: String, invocationID: String) -> [String: String] {
    var variables = [
      "DBT_LOG_FORMAT_FILE": "json", "DBT_LOG_LEVEL_FILE": "debug", "DBT_LOG_PATH": logFolder,
      "DBT_USE_COLORS_FILE": "False", "DBT_OTEL_FILE_NAME": DbtPaths.ownRecordsName,
      "DBT_INVOCATION_ID": invocationID,
    ]
    if tellsProject { variables["DBT_PROJECT_DIR"] = paths.project }
    return variables
  }
}
