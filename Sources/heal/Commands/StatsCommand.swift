import ArgumentParser
import HealLanguage
import HealRunner

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Shows how each rule has done on this project.",
    discussion: """
      Measured is the share of a rule's fixes that holds at least, at 95% certainty, with the authored \
      number as what was known before: it weighs as much as ten fixes. A fix that failed the last \
      time needs a person until it has held \(FixStanding.provenAfter) times, each time approved by one.
      """)

  @OptionGroup var project: HistoryOptions

  func run() throws {
    let rules = try explainingRefusals { try project.history()?.standings() } ?? []
    switch project.outputFormat {
    case .json: Console.answer(rules.json.rendered(pretty: true))
    case .text: Console.answer(StatsText(style: Style(descriptor: 1)).render(rules))
    }
  }
}
