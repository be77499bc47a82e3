import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Sets a dbt project up for heal; never overwrites a file.",
    discussion: """
      Writes config/execution_mode.yml, a first rule with its tests into rules/, the lines that .gitignore lacks, \
      and, in a repository on GitHub, a workflow that checks the rules in pull requests. What is there already \
      stays as it is, so that running it again changes nothing.
      """)

  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Flag(help: "Show what would be done; change nothing.")
  var dryRun = false

  @Flag(
    inversion: .prefixedNo, help: "Write a workflow for GitHub, whatever the repository looks like."
  )
  var workflow: Bool?

  func run() throws {
    let project = DbtProject.read(directory: try projectFolder(named: projectDir))
    let rule = ProjectSetup.firstRule(of: project.name ?? "shop")
    try check(rule)
    let setup = ProjectSetup(
      project, policy: InstalledPage.text("execution_mode.example.yml").map(ProjectSetup.policy),
      rule: rule, wantsWorkflow: workflow)
    let steps = setup.steps
    for step in steps {
      if !dryRun { try explainingRefusals { try ProjectSetup.perform(step) } }
      Console.answer(line(step, in: project.directory))
    }
    let isChanged = steps.contains { $0.action != .keep }
    Console.answer("")
    Console.answer(
      dryRun && isChanged
        ? "Nothing was changed. Without --dry-run it is done."
        : "Next: heal doctor, then heal lint && heal test, then heal run -- dbt build")
  }

  /// `created  rules/shop.heal  a first rule with its tests`.
  private func line(_ step: ProjectSetup.Step, in folder: String) -> String {
    let style = Style(descriptor: 1)
    let word =
      switch step.action {
      case .create: style.green(dryRun ? "create " : "created")
      case .append: style.green(dryRun ? "add    " : "added  ")
      case .keep: style.dim("kept   ")
      }
    let root = RuleLibrary.canonical(folder) + "/"
    let path = step.path.hasPrefix(root) ? String(step.path.dropFirst(root.count)) : step.path
    return "\(word)  \(path)  \(style.dim(step.note))"
  }

  /// What is written must be right beside the rules of today.
  private func check(_ rule: String) throws {
    let library = try RuleOptions.parse([]).library(project: nil)
    let source = Source(name: "rules/first.heal", text: rule)
    let compilation = compile(library.sources + [source])
    let own = compilation.rules.rules.filter { $0.location.source == source.name }
    let isGood =
      !own.isEmpty && own.flatMap { runTests(of: $0, in: compilation.rules) }.allSatisfy(\.mismatches.isEmpty)
      && !compilation.problems.contains { problem in
        problem.labels.contains { $0.location.source == source.name }
      }
    guard isGood else {
      throw fail(
        "the first rule does not fit the standard rules that are installed",
        help: "install heal again: its rules and its program are of different versions")
    }
  }
}
