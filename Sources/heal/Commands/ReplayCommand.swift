import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Runs the rules over old logs and artifacts, without acting.",
    discussion: """
      FOLDER holds, however deep, dbt.log files (rotated ones too), what dbt printed, logs as JSON, \
      run_results.json, recordings, and the logs of Airflow or containers around dbt. Says what would have been \
      healed, what no rule knows (by shape, most frequent first), what failed and passed the next time, which \
      rules match what green runs print, and which never spoke.

      Judged as in the mode autonomous with the policy of the project at hand; a fix that edits a file counts if \
      the file was as the rule expects, for old logs do not have it. Exit code 0; 2 when there is nothing to read.
      """)

  @Argument(help: "A folder, or one file.")
  var folder: String

  @Option(help: "The warehouse of runs that do not tell theirs.")
  var adapter: String?

  @Option(help: ArgumentHelp("The dbt project whose rules and policy count.", valueName: "folder"))
  var projectDir: String?

  @Option(help: ArgumentHelp("How many lines of each list; 0 for all.", valueName: "count"))
  var top = 10

  @Option(help: "text or json.")
  var outputFormat = OutputFormat.text

  @OptionGroup var ruleOptions: RuleOptions

  func validate() throws {
    if top < 0 { throw ValidationError("--top takes a number from 0") }
  }

  func run() throws {
    let project = DbtProject.find(from: projectDir ?? ".")
    let rules = try ruleOptions.compiled(project: project)
    guard var past = PastFolder(folder) else {
      throw fail("there is no file or folder `\(folder)`")
    }
    let policy = try policy(project)
    let replay = Replay(Diagnostician(rules), policy: policy, adapter: adapter)
    past.forEachRun(replay.take)
    let report = replay.report
    let text = ReplayText(
      report: report, past: past, policy: policy, limit: top == 0 ? .max : top,
      style: Style(descriptor: 1))
    switch outputFormat {
    case .text: Console.answer(text.rendered)
    case .json: Console.answer(text.json.rendered(pretty: true))
    }
    guard report.runCount > 0 else {
      throw fail(
        "no run of dbt was found in `\(folder)`",
        help: "name a folder with dbt.log files, captured output, JSON logs or run_results.json")
    }
  }

  private func policy(_ project: String?) throws -> Policy {
    let environment = ProcessInfo.processInfo.environment
    let settings = try explainingRefusals {
      try project.map { try Settings.read(project: $0, environment: environment) }
    }
    var policy = (settings ?? Settings()).policy
    policy.mode = .autonomous
    policy.fixesLeft = nil
    return policy
  }
}
