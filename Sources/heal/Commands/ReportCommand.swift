import ArgumentParser
import FoundationEssentials
import HealEngine
import HealProject
import HealRunner

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the history of this project as one HTML page that needs no network.")

  @Option(
    help: ArgumentHelp(
      "The page's file; .heal/report.html of the project when left out, `-` for standard output.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  /// So many runs are shown at most.
  private static let runLimit = 1000

  func run() throws {
    let directory = try projectFolder(named: projectDir)
    let project = DbtProject.read(directory: directory)
    let page = try explainingRefusals { try self.page(of: project) }
    if output == "-" { return Console.write(page.html.text, to: 1) }
    let path = try explainingRefusals {
      try output ?? ownPlace(in: HealFolder(project: directory))
    }
    do {
      try Data(page.html.text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw fail(
        "cannot write `\(path)`", help: "name another file with --output; its folder must exist")
    }
    Console.answer("\(path): \(page.runs.count.counted("run"))")
  }

  /// A page in heal's own folder leaves the working tree clean.
  private func ownPlace(in folder: HealFolder) throws(RunnerError) -> String {
    try folder.create()
    return folder.path + "/report.html"
  }

  /// - Throws: `RunnerError` for a history or a policy that cannot be read; `ExitCode` for a pattern that is none.
  private func page(of project: DbtProject) throws -> HistoryPage {
    let folder = HealFolder(project: project.directory)
    let history = try History.existing(in: folder)
    let environment = ProcessInfo.processInfo.environment
    let settings = try Settings.read(project: project.directory, environment: environment)
    let redact = RedactionDoor(
      try redactor(environment: environment, patterns: settings.redactedPatterns)
    ).redact
    return HistoryPage(
      project: project.name ?? "dbt project", made: .now,
      runs: (try history?.runs(limit: Self.runLimit) ?? []).map { $0.redacted(by: redact) },
      runCount: try history?.runCount() ?? 0, rules: try history?.standings() ?? [],
      unknown: (try history?.unknownFailures(limit: 20) ?? []).map { $0.redacted(by: redact) },
      waiting: WaitingProposal.all(in: folder).map { $0.redacted(by: redact) })
  }
}
