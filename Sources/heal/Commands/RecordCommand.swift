import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Runs a dbt command and keeps the failure as a recording for `heal test`.",
    usage: "heal record [options] -- dbt build …",
    discussion: """
      Heals nothing. A recording is a folder with what dbt printed and wrote about the nodes that failed, \
      the project's files that matter, and `expect.heal`, which says what the rules are to make of it. \
      Passwords, tokens, addresses and values of rows are taken out, and it is shown where; times, ids \
      and paths are made the same, so that the same failure gives the same bytes. Look it through before \
      you commit it.

      Exit code 0: recorded · 1: nothing to record (dbt passed, or failed with --green) · 2: usage, \
      configuration or rules wrong · 130: interrupted.
      """)

  @Flag(help: "Keep a run that passes: no rule may know anything of it.")
  var green = false

  @Option(help: "What the recording's folder is called; named for the failure when left out.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Where recordings are kept; `recordings` in the project when left out.", valueName: "folder"))
  var into: String?

  @Option(
    help: ArgumentHelp("The dbt project; else found from this folder upwards.", valueName: "folder")
  )
  var projectDir: String?

  @Option(
    help: ArgumentHelp("The policy file instead of config/execution_mode.yml.", valueName: "file"))
  var config: String?

  @OptionGroup var ruleOptions: RuleOptions

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The dbt command; `dbt build` when left out."))
  var command: [String] = []

  func validate() throws {
    if let name, name.isEmpty || name.hasPrefix(".") || name.contains("/") {
      throw ValidationError("--name is the name of a folder, without slashes; see --into")
    }
    guard let first = command.first, first.hasPrefix("-"), first != "--" else { return }
    if ["--help", "-h"].contains(first) { throw CleanExit.helpRequest(self) }
    throw ValidationError("Unknown option '\(first)'")
  }

  func run() throws {
    let words = command.first == "--" ? Array(command.dropFirst()) : command
    let invocation = words.isEmpty ? ["dbt", "build"] : words
    let named = projectDir ?? DbtCommand(invocation)?.projectDirectory
    let project = DbtProject.read(directory: try projectFolder(named: named))
    let kept = try explainingRefusals { try record(invocation, project) }
    guard kept.recording != nil else { throw nothingKept(kept) }
    Console.answer(RecordText(style: Style(descriptor: 1)).render(kept))
  }

  private func record(_ invocation: [String], _ project: DbtProject) throws -> RecordedRun {
    let environment = ProcessInfo.processInfo.environment
    let settings = try Settings.read(
      project: project.directory, file: config, environment: environment)
    let interruption = Interruption()
    interruption.listen()
    var recorder = try Recorder(
      command: invocation, project: project, runner: CommandRunner(interruption: interruption),
      environment: environment,
      redactor: try redactor(environment: environment, patterns: settings.redactedPatterns),
      diagnostician: Diagnostician(try ruleOptions.compiled(project: project.directory)),
      version: Version.text)
    recorder.wantsGreen = green
    recorder.tellsProject = projectDir != nil
    recorder.lockTimeout = settings.limits.lockTimeout
    return try recorder.record(
      into: into ?? usualFolder(of: project), name: name)
  }

  private func usualFolder(of project: DbtProject) -> String {
    let name = TestPaths.usualRecordings
    return project.directory == "." ? name : ProjectFiles.joined(project.directory, name)
  }

  private func nothingKept(_ kept: RecordedRun) -> ExitCode {
    switch (kept.exit, green) {
    case (.code(0), false):
      Console.note(
        "heal: dbt passed, so there is no failure to keep; --green keeps a run that passes")
    case (.code(130), _), (.signal, _): return ExitCode(130)
    default: Console.note("heal: dbt failed, so it is no green run; leave --green out to keep it")
    }
    return .bad
  }
}
