import HealEngine
import HealLanguage
import HealProject

/// Results of tests as people read them.
struct TestText {
  let report: TestReport
  var listsCoverage = false
  let style = Style(descriptor: 1)

  var text: String {
    let rules = report.results.filter { !$0.status.isGood }.map(render)
    let recordings = report.recordings.filter { !$0.status.isGood }.map(render)
    let coverage = report.coverage.map { coverage in
      CoverageText(coverage: coverage, sources: report.sources, style: style)
        .render(listsAll: listsCoverage, minimum: report.minimumCoverage)
    }
    return (rules + recordings + [coverage, summary].compactMap(\.self)).joined(separator: "\n\n")
  }

  private func render(_ result: RuleTestResult) -> String {
    render(
      "\(style.bold(result.rule))  \(result.test.name)", result.mismatches,
      isUnexpected: result.status == .unexpectedlyPassed)
  }

  private func render(_ test: RecordingTest) -> String {
    let answer = test.answer.isEmpty ? "nothing failed" : test.answer
    let head = "\(style.bold(test.recording.folder))  \(style.dim(answer))"
    guard test.problems.isEmpty else {
      return head + "\n"
        + test.problems.rendered(report.sources, colored: style.isColoured)
    }
    return render(head, test.mismatches, isUnexpected: test.status == .unexpectedlyPassed)
  }

  private func render(
    _ head: String, _ mismatches: [RuleTestResult.Mismatch], isUnexpected: Bool
  ) -> String {
    guard !isUnexpected else {
      return
        "\(head)\n  \(style.yellow("[passes]")) it is marked `todo` but passes: remove the todo"
    }
    return ([head] + mismatches.map(render)).joined(separator: "\n")
  }

  /// The kind, the place, and what was expected beside what came.
  private func render(_ mismatch: RuleTestResult.Mismatch) -> String {
    let place = mismatch.location.shown(in: report.sources)
    let head = "  \(style.red("[\(mismatch.kind.rawValue)]")) \(style.dim(place))"
    let legend = style.dim("    - expected  + actual")
    return ([head, legend] + difference(mismatch)).joined(separator: "\n")
  }

  /// Of long texts only what differs, with three lines around it.
  private func difference(_ mismatch: RuleTestResult.Mismatch) -> [String] {
    let (expected, actual) = (mismatch.expected.lines, mismatch.actual.lines)
    if min(expected.count, actual.count) > 3 {
      let diff = unifiedDiff(
        path: "file", before: mismatch.expected, after: mismatch.actual,
        colours: style.isColoured)
      return diff.split(separator: "\n").dropFirst(2).map { "    " + $0 }
    }
    return expected.map { style.green("    - \($0)") } + actual.map { style.red("    + \($0)") }
  }

  private var summary: String {
    var known = report.results.count { $0.status == .knownToFail }
    known += report.recordings.count { $0.status == .knownToFail }
    let unlabelled = report.recordings.count { $0.status == .unlabelled }
    let recordings =
      report.recordings.isEmpty
      ? "" : ", " + (report.recordings.count - unlabelled).counted("recording")
    let passed = report.count - report.failureCount - known
    return report.rules.count.counted("rule") + ", " + report.results.count.counted("test")
      + recordings + ": \(passed) passed, \(report.failureCount) failed"
      + (known > 0 ? ", \(known) known to fail" : "")
      + (unlabelled > 0
        ? "\n\(unlabelled.counted("recording")) without an expectation: `heal test --update` writes them"
        : "")
  }
}

extension Location {
  /// `rules/duckdb/columns.heal:12`.
  func shown(in sources: [Source]) -> String {
    guard let source = sources.first(where: { $0.name == self.source }) else { return self.source }
    return "\(self.source):\(LineMap(source.text).position(of: range.lowerBound).line)"
  }
}
