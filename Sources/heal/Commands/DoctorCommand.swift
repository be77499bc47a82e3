import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks the ground that heal stands on, and says what to do.",
    discussion: """
      Looks at the project, dbt and its adapter, the rules, the policy, PCRE2, git, gh, permissions and the lock. \
      Changes nothing; connects to the warehouse only with --connect. Exit code 0 when heal can work, warnings \
      included; 1 when something is broken.
      """)

  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Option(help: ArgumentHelp("The words that run dbt: \"uv run dbt\".", valueName: "command"))
  var dbt = "dbt"

  @Flag(help: "Run dbt debug too, which connects to the warehouse.")
  var connect = false

  @Option(help: "text or json.")
  var outputFormat = OutputFormat.text

  @OptionGroup var ruleOptions: RuleOptions

  func validate() throws {
    if dbt.allSatisfy({ $0 == " " }) { throw ValidationError("--dbt takes a command") }
  }

  func run() throws {
    let folder = DbtProject.find(from: projectDir ?? ".")
    let environment = ProcessInfo.processInfo.environment
    let interruption = Interruption()
    interruption.listen()
    var settings = Result { () throws(RunnerError) in
      try Settings.read(project: folder ?? ".", environment: environment)
    }
    let (rules, known) = rulesResult(folder, try? settings.get())
    settings = settings.map { read in
      var read = read
      read.remarks += known.map(read.policy.propose.remarks) ?? []
      return read
    }
    let checkup = Checkup(
      project: folder.map(DbtProject.read), dbt: dbt.split(separator: " ").map(String.init),
      settings: settings, runner: CommandRunner(interruption: interruption),
      environment: environment, connects: connect)
    let results = checkup.results(rules: rules)
    switch outputFormat {
    case .json: Console.answer(json(results).rendered(pretty: true))
    case .text: Console.answer(text(results))
    }
    if results.contains(where: { $0.status == .broken }) { throw ExitCode.bad }
  }

  /// What is found of the rules, and the rules themselves where they can be read.
  private func rulesResult(_ folder: String?, _ settings: Settings?) -> (CheckResult, RuleSet?) {
    let library: RuleLibrary
    do throws(UnreadableRules) {
      library = try RuleLibrary(
        project: folder, extra: ruleOptions.rules, notes: (settings ?? Settings()).notes.path)
    } catch {
      let result = CheckResult(
        "rules", .broken, "cannot read \(error.path): \(error.reason)",
        remedy: "make it readable, or name another one with --rules")
      return (result, nil)
    }
    guard RuleLibrary.standardFolder != nil else {
      let result = CheckResult(
        "rules", .broken, "the standard rules are not installed beside heal",
        remedy: "make install, or name their folder with HEAL_STANDARD_RULES")
      return (result, nil)
    }
    let compilation = library.compiled()
    return (rulesResult(compilation), compilation.rules)
  }

  private func rulesResult(_ compilation: Compilation) -> CheckResult {
    let rules = compilation.rules.rules
    let own = rules.count { $0.layer != .standard }
    let count = "\(rules.count.counted("rule")), \(own) of the project's own"
    guard !compilation.hasErrors else {
      let errors = compilation.problems.count { $0.severity == .error }
      return CheckResult(
        "rules", .broken, "\(count); \(errors.counted("error"))",
        remedy: "heal lint says what and where")
    }
    return CheckResult("rules", .good, count)
  }

  private func text(_ results: [CheckResult]) -> String {
    let style = Style(descriptor: 1)
    let width = results.map(\.name.count).max() ?? 0
    let lines = results.flatMap { result -> [String] in
      let space = String(repeating: " ", count: width - result.name.count + 2)
      let finding = result.finding.lines.joined(
        separator: "\n" + String(repeating: " ", count: width + 6))
      let line = "  \(result.status.mark(style)) \(result.name)\(space)\(finding)"
      guard let remedy = result.remedy else { return [line] }
      return [line, String(repeating: " ", count: width + 6) + style.cyan("→ ") + remedy]
    }
    return (lines + ["", summary(results)]).joined(separator: "\n")
  }

  private func summary(_ results: [CheckResult]) -> String {
    let broken = results.count { $0.status == .broken }
    let warnings = results.count { $0.status == .warning }
    return broken > 0
      ? "heal cannot work here yet: \(broken) broken, \(warnings.counted("warning"))"
      : "heal can work here: \(warnings.counted("warning"))"
  }

  private func json(_ results: [CheckResult]) -> JSON {
    .object([
      (
        "checks",
        .list(
          results.map { result in
            .object([
              ("name", .text(result.name)), ("status", .text(result.status.rawValue)),
              ("finding", .text(result.finding)), ("remedy", .known(result.remedy)),
            ])
          })
      ),
      ("ok", .bool(!results.contains { $0.status == .broken })),
    ])
  }
}

extension CheckResult.Status {
  fileprivate func mark(_ style: Style) -> String {
    switch self {
    case .good: style.green("✓")
    case .note: style.dim("·")
    case .warning: style.yellow("!")
    case .broken: style.red("✗")
    }
  }
}
