import ArgumentParser
import HealLanguage
import HealRunner

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Lists the runs of this project, newest first.",
    subcommands: [ListRuns.self, ImportHistory.self], defaultSubcommand: ListRuns.self)

  struct ListRuns: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the runs of this project, newest first.")

    @Option(help: "How many runs at most.")
    var limit = 20

    @OptionGroup var project: HistoryOptions

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit is a number above 0") }
    }

    func run() throws {
      let runs = try explainingRefusals { try project.history()?.runs(limit: limit) } ?? []
      switch project.outputFormat {
      case .json: Console.answer(runs.json.rendered(pretty: true))
      case .text: Console.answer(HistoryText(style: Style(descriptor: 1)).render(runs))
      }
    }
  }

  struct ImportHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Takes over the runs of other machines; doing it twice changes nothing.")

    @Argument(help: ArgumentHelp("The `.heal/history.db` of other machines.", valueName: "file"))
    var files: [String]

    @Option(
      help: ArgumentHelp(
        "The dbt project; else found from this folder upwards.", valueName: "folder"))
    var projectDir: String?

    func run() throws {
      let folder = HealFolder(project: try projectFolder(named: projectDir))
      try explainingRefusals {
        try folder.create()
        let history = try History(of: folder)
        for file in files {
          let done = try history.importRuns(of: file)
          let updated = done.updated > 0 ? ", \(done.updated) brought up to date" : ""
          Console.answer(
            "\(file): \(done.added.counted("new run"))\(updated), \(done.known) known already")
        }
      }
    }
  }
}

/// Options of the commands that show the history.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Option(help: "text or json.")
  var outputFormat = OutputFormat.text

  /// nil where heal has not run yet.
  func history() throws -> History? {
    try History.existing(in: HealFolder(project: try projectFolder(named: projectDir)))
  }
}
