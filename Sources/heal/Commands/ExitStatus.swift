import ArgumentParser
import HealRunner

/// heal's exit codes, the same for every command.
extension ExitCode {
  /// Green, healed, or nothing wrong.
  static let good = ExitCode(0)
  /// Not healed; problems or failing tests; a failure that no rule knows.
  static let bad = ExitCode(1)
  /// heal could not do its work: wrong usage, configuration or rules.
  static let unusable = ExitCode(2)
}

/// Ends the command with exit code 2 and one clear message.
func fail(_ message: String, help: String? = nil) -> ExitCode {
  let style = Style(descriptor: 2)
  Console.note("\(style.bold(style.red("error"))): \(message)")
  if let help { Console.note("  \(style.cyan("help")): \(help)") }
  return .unusable
}

/// Runs what the world may refuse; a refusal ends the command with its own sentence and exit code, mostly 2.
func explainingRefusals<Answer>(_ body: () throws -> Answer) throws -> Answer {
  do {
    return try body()
  } catch let refusal as RunnerError {
    _ = fail(refusal.description)
    throw ExitCode(refusal.exitCode)
  }
}
