import HealEngine
import HealLanguage
import HealProject

/// Results of tests as JUnit has them: a suite a rule, one for the recordings, and one for rules that are wrong.
struct TestXML {
  let report: TestReport

  var text: String {
    let suites = [errors, recordings].compactMap(\.self) + rules
    let body = suites.map(render).joined()
    let (tests, failures, errors, skipped) = counts(suites.flatMap(\.cases))
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="heal test" tests="\(tests)" failures="\(failures)" errors="\(errors)" skipped="\(skipped)">
      \(body)</testsuites>
      """
  }

  private struct Suite {
    var name: String
    var cases: [Case]
  }

  private struct Case {
    var name: String
    var place: String
    var result: Result

    enum Result {
      case passed
      case failed(kind: String, text: String)
      case broken(String)
      case skipped(String)
    }
  }

  private var errors: Suite? {
    guard !report.errors.isEmpty else { return nil }
    let cases = report.errors.map { problem in
      let place = problem.labels.first?.location.shown(in: report.sources) ?? ""
      return Case(
        name: "\(problem.code.rawValue) \(place)", place: place,
        result: .broken([problem].rendered(report.sources, colored: false)))
    }
    return Suite(name: "rules that are wrong", cases: cases)
  }

  private var rules: [Suite] {
    report.rules.compactMap { rule in
      let own = report.results.filter { $0.rule == rule.name }
      guard !own.isEmpty else { return nil }
      return Suite(name: rule.name, cases: own.map(testCase))
    }
  }

  private func testCase(_ result: RuleTestResult) -> Case {
    Case(
      name: result.test.name, place: result.test.location.shown(in: report.sources),
      result: self.result(
        isGood: result.status.isGood, todo: result.test.todo, result.mismatches))
  }

  private var recordings: Suite? {
    guard !report.recordings.isEmpty else { return nil }
    let cases = report.recordings.map { test in
      Case(name: test.recording.folder, place: test.recording.folder, result: result(test))
    }
    return Suite(name: "recordings", cases: cases)
  }

  private func result(_ test: RecordingTest) -> Case.Result {
    if test.status == .unlabelled { return .skipped("nobody has said what is expected") }
    guard test.problems.isEmpty else {
      return .broken(test.problems.rendered(report.sources, colored: false))
    }
    return result(
      isGood: test.status.isGood, todo: test.expectation?.todo, test.mismatches)
  }

  private func result(
    isGood: Bool, todo: String?, _ mismatches: [RuleTestResult.Mismatch]
  ) -> Case.Result {
    if isGood { return todo.map { .skipped("known to fail: \($0)") } ?? .passed }
    guard let first = mismatches.first else {
      return .failed(kind: "passes", text: "it is marked `todo` but passes: remove the todo")
    }
    let texts = mismatches.map { mismatch in
      """
      [\(mismatch.kind.rawValue)] \(mismatch.location.shown(in: report.sources))
      expected: \(mismatch.expected)
      actual:   \(mismatch.actual)
      """
    }
    return .failed(kind: first.kind.rawValue, text: texts.joined(separator: "\n"))
  }

  // MARK: XML

  private func counts(_ cases: [Case]) -> (tests: Int, failures: Int, errors: Int, skipped: Int) {
    var counts = (tests: cases.count, failures: 0, errors: 0, skipped: 0)
    for testCase in cases {
      switch testCase.result {
      case .passed: break
      case .failed: counts.failures += 1
      case .broken: counts.errors += 1
      case .skipped: counts.skipped += 1
      }
    }
    return counts
  }

  private func render(_ suite: Suite) -> String {
    let (tests, failures, errors, skipped) = counts(suite.cases)
    let numbers =
      #"tests="\#(tests)" failures="\#(failures)" errors="\#(errors)" skipped="\#(skipped)""#
    let cases = suite.cases.map { render($0, of: suite) }.joined()
    return "  <testsuite name=\"\(suite.name.escaped)\" \(numbers)>\n\(cases)  </testsuite>\n"
  }

  private func render(_ testCase: Case, of suite: Suite) -> String {
    let head =
      #"    <testcase classname="\#(suite.name.escaped)" name="\#(testCase.name.escaped)" "#
      + #"file="\#(testCase.place.escaped)""#
    switch testCase.result {
    case .passed: return head + "/>\n"
    case .skipped(let why):
      return head + ">\n      <skipped message=\"\(why.escaped)\"/>\n    </testcase>\n"
    case .broken(let text):
      return head + ">\n      <error type=\"rule\">\(text.escaped)</error>\n    </testcase>\n"
    case .failed(let kind, let text):
      return head
        + ">\n      <failure type=\"\(kind)\" message=\"\(kind)\">\(text.escaped)</failure>\n"
        + "    </testcase>\n"
    }
  }
}

extension String {
  /// For text and attributes of XML 1.0, which has no way to write most control characters.
  fileprivate var escaped: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\r": text += "&#13;"
      case "\n", "\t": text.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
