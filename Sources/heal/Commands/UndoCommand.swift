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
    name: [.long, .customLong("because")],
    help: ArgumentHelp(
      "Why; it counts against the run's fixes in later runs. Nothing is held against them without it.",
      valueName: "text"))
  var reason: String?

  @OptionGroup var lock: LockOptions

  func validate() throws {
    if let reason, reason.allSatisfy(\.isWhitespace) {
      throw ValidationError("--reason is empty: say why, or leave it out")
    }
  }

  func run() throws {
    let folder = try projectFolder(named: projectDir)
    try explainingRefusals { try undo(in: ProjectTree(root: folder)) }
  }

  private func undo(in files: ProjectTree) throws(RunnerError) {
    let id = try runID.map { (text) throws(RunnerError) in
      guard let id = RunID(text) else { throw .noSuchRun(text) }
      return id
    }
    try lock.holding(files.root, "undo") { () throws(RunnerError) in try undo(id, in: files) }
  }

  private func undo(_ id: RunID?, in files: ProjectTree) throws(RunnerError) {
    let environment = ProcessInfo.processInfo.environment
    let settings = (try? Settings.read(project: files.root, environment: environment)) ?? Settings()
    let done = try HealRunner.undo(id, in: files, trusting: settings.trust) { done in
      do throws(RunnerError) {
        try History.existing(in: HealFolder(project: files.root))?.recordUndo(
          of: done.run.description, because: reason)
      } catch {
        Console.note("heal: \(error)")
      }
    }
    for path in done.files.restored { Console.answer("put back \(path)") }
    Console.answer("Run \(done.run) is undone.")
    if let built = done.built { Console.answer(built.sentence) }
  }

}
