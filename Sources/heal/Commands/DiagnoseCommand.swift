import ArgumentParser
import HealEngine
import HealLanguage
import HealProject

struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Says what a failure is and what would heal it; never runs dbt.",
    discussion: """
      INPUT is a log file, a run_results.json, a folder with dbt's logs/ and target/, or the message \
      itself; standard input when it is left out. Exit code 0 when a rule knows every failure, 1 \
      when one is unknown, 2 when the input cannot be read.

      With --jsonl each line of standard input is {"id": …, "text": "…", "adapter": "…"} and each \
      line of the answer is its diagnosis, in the same order.
      """)

  @Argument(help: "What to read.")
  var input: String?

  @Option(help: "The warehouse that printed it, such as duckdb or snowflake.")
  var adapter: String?

  @Option(help: ArgumentHelp("The dbt project the failure belongs to.", valueName: "folder"))
  var projectDir: String?

  @Option(help: "text or json.")
  var outputFormat = OutputFormat.text

  @Flag(help: "Read and answer JSON lines, one failure a line.")
  var jsonl = false

  @OptionGroup var ruleOptions: RuleOptions

  func run() throws {
    let project = DbtProject.find(from: projectDir ?? ".").map(DbtProject.read)
    let diagnostician = Diagnostician(try ruleOptions.compiled(project: project?.directory))
    if jsonl { return BulkDiagnosis(diagnostician, adapter: adapter).run() }
    let input = FailureInput(input, adapter: adapter)
    let diagnoses = diagnostician.diagnose(
      try input.readFailures(), evidence: input.evidence(project))
    Console.answer(rendered(diagnoses))
    if diagnoses.contains(where: { $0.findings.isEmpty }) { throw ExitCode.bad }
  }

  private func rendered(_ diagnoses: [Diagnosis]) -> String {
    switch outputFormat {
    case .json: JSON.object([("failures", .list(diagnoses.map(\.json)))]).rendered(pretty: true)
    case .text: DiagnosisText(style: Style(descriptor: 1)).render(diagnoses)
    }
  }
}
