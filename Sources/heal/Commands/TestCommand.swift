import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract:
      "Runs the tests that rules carry, and holds recordings against what is expected of them.",
    discussion: """
      PATHS are rule files, folders of them, recordings (see `heal record`) and folders of those; \
      `rules` and `recordings` when left out. Recordings are diagnosed by all rules in effect, and a \
      fix is worked out on the recorded files and compared with `after/` byte for byte.

      A test is noisy when a rule matched what it should not, missing when none matched, wrong when \
      the category, rule, fix, file, capture or advice is another. A green recording must match \
      nothing. Exit code 0 when all pass; 1 when one fails, a rule is wrong, there is no test, or \
      coverage is too small; 2 when the rules cannot be read.
      """)

  @Argument(help: "Rules and recordings: files or folders.")
  var paths: [String] = []

  @Option(
    name: [.customLong("output-format"), .customLong("format")], help: "text, json or junit.")
  var outputFormat = TestFormat.text

  @Option(
    help: ArgumentHelp(
      "Only rules and recordings whose names have this in them, or match it where it has `*`. May be repeated.",
      valueName: "name"))
  var only: [String] = []

  @Flag(help: "Stop at the first test that fails.")
  var failFast = false

  @Option(
    help: ArgumentHelp("How many to run at once; as many as there are cores.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Show which alternatives of the rules' patterns no test or recording reaches.")
  var coverage = false

  @Option(
    help: ArgumentHelp(
      "Fail below this share of reached alternatives, in percent.", valueName: "percent"))
  var minCoverage: Double?

  @Flag(
    help: "Show what the rules say now, and write it down as what is expected of the recordings.")
  var update = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
    if let minCoverage, !(0...100).contains(minCoverage) {
      throw ValidationError("--min-coverage is a share from 0 to 100")
    }
  }

  func run() throws {
    let found = TestPaths(paths)
    let authored = try AuthoredRules.read(found.rules, beside: "rules")
    var report = makeReport(authored, found.recordings)
    if update, try explainingRefusals({ try updateExpectations(report) }) {
      report = makeReport(authored, found.recordings)
    }
    show(report)
    if !report.isGood { throw ExitCode.bad }
  }

  private func makeReport(_ authored: AuthoredRules, _ recordings: [Recording]) -> TestReport {
    let filter = NameFilter(only)
    let threads = TestJobs(count: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let rules = authored.rules.filter { filter.takes($0.name) }
    let results = threads.run(rules, until: { [failFast] in failFast && !$0.areGood }) {
      runTests(of: $0, in: authored.compilation.rules)
    }.flatMap(\.self)
    let diagnostician = Diagnostician(authored.compilation.rules)
    let isStopped = failFast && !results.areGood
    let tests = threads.run(
      isStopped ? [] : recordings.filter { filter.takes($0.name) || filter.takes($0.folder) },
      until: { [failFast] in failFast && !$0.status.isGood }
    ) { $0.test(with: diagnostician) }
    return TestReport(
      sources: authored.sources + tests.compactMap(\.source), rules: rules, results: results,
      recordings: tests,
      errors: authored.compilation.problems.filter { $0.severity == .error },
      coverage: reached(rules, results, tests), minimumCoverage: minCoverage)
  }

  private func reached(
    _ rules: [Rule], _ results: [RuleTestResult], _ recordings: [RecordingTest]
  ) -> Coverage? {
    guard coverage || minCoverage != nil else { return nil }
    var coverage = Coverage(rules)
    for result in results { coverage.note(result.diagnosis) }
    for diagnosis in recordings.flatMap(\.diagnoses) { coverage.note(diagnosis) }
    return coverage
  }

  private func show(_ report: TestReport) {
    switch outputFormat {
    case .json: Console.answer(report.json.rendered(pretty: true))
    case .junit: Console.answer(TestXML(report: report).text)
    case .text: Console.answer(TestText(report: report, listsCoverage: coverage).text)
    }
    if !report.errors.isEmpty {
      Console.note(
        report.errors.rendered(report.sources, colored: Style(descriptor: 2).isColoured))
    }
    if report.count == 0 {
      Console.note("no tests: write a `test` block into a rule, or keep a run with `heal record`")
    }
  }
}

/// How `heal test` prints its answer.
enum TestFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, junit
}

extension [RuleTestResult] {
  fileprivate var areGood: Bool { allSatisfy(\.status.isGood) }
}
