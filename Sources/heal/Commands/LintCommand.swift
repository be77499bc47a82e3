import ArgumentParser
import HealEngine
import HealLanguage
import HealProject

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Checks rule files and says all that is wrong, with the place and what to do.",
    discussion: "Exit code 0 without errors, 1 with errors, 2 when the rules cannot be read.")

  @Argument(help: "Files or folders; `rules` when left out.")
  var paths: [String] = []

  @Option(help: "text or json.")
  var outputFormat = OutputFormat.text

  @Flag(help: "Report matters of taste too.")
  var style = false

  func run() throws {
    let authored = try AuthoredRules.read(paths)
    let problems = lint(
      authored.sources, compiled: authored.compilation,
      options: LintOptions(names: authored.names, includesStyle: style))
    switch outputFormat {
    case .json:
      Console.answer(problems.json(authored.sources).rendered(pretty: true))
    case .text:
      if !problems.isEmpty {
        Console.answer(
          problems.rendered(authored.sources, colored: Style(descriptor: 1).isColoured) + "\n")
      }
      Console.answer(summary(problems, authored))
    }
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode.bad }
  }

  /// `46 rules in 12 files: 0 errors, 2 warnings`.
  private func summary(_ problems: [Problem], _ authored: AuthoredRules) -> String {
    let count = { (severity: Problem.Severity) in problems.count { $0.severity == severity } }
    return "\(authored.rules.count.counted("rule")) in \(authored.names.count.counted("file")): "
      + "\(count(.error).counted("error")), \(count(.warning).counted("warning"))"
  }
}

extension AuthoredRules {
  /// The rules at these paths; ends the command with exit code 2 where they cannot be read.
  static func read(_ paths: [String]) throws -> AuthoredRules {
    do throws(UnreadableRules) {
      return try AuthoredRules(paths: paths)
    } catch {
      throw fail(
        "cannot read the rules at `\(error.path)`: \(error.reason)",
        help: "name a `.heal` file or a folder that has some")
    }
  }
}
