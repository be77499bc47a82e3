import HealProject

/// Where a dbt command reads and writes. Absolute paths.
struct DbtPaths: Hashable, Sendable {
  var project: String
  var target: String
  /// The folder of the log that dbt writes for people: `logs` in the project unless told otherwise.
  var logs: String
  /// Whether dbt logs where the environment tells it to; the user's own option wins over it.
  var canRedirectLog: Bool
  /// Whether dbt writes a structured log when the environment asks it to.
  var writesEvents: Bool
  /// The file beside dbt's log that dbt 2 writes its records to; the user's own option wins here too.
  var recordsName = DbtPaths.ownRecordsName
  /// The same, as the user asks for it; nil where the user wants no records.
  var wantedRecordsName: String?
  /// Whether the user wants dbt's log at all.
  var wantsLog: Bool

  /// - Parameters:
  ///   - command: the user's.
  ///   - project: what `dbt_project.yml` says.
  ///   - environment: the variables that dbt sees.
  ///   - folder: where dbt runs.
  init(
    _ command: DbtCommand, project: DbtProject, environment: [String: String], folder: String
  ) {
    let root = ProjectTree.resolved(project.directory)
    self.project = root
    // dbt takes the target's path as seen from the project, and the log's as seen from where it runs.
    let target = command.targetPath ?? environment["DBT_TARGET_PATH"] ?? project.targetPath
    self.target = Self.joined(root, target)
    let logPath = command.logPath ?? environment["DBT_LOG_PATH"]
    logs = logPath.map { Self.joined(folder, $0) } ?? root + "/logs"
    canRedirectLog = command.logPath == nil
    let format =
      command.value(of: "--log-format-file") ?? command.value(of: "--log-format") ?? "json"
    let level = command.value(of: "--log-level-file") ?? environment["DBT_LOG_LEVEL_FILE"]
    writesEvents = format == "json" && command.value(of: "--log-level-file") != "none"
    wantsLog = level != "none"
    let option = command.value(of: "--otel-file-name")
    recordsName = option ?? Self.ownRecordsName
    wantedRecordsName = option ?? environment["DBT_OTEL_FILE_NAME"]
  }

  static let ownRecordsName = "heal.jsonl"

  /// dbt's `run_results.json`.
  var results: String { target + "/run_results.json" }

  static func joined(_ folder: String, _ path: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// A folder inside the project, relative to it; nil for one elsewhere.
  func relative(_ path: String) -> String? {
    path.hasPrefix(project + "/") ? String(path.dropFirst(project.utf8.count + 1)) : nil
  }
}

extension DbtCommand {
  /// The value of an option that heal has no other use for.
  fileprivate func value(of option: String) -> String? {
    for (word, next) in zip(arguments, arguments.dropFirst() + [""]) {
      if word == option { return next }
      if word.hasPrefix(option + "=") { return String(word.dropFirst(option.utf8.count + 1)) }
    }
    return nil
  }

  /// A command that a fix runs, called as the user calls dbt; a program other than dbt as it is.
  func called(_ words: [String]) -> [String] {
    words.first == "dbt" && words.count > 1 ? related(Array(words.dropFirst())) : words
  }

  /// Whether a success of the command has results.
  var writesResults: Bool {
    ["build", "run", "test", "seed", "snapshot", "retry", "compile"].contains(subcommand)
  }
}
