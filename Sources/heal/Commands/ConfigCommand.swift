import ArgumentParser
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows what config/execution_mode.yml, the environment and flags settle.",
    subcommands: [Show.self, Schema.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints every setting in effect and where it comes from.",
      discussion: "URLs of webhooks are hidden. Exit code 2 when a value is wrong.")

    @OptionGroup var policy: PolicyOptions

    @Option(
      help: ArgumentHelp(
        "The dbt project; else found from this folder upwards.", valueName: "folder"))
    var projectDir: String?

    @Option(help: "text or json.")
    var outputFormat = OutputFormat.text

    func run() throws {
      var settings = try explainingRefusals { try policy.settings(in: try folder) }
      settings.remarks += strangers(in: settings, try folder)
      switch outputFormat {
      case .json: Console.answer(settings.json.rendered(pretty: true))
      case .text:
        Console.answer(SettingsText(style: Style(descriptor: 1)).render(settings))
        let style = Style(descriptor: 2)
        for remark in settings.remarks { Console.note(style.yellow("warning: ") + remark) }
      }
    }

    /// What the policy wants proposed by a name that no rule has. Where it names none the rules are not read.
    private func strangers(in settings: Settings, _ folder: String) -> [String] {
      let scope = settings.policy.propose
      guard !(scope.rules.isEmpty && scope.categories.isEmpty) else { return [] }
      let library = try? RuleLibrary(project: folder, extra: [], notes: settings.notes.path)
      return library.map { scope.remarks(on: $0.compiled().rules) } ?? []
    }

    /// The project's, or this one: a policy file may lie above several projects.
    private var folder: String {
      get throws {
        guard let projectDir else { return DbtProject.find(from: ".") ?? "." }
        return try projectFolder(named: projectDir)
      }
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints the JSON Schema of the file, for editors.")

    func run() { Console.answer(Settings.schema.rendered(pretty: true)) }
  }
}
