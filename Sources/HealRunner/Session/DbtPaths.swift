import HealProject

/// Where a dbt command reads and writes. Absolute paths.
struct DbtPaths: Hashable, Sendable {
  var project: String
  var target: String
  /// The folder of the log that dbt writes for people: `logs` in the project unless told otherwise.
  var logs: String
  /// Whether dbt can be told by environment where to log; the user's own options win over it.
  var logsWhereTold: Bool
  /// Whether dbt writes a structured log at all when asked to by environment.
  var writesEvents: Bool

  init(
    _ command: DbtCommand, project: DbtProject, environment: [String: String],
    workingDirectory: String
  ) {
    self.project = ProjectFiles.resolved(project.directory)
    // dbt takes the target's path as seen from the project, and the log's as seen from where it runs.
    let target = command.option("--target-path") ?? environment["DBT_TARGET_PATH"] ?? project.targetPath
    self.target = Self.joined(self.project, target)
    let logPath = command.option("--log-path") ?? environment["DBT_LOG_PATH"]
    logs = logPath.map { Self.joined(workingDirectory, $0) } ?? self.project + "/logs"
    logsWhereTold = command.option("--log-path") == nil
    let format = command.option("--log-format-file") ?? command.option("--log-format") ?? "json"
    writesEvents = format == "json" && command.option("--log-level-file") != "none"
  }

  static func joined(_ folder: String, _ path: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// A folder inside the project, relative to it; nil for one elsewhere.
  func relative(_ path: String) -> String? {
    path.hasPrefix(project + "/") ? String(path.dropFirst(project.utf8.count + 1)) : nil
  }
}
