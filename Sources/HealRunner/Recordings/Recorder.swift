package import HealEngine
import HealLanguage
package import HealProject

/// Runs dbt once and keeps what it left as a recording. Heals nothing.
package struct Recorder {
  package var command: DbtCommand
  package var project: DbtProject
  package var runner: CommandRunner
  /// The variables that dbt will see.
  package var environment: [String: String]
  package var redactor: Redactor
  package var diagnostician: Diagnostician
  /// Whether a green run is wanted, instead of one that fails.
  package var wantsGreen = false
  /// Whether dbt must be told which project: the user named it to heal, not to dbt.
  package var tellsProject = false
  /// Where dbt runs; nil means the folder that heal was started in.
  package var folder: String?
  /// heal's own.
  package var version: String
  /// In seconds, for another run of heal on the project.
  package var lockTimeout = 60.0

  /// - Throws: ``RunnerError/notDbt(_:)``.
  package init(
    command: [String], project: DbtProject, runner: CommandRunner, environment: [String: String],
    redactor: Redactor, diagnostician: Diagnostician, version: String
  ) throws(RunnerError) {
    guard let dbt = DbtCommand(command) else { throw .notDbt(command) }
    self.command = dbt
    self.project = project
    self.runner = runner
    self.environment = environment
    self.redactor = redactor
    self.diagnostician = diagnostician
    self.version = version
  }

  /// Runs the command and writes the recording.
  ///
  /// - Parameters:
  ///   - parent: the folder that the recording's own is made in.
  ///   - name: of the recording's folder; nil has it named for the failure.
  /// - Returns: what was kept.
  /// - Throws: ``RunnerError`` where dbt cannot be started or a file not be written, and where there is such a
  ///   recording already.
  package func record(into parent: String, name: String? = nil) throws(RunnerError) -> RecordedRun {
    if let name { try refuse(parent + "/" + name) }
    let own = HealFolder(project: paths.project)
    let lock = try RunLock(
      own, owner: "heal record", timeout: lockTimeout, interruption: runner.interruption)
    defer { lock.release() }
    let work = own.path + "/recording"
    FileSystem.remove(work)
    defer { FileSystem.remove(work) }
    let (result, finished) = try LoggedDbt(
      runner: runner, paths: paths, folder: folder, tellsProject: tellsProject,
      givenID: environment["DBT_INVOCATION_ID"]
    ).run(command.words, logFolder: work + "/log")
    var kept = RecordedRun(exit: result.exit)
    guard result.isSuccess == wantsGreen, runner.interruption.signal == nil else { return kept }
    let take = RecordingTake(self, paths: paths, finished: finished, folder: work + "/take")
    try take.keep(in: &kept)
    let target = parent + "/" + (name ?? freeName(in: parent, take.suggestedName))
    try refuse(target)
    try FileSystem.createFolder(parent)
    guard FileSystem.move(work + "/take", to: target) else { throw .system("write", target) }
    kept.recording = Recording(folder: target, name: target)
    return kept
  }

  private func refuse(_ path: String) throws(RunnerError) {
    guard FileSystem.exists(path) else { return }
    throw .file(path, doing: "make", reason: "it is there already; give another --name")
  }

  private func freeName(in parent: String, _ name: String) -> String {
    let names = [name] + (2...999).map { "\(name)_\($0)" }
    return names.first { !FileSystem.exists(parent + "/" + $0) } ?? name
  }

  private var paths: DbtPaths {
    DbtPaths(
      command, project: project, environment: environment,
      folder: ProjectTree.resolved(folder ?? "."))
  }
}
