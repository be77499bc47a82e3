import ArgumentParser
import HealProject
import HealRunner
import Platform

/// Reverts what a run has left that was cut short, as the next start would. `heal run` becomes this where it is asked to
/// stop while it is too busy to heed it.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Reverts what runs have left that were cut short; ends with 130.",
    shouldDisplay: false)

  @Option(help: ArgumentHelp("The dbt project.", valueName: "folder"))
  var projectDir: String

  @Flag(help: "Act on what other machines have left, too.")
  var shared = false

  @OptionGroup var lock: LockOptions

  func run() throws {
    let tree = ProjectTree(root: projectDir)
    _ = try? explainingRefusals {
      try lock.holding(tree.root, "recover") { () throws(RunnerError) in try recover(tree) }
    }
    throw ExitCode(130)
  }

  private func recover(_ tree: ProjectTree) throws(RunnerError) {
    let folder = HealFolder(project: tree.root)
    let all = try HealRunner.recover(
      tree, trusting: shared ? .shared : .thisMachine, leavingCommits: true,
      finished: { try? Session.remember($0, in: folder) })
    for run in all {
      for path in run.files.restored + run.files.merged { Console.note("heal: reverted \(path)") }
      for left in run.files.left {
        Console.note("heal: \(left.path) is not reverted: \(left.reason)")
      }
    }
  }

  /// Ends this run at once: its threads are gone, and its changes are reverted by what takes its place.
  ///
  /// - Parameters:
  ///   - project: the project's folder.
  ///   - trust: whose journals are acted on.
  static func takeOver(_ project: String, trusting trust: Trust) -> Never {
    Console.note("heal: interrupted; what is in progress is left, and changes are reverted")
    if let program = programPath() {
      let flags = trust == .shared ? ["--shared"] : []
      let words = [program, "recover", "--project-dir", ProjectTree.resolved(project)]
      _ = becoming(words + ["--lock-timeout", "10"] + flags)
    }
    _exit(130)
  }
}
