import ArgumentParser
import FoundationEssentials
import HealRunner

/// How long to wait for the project, where a command changes something.
struct LockOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long to wait for another heal run on the project.", valueName: "seconds"))
  var lockTimeout: Double?

  func validate() throws { try Self.validate(lockTimeout) }

  /// - Throws: `ValidationError` for what the policy does not accept either.
  static func validate(_ seconds: Double?) throws {
    guard let seconds, !(0...86_400).contains(seconds) else { return }
    throw ValidationError("--lock-timeout is a number of seconds from 0 to 86400")
  }

  /// Holds the project while `body` runs.
  func holding<Answer>(
    _ project: String, _ name: String, interruption: Interruption = Interruption(),
    _ body: () throws(RunnerError) -> Answer
  ) throws(RunnerError) -> Answer {
    let lock = try RunLock(
      HealFolder(project: project), owner: name, timeout: lockTimeout ?? usualTimeout(project),
      interruption: interruption
    ) { Console.note("heal: waiting for another run on this project (\($0))") }
    defer { lock.release() }
    let folder = HealFolder(project: project)
    if folder.isTracked(CommandRunner(interruption: interruption)) { throw .trackedState }
    return try body()
  }

  /// The policy's; a wrong policy must not keep anyone from undoing or saying no.
  private func usualTimeout(_ project: String) -> Double {
    let environment = ProcessInfo.processInfo.environment
    let settings = try? Settings.read(project: project, environment: environment)
    return (settings ?? Settings()).limits.lockTimeout
  }
}
