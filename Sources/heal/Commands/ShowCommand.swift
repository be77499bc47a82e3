import ArgumentParser
import HealRunner

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a proposal: its diff, its evidence, and what approving it would do.")

  @Argument(
    help: ArgumentHelp("The proposal, or the beginning of its name.", valueName: "proposal"))
  var id: String

  @OptionGroup var options: ProposalOptions

  func run() throws {
    let tree = try options.tree()
    try explainingRefusals {
      try options.answer(try options.store(in: tree).proposal(id), in: tree)
    }
  }
}
