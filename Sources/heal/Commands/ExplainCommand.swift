import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule, a problem code, an operation or a function; or a failure.",
    discussion: """
      Of a failure it shows which rule won and why: what else matched, what was overridden, the confidence of \
      each fix and what it rests on. A failure is a log, a run_results.json, a folder with dbt's logs/ and \
      target/, a recording, or the message itself; `-` is standard input.

      With --why-not it shows the rules that came nearest to a failure that no rule knows: how far their patterns \
      got in the text, what they wanted there, and which guard did not hold. With --rule NAME it shows that for \
      one rule, whatever knows the failure. Exit code 0; 1 when --why-not finds nothing near; 2 when there is no \
      such name or nothing to read.
      """)

  @Argument(
    help: ArgumentHelp(
      "A name, for example duckdb.column_not_found, undefined-name or closest; or a failure.",
      valueName: "name or failure"))
  var subject: String?

  @Option(help: "List all words of one kind: \(WordList.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var list: WordList.Kind?

  @Flag(help: "Why no rule knows the failure; of the last run here when none is named.")
  var whyNot = false

  @Option(help: ArgumentHelp("With --why-not: the rule that was expected.", valueName: "name"))
  var rule: String?

  @Option(help: ArgumentHelp("With --why-not: how many rules to show.", valueName: "count"))
  var nearest = 3

  @Option(help: "The warehouse that printed the failure, such as duckdb or snowflake.")
  var adapter: String?

  @Option(help: ArgumentHelp("The dbt project whose own rules count too.", valueName: "folder"))
  var projectDir: String?

  @Option(help: "text or json; json of failures and lists only.")
  var outputFormat = OutputFormat.text

  @OptionGroup var ruleOptions: RuleOptions

  func validate() throws {
    if list != nil {
      guard subject == nil, !whyNot else { throw ValidationError("--list goes with no name") }
      return
    }
    if subject == nil, !whyNot { throw ValidationError("Name what is to be explained") }
    if rule != nil, !whyNot { throw ValidationError("--rule goes with --why-not") }
    if nearest < 1 { throw ValidationError("--nearest takes a number from 1") }
  }

  func run() throws {
    let folder = DbtProject.find(from: projectDir ?? ".")
    let library = try ruleOptions.library(project: folder)
    if let list { return show(WordList(list, rules: library.compiled().rules)) }
    if whyNot { return try explainWhyNot(library, folder) }
    guard let subject else { return }
    let explanation = Explanation(library: library, style: Style(descriptor: 1))
    if let text = explanation.text(for: subject) { return Console.answer(text) }
    guard isFailure(subject) else { throw nothingCalled(subject, explanation) }
    try explainFailures(library, folder)
  }

  private func show(_ list: WordList) {
    switch outputFormat {
    case .text: Console.answer(list.text(Style(descriptor: 1)))
    case .json: Console.answer(list.json.rendered(pretty: true))
    }
  }

  /// What has no file and no blank in it was meant as a name.
  private func isFailure(_ subject: String) -> Bool {
    subject == "-" || subject.contains(where: \.isWhitespace)
      || FileManager.default.fileExists(atPath: subject)
  }

  private func nothingCalled(_ name: String, _ explanation: Explanation) -> ExitCode {
    let near = nearNames(name, among: explanation.names)
    return fail(
      "nothing is called `\(name)`",
      help: near.isEmpty
        ? "`heal explain --list rules` (or operations, functions, facts …) names all there are; name a rule, a problem code, an operation or a function; or give a failure: a log, or the message in quotes"
        : "did you mean \(near.map { "`\($0)`" }.joined(separator: ", "))?")
  }

  // MARK: Failures

  /// What was named; without a name what comes in, and where nothing can come in the last run of the project.
  private func input(_ folder: String?) -> FailureInput {
    let place = subject ?? (StandardInput.isTerminal ? folder ?? "." : nil)
    return FailureInput(place, adapter: adapter)
  }

  private func explainFailures(_ library: RuleLibrary, _ folder: String?) throws {
    let input = input(folder)
    let evidence = input.evidence(folder.map(DbtProject.read))
    let diagnostician = Diagnostician(try ruleOptions.compiled(library))
    let contests = try input.readFailures().map { failure in
      diagnostician.contest(failure, evidence: evidence)
    }
    let text = ContestText(library: library, style: Style(descriptor: 1))
    switch outputFormat {
    case .text:
      Console.answer(
        contests.isEmpty
          ? "No failure found." : contests.map(text.render).joined(separator: "\n\n"))
    case .json:
      Console.answer(
        JSON.object([("failures", .list(contests.map(text.json)))]).rendered(pretty: true))
    }
  }

  private func explainWhyNot(_ library: RuleLibrary, _ folder: String?) throws {
    let input = input(folder)
    let evidence = input.evidence(folder.map(DbtProject.read))
    let question = WhyNotQuestion(
      rules: try ruleOptions.compiled(library), evidence: evidence, count: nearest)
    let answers: [WhyNotAnswer]
    if let rule {
      answers = try question.answers(for: try input.readFailures(), rule: named(rule, question))
    } else {
      answers = question.answers(for: try input.readFailures())
    }
    let text = WhyNotText(library: library, style: Style(descriptor: 1))
    switch outputFormat {
    case .text: Console.answer(text.render(answers, of: question))
    case .json: Console.answer(text.json(answers).rendered(pretty: true))
    }
    if answers.contains(where: \.isHelpless) { throw ExitCode.bad }
  }

  private func named(_ name: String, _ question: WhyNotQuestion) throws -> Rule {
    let rules = question.rules
    if let rule = rules.rules.first(where: { $0.name == name }) { return rule }
    if let rule = rules.disabled.first(where: { $0.name == name }) {
      throw fail("`\(name)` is disabled: \(rule.reason)")
    }
    let near = nearNames(name, among: rules.rules.map(\.name))
    throw fail(
      "there is no rule `\(name)`",
      help: near.isEmpty
        ? "`heal explain CATEGORY` lists the rules of a category"
        : "did you mean \(near.map { "`\($0)`" }.joined(separator: ", "))?")
  }
}
