import HealProject

extension Warehouse {
  /// The warehouse of a session's project, asked as its user calls dbt.
  ///
  /// - Parameters:
  ///   - session: whose command names profile, target and variables.
  ///   - paths: where that command reads and writes.
  ///   - folder: the probes' own.
  convenience init(_ session: Session, paths: DbtPaths, folder: String) {
    let (runner, command, workingFolder) = (session.runner, session.command, session.folder)
    // The folder says too, to the next start, whose dbt this is, should it outlive a killed heal.
    let variables = ["DBT_LOG_PATH": folder].merging(
      session.tellsProject ? ["DBT_PROJECT_DIR": paths.project] : [:]
    ) { $1 }
    self.init(folder: folder, target: paths.target) { words, _ in
      let result = try? runner.run(
        Command(
          command.related(words), environment: variables, folder: workingFolder,
          timeLimit: Self.timeLimit))
      return result.flatMap { $0.isSuccess ? $0.standardOutput : nil }
    }
  }

  /// In seconds; what takes longer is not known.
  private static let timeLimit = 60.0
}

extension GitHistory {
  /// - Parameters:
  ///   - session: says how git is run.
  ///   - root: the project's folder.
  ///   - greenCommit: what was checked out in the last green run; nil when that is not known.
  convenience init(_ session: Session, root: String, greenCommit: String?) {
    let (runner, environment) = (session.runner, session.environment)
    self.init(project: root, greenCommit: greenCommit) {
      try? GitRepository(of: root, runner: runner, environment: environment)
    }
  }
}
