import ArgumentParser
import FoundationEssentials
import HealLanguage
import HealProject
import HealRunner

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Applies a proposal, checks it, and resumes the pipeline.",
    discussion: """
      The files must still be those that the proposal was made for. dbt is resumed with `dbt retry` \
      where nothing has touched its state or the project since, else run from the beginning. If it \
      does not turn green, everything is put back as it was.

      Exit code 0: green · 1: not healed, or the files have changed since · 2: usage, or the proposal \
      is not open · 3: another fix waits for approval · 130: interrupted.
      """)

  @Argument(
    help: ArgumentHelp("The proposal, or the beginning of its name.", valueName: "proposal"))
  var id: String

  @Option(help: ArgumentHelp("Who approves; git's user.name when left out.", valueName: "name"))
  var by: String?

  @Option(
    help: ArgumentHelp("The policy file instead of config/execution_mode.yml.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "The dbt to run instead of the one on the search path: `.venv/bin/dbt`.", valueName: "program"
    ))
  var dbt: String?

  @OptionGroup var ruleOptions: RuleOptions
  @OptionGroup var options: ProposalOptions
  @OptionGroup var lock: LockOptions

  func run() throws {
    let tree = try options.tree()
    let (proposal, folder) = try explainingRefusals {
      let proposal = try options.store(in: tree).proposal(id)
      return (proposal, try proposal.folderOfDbt(in: tree))
    }
    try guardDestruction(proposal)
    let approval = Approval(id: proposal.id, by: personName(by, in: tree.root))
    let command = try self.command(of: proposal)
    let run = try RunCommand.parse(runOptions(tree) + ["--"] + command)
    let project = try run.project(of: command)
    announce(proposal, approval)
    try explainingRefusals {
      try run.heal(command, project) { session in
        session.approval = approval
        session.folder = folder
        session.tellsProject = proposal.tellsProject
      }
    }
  }

  /// The proposal's command, run by the dbt of this machine: what a file says is not started as a program.
  private func command(of proposal: SavedProposal) throws -> [String] {
    guard let saved = DbtCommand(proposal.command) else {
      throw fail("proposal \(proposal.id) is about no dbt command", help: "run heal again")
    }
    if let dbt { return [dbt] + saved.arguments }
    if saved.program != saved.programOnPath {
      Console.note(
        "heal: the proposal was made with `\(saved.program.joined(separator: " "))`; now "
          + "`\(saved.programOnPath.joined(separator: " "))` of the search path runs, or what --dbt names"
      )
    }
    return saved.programOnPath + saved.arguments
  }

  /// What destroys something is approved by a person, and a script in CI is none.
  private func guardDestruction(_ proposal: SavedProposal) throws {
    guard proposal.risk >= .destructive else { return }
    let style = Style(descriptor: 2)
    for fix in proposal.fixes where fix.risk >= .destructive {
      Console.note(
        "\(style.bold(style.red("destructive"))): \(fix.title); data or a safety net may be lost")
      for deed in fix.deeds { Console.note("  \(deed)") }
    }
    if by == nil, Self.isCI {
      throw fail(
        "a destructive fix is approved by a person, not by a CI job",
        help: "run it where you are, or say whose decision it is with --by")
    }
  }

  private static var isCI: Bool {
    let value = ProcessInfo.processInfo.environment["CI"] ?? ""
    return !["", "false", "0"].contains(value.lowercased())
  }

  private func announce(_ proposal: SavedProposal, _ approval: Approval) {
    let style = Style(descriptor: 2)
    Console.note(
      "\(style.bold(style.cyan("heal")))  proposal \(style.bold("\(proposal.id)")), approved by \(approval.by)"
    )
  }

  private func runOptions(_ tree: ProjectTree) -> [String] {
    ["--project-dir", tree.root]
      + (lock.lockTimeout.map { ["--lock-timeout", "\($0)"] } ?? [])
      + ["--output-format", options.outputFormat.rawValue]
      + (config.map { ["--config", $0] } ?? [])
      + ruleOptions.rules.flatMap { ["--rules", $0] }
  }
}
