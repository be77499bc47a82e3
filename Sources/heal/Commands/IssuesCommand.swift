import ArgumentParser
import FoundationEssentials
import HealEngine
import HealRunner

struct IssuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issues",
    abstract: "What could not be said on GitHub yet, and saying it.",
    subcommands: [List.self, Flush.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists what waits to be said on GitHub.")

    @Option(
      help: ArgumentHelp(
        "The dbt project; else found from this folder upwards.", valueName: "folder"))
    var projectDir: String?

    func run() throws {
      let folder = HealFolder(project: try projectFolder(named: projectDir))
      let letters = IssueOutbox(folder).letters
      if letters.isEmpty { Console.answer("Nothing waits to be said on GitHub.") }
      for letter in letters { Console.answer(letter.line) }
    }
  }

  struct Flush: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "flush", abstract: "Says on GitHub what could not be said before.",
      discussion:
        "Exit code 0: all is said · 1: something is left · 2: usage or configuration wrong.")

    @Option(
      help: ArgumentHelp(
        "The dbt project; else found from this folder upwards.", valueName: "folder"))
    var projectDir: String?

    @Option(
      help: ArgumentHelp(
        "The policy file instead of config/execution_mode.yml.", valueName: "file"))
    var config: String?

    @Option(
      help: ArgumentHelp(
        "How long to wait for another heal run on the project.", valueName: "seconds"))
    var lockTimeout: Double?

    func validate() throws { try LockOptions.validate(lockTimeout) }

    func run() throws {
      let folder = try projectFolder(named: projectDir)
      let result = try explainingRefusals { try flush(folder) }
      for letter in result.said { Console.answer("said       \(letter.line)") }
      for letter in result.left { Console.answer("left       \(letter.line)") }
      for remark in result.remarks { Console.note("heal: \(remark)") }
      if result.said.isEmpty, result.left.isEmpty {
        Console.answer("Nothing waits to be said on GitHub.")
      }
      if !result.left.isEmpty { throw ExitCode.bad }
    }

    private func flush(_ project: String) throws -> IssuePost.Result {
      let environment = ProcessInfo.processInfo.environment
      let settings = try Settings.read(
        project: project, file: config, environment: environment)
      let interruption = Interruption()
      interruption.listen()
      let folder = HealFolder(project: project)
      let lock = try RunLock(
        folder, owner: "issues flush", timeout: lockTimeout ?? settings.limits.lockTimeout,
        interruption: interruption
      ) { Console.note("heal: waiting for another run on this project (\($0))") }
      defer { lock.release() }
      if folder.isTracked(CommandRunner(interruption: interruption)) {
        throw RunnerError.trackedState
      }
      var post = IssuePost(
        folder: folder, project: project, settings: settings.issues,
        trust: settings.trust, runner: CommandRunner(interruption: interruption),
        environment: environment,
        redact: RedactionDoor(
          try redactor(environment: environment, patterns: settings.redactedPatterns)
        ).redact)
      return post.deliver()
    }
  }
}

extension IssueLetter {
  /// `20261123-… #12 Pipeline Failure: …: what is still to be said (why)`.
  fileprivate var line: String {
    let number = issue.map { "#\($0.number) " } ?? ""
    let why = trouble.map { " (\($0))" } ?? ""
    return "\(run)  \(number)\(title): \(unsaid)\(why)"
  }
}
