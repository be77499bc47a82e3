import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner
import Platform

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a dbt command, and heals it when it fails.",
    usage: "heal run [options] -- dbt build …",
    discussion: """
      dbt's output streams through unaltered. When dbt fails, heal diagnoses the failure with its \
      rules, applies the best fix that config/execution_mode.yml allows, verifies it and resumes. \
      If that does not turn the run green, everything is put back as it was.

      Exit code 0: green, healed or not needed · 1: not healed · 2: usage, configuration or rules \
      wrong · 3: a fix waits for approval · 130: interrupted.
      """)

  @OptionGroup var policy: PolicyOptions

  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Flag(help: "Show what would be done; change nothing.")
  var dryRun = false

  @Flag(help: "With --dry-run: show all edits as one patch.")
  var diff = false

  @Flag(help: "Approve what would be asked, but nothing destructive.")
  var yes = false

  @Option(
    help:
      "text, or json: one document on standard output; dbt's output goes to standard error then.")
  var outputFormat = OutputFormat.text

  @OptionGroup var ruleOptions: RuleOptions

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The dbt command; `dbt build` when left out."))
  var command: [String] = []

  func validate() throws {
    if diff, !dryRun { throw ValidationError("--diff goes with --dry-run") }
    guard let first = command.first, first.hasPrefix("-"), first != "--" else { return }
    if ["--help", "-h"].contains(first) { throw CleanExit.helpRequest(self) }
    throw ValidationError("Unknown option '\(first)'")
  }

  func run() throws {
    let invocation = dbtCommand
    if !OpenFiles.suffice { try runAlone(invocation) }
    let project = try project(of: invocation)
    try explainingRefusals { try heal(invocation, project) }
  }

  /// - Parameters:
  ///   - invocation: the dbt command.
  ///   - project: the project it is about.
  ///   - configure: makes of the session what the options do not say.
  /// - Throws: the exit code, where it is not 0, and ``RunnerError``.
  func heal(
    _ invocation: [String], _ project: DbtProject, configure: (inout Session) -> Void = { _ in }
  ) throws {
    var settings = try policy.settings(in: project.directory)
    let rules = try RulesWhenNeeded(
      ruleOptions, project: project.directory, notes: settings.notes.path)
    settings.remarks += rules.remarks
    guard OpenFiles.suffice else { throw fail(OpenFiles.remark) }
    let interruption = Interruption()
    let trust = settings.trust
    interruption.listen { _ in RecoverCommand.takeOver(project.directory, trusting: trust) }
    var session = try Session(
      command: invocation, project: project, settings: settings,
      diagnostician: { rules.diagnostician },
      runner: CommandRunner(
        interruption: interruption, standardOutput: outputFormat == .json ? 2 : 1),
      environment: ProcessInfo.processInfo.environment)
    session.isDryRun = dryRun
    session.approvesReview = yes
    session.rulePaths = ruleOptions.rules
    session.approver = TerminalApprover(interruption)
    session.tellsProject = projectDir != nil
    #if DEBUG
      let environment = ProcessInfo.processInfo.environment
      if let hook = environment["HEAL_TEST_KILL_AT"].flatMap(JournalStep.killing) {
        session.onStep = hook
      }
    #endif
    configure(&session)
    try session.keepCompany(rules)
    let progress = RunProgress(settings: session.settings)
    session.report = progress.show
    progress.begin(invocation)
    try finish(try session.heal())
  }

  /// Has dbt take this process's place where heal itself cannot work.
  private func runAlone(_ invocation: [String]) throws {
    try explainingRefusals {
      guard DbtCommand(invocation) != nil else { throw RunnerError.notDbt(invocation) }
      Console.note("heal: \(OpenFiles.remark), so it only runs dbt")
      if outputFormat == .json { dup2(2, 1) }
      if let projectDir { unsafe setenv("DBT_PROJECT_DIR", projectDir, 1) }
      throw becoming(invocation)
    }
  }

  private func finish(_ outcome: Outcome) throws {
    switch outputFormat {
    case .json: Console.answer(outcome.json.rendered(pretty: true))
    case .text:
      Console.answer(ReportText(style: Style(descriptor: 1), showsPatch: diff).render(outcome))
    }
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  /// The words after `--`, or all that follows the options.
  private var dbtCommand: [String] {
    let words = command.first == "--" ? Array(command.dropFirst()) : command
    return words.isEmpty ? ["dbt", "build"] : words
  }

  /// The project named by `--project-dir`, heal's own or dbt's, else the nearest one upwards.
  func project(of invocation: [String]) throws -> DbtProject {
    let named = projectDir ?? DbtCommand(invocation)?.projectDirectory
    return DbtProject.read(directory: try projectFolder(named: named))
  }
}
