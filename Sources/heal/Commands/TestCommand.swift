import ArgumentParser
import HealEngine
import HealLanguage
import HealProject

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests that rules carry.",
    discussion: """
      A test is noisy when its rule matched what it should not, missing when it did not match, wrong \
      when its fix, file, capture or advice is another. Exit code 0 when all pass, 1 when one fails \
      or there is none, 2 when the rules cannot be read.
      """)

  @Argument(help: "Files or folders; `rules` when left out.")
  var paths: [String] = []

  @Option(help: "text or json.")
  var outputFormat = OutputFormat.text

  func run() throws {
    let authored = try AuthoredRules.read(paths)
    let errors = authored.problems.filter { $0.severity == .error }
    let results = authored.rules.flatMap(runTests)
    switch outputFormat {
    case .json: Console.answer(results.json(authored.sources).rendered(pretty: true))
    case .text: Console.answer(TestText(sources: authored.sources).render(results, authored.rules))
    }
    if !errors.isEmpty {
      Console.note(errors.rendered(authored.sources, colored: Style(descriptor: 2).isColoured))
    }
    if results.isEmpty { Console.note("no tests: write a `test` block into a rule") }
    let isGood = errors.isEmpty && !results.isEmpty && results.allSatisfy(\.status.isGood)
    if !isGood { throw ExitCode.bad }
  }
}
