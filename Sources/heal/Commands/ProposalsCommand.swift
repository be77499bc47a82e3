import ArgumentParser
import HealLanguage
import HealRunner

struct ProposalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proposals", abstract: "Lists the fixes that wait for a person.")

  @Flag(help: "Those too that have been decided on.")
  var all = false

  @OptionGroup var options: ProposalOptions

  func run() throws {
    let tree = try options.tree()
    let (found, problems) = options.store(in: tree).all
    for problem in problems { Console.note("heal: \(problem)") }
    let shown = found.filter { all || $0.state.isOpen }
    let moved = try explainingRefusals {
      try shown.map { $0.state.isOpen ? try $0.moved(in: tree) : [] }
    }
    switch options.outputFormat {
    case .json:
      let list = zip(shown, moved).map { $0.json(moved: $1) }
      Console.answer(JSON.object([("proposals", .list(list))]).rendered(pretty: true))
    case .text:
      let text = ProposalText(style: Style(descriptor: 1))
      if shown.isEmpty { Console.answer(all ? "No proposal is kept." : "No proposal waits.") }
      for (proposal, moved) in zip(shown, moved) {
        Console.answer(text.line(proposal, moved: moved))
      }
    }
  }
}
