import HealProject

/// What heal and dbt write beside a project's own text: its changes are nobody's work.
struct OwnFiles: Hashable, Sendable {
  private var folders: [String] = []
  private var files: Set<String> = []

  /// - Parameters:
  ///   - run: names the project and where dbt and heal write.
  ///   - prefix: put before each path: the project's folder as seen from elsewhere.
  init(_ run: RunFacts, prefix: String = "") {
    let project = ProjectTree.resolved(run.project.directory)
    var paths = [run.project.packagesInstallPath]
    if let command = DbtCommand(run.command) {
      let own = DbtPaths(
        command, project: run.project, environment: run.environment,
        folder: ProjectTree.resolved("."))
      paths += [own.target, own.logs].compactMap(own.relative)
    }
    folders = (paths + [".heal", "logs", "target", "dbt_packages", "dbt_modules"])
      .map { prefix + $0 + "/" }
    let logs = run.settings.logging
    let written = [
      logs.pipelineRuns, logs.errors, logs.fixes, run.settings.notes.path, ".user.yml",
      "package-lock.yml",
    ]
    files = Set(
      written.map { $0.hasPrefix(project + "/") ? String($0.dropFirst(project.count + 1)) : $0 }
        .map { prefix + $0 })
  }

  func contains(_ path: String) -> Bool {
    files.contains(path) || folders.contains { path.hasPrefix($0) }
  }
}
