import ArgumentParser
import HealLanguage
import HealProject

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule, a problem code, an operation or a function by its name.")

  @Argument(help: "For example duckdb.column_not_found, undefined-name, rename_column, closest.")
  var name: String

  @Option(help: ArgumentHelp("The dbt project whose own rules count too.", valueName: "folder"))
  var projectDir: String?

  @OptionGroup var ruleOptions: RuleOptions

  func run() throws {
    let project = DbtProject.find(from: projectDir ?? ".")
    let library = try ruleOptions.library(project: project)
    let explanation = Explanation(library: library, style: Style(descriptor: 1))
    guard let text = explanation.text(for: name) else {
      let near = nearNames(name, among: explanation.names)
      throw fail(
        "nothing is called `\(name)`",
        help: near.isEmpty
          ? "name a rule, a problem code, an operation or a function"
          : "did you mean \(near.map { "`\($0)`" }.joined(separator: ", "))?")
    }
    Console.answer(text)
  }
}
