import ArgumentParser
import FoundationEssentials
import HealRunner

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Puts back what a run changed, unless the files have changed since.")

  @Argument(
    help: ArgumentHelp("The latest run whose changes are in place when left out.", valueName: "run")
  )
  var runID: String?

  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for another heal run on the project.", valueName: "seconds"))
  var lockTimeout: Double?

  func run() throws {
    let folder = try projectFolder(named: projectDir)
    try explainingRefusals { try undo(in: ProjectTree(root: folder)) }
  }

  private func undo(in files: ProjectTree) throws(RunnerError) {
    let id = try runID.map { (text) throws(RunnerError) in
      guard let id = RunID(text) else { throw .noSuchRun(text) }
      return id
    }
    let lock = try RunLock(
      HealFolder(project: files.root), owner: "undo",
      timeout: lockTimeout ?? usualTimeout(files.root),
      interruption: Interruption()
    ) { Console.note("heal: waiting for another run on this project (\($0))") }
    defer { lock.release() }
    let done = try HealRunner.undo(id, in: files)
    for path in done.restored { Console.answer("put back \(path)") }
    do throws(RunnerError) {
      try History.existing(in: HealFolder(project: files.root))?.recordUndo(
        of: done.run.description)
    } catch {
      Console.note("heal: \(error)")
    }
    Console.answer("Run \(done.run) is undone.")
  }

  /// The policy's; a wrong policy must not keep anyone from undoing.
  private func usualTimeout(_ project: String) -> Double {
    let environment = ProcessInfo.processInfo.environment
    let settings = try? Settings.read(project: project, environment: environment)
    return (settings ?? Settings()).limits.lockTimeout
  }
}
