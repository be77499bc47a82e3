import HealEngine
import HealLanguage
import HealProject

/// All that one `heal test` found out.
struct TestReport {
  /// Those that places may be in.
  var sources: [Source]
  /// The rules that were asked about.
  var rules: [Rule]
  var results: [RuleTestResult]
  var recordings: [RecordingTest]
  /// Errors in the rules.
  var errors: [Problem]
  /// nil where nobody asked for it.
  var coverage: Coverage?
  /// In percent of the branches; nil where there is no threshold.
  var minimumCoverage: Double?

  /// How many tests say something: a recording without any expectation does not.
  var count: Int { results.count + recordings.count { $0.status != .unlabelled } }

  var failureCount: Int {
    results.count { !$0.status.isGood } + recordings.count { !$0.status.isGood }
  }

  var isCoveredEnough: Bool {
    guard let minimumCoverage, let coverage else { return true }
    return coverage.total.percent >= minimumCoverage
  }

  /// Whether the command ends with 0.
  var isGood: Bool { errors.isEmpty && count > 0 && failureCount == 0 && isCoveredEnough }
}

extension RecordingTest {
  /// What the rules said, in few words: `SCHEMA duckdb.column_not_found`.
  var answer: String {
    diagnoses.map { diagnosis in
      guard let finding = diagnosis.findings.first else { return "no rule" }
      return "\(finding.category) \(finding.rule)"
    }.joined(separator: ", ")
  }
}
