import ArgumentParser
import FoundationEssentials
import HealLanguage
import HealRunner

/// What every command about proposals takes.
struct ProposalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Option(help: "text, or json: one document on standard output.")
  var outputFormat = OutputFormat.text

  /// The project's files; ends the command with exit code 2 where there is no project.
  func tree() throws -> ProjectTree { ProjectTree(root: try projectFolder(named: projectDir)) }

  func store(in tree: ProjectTree) -> ProposalStore {
    ProposalStore(HealFolder(project: tree.root))
  }

  /// Prints a proposal in the chosen format.
  func answer(_ proposal: SavedProposal, in tree: ProjectTree) throws(RunnerError) {
    let moved = proposal.state.isOpen ? try proposal.moved(in: tree) : []
    switch outputFormat {
    case .json: Console.answer(proposal.json(moved: moved).rendered(pretty: true))
    case .text:
      Console.answer(ProposalText(style: Style(descriptor: 1)).render(proposal, moved: moved))
    }
  }
}
