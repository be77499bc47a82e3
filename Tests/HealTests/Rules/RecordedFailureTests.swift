import HealEngine
import HealLanguage
import HealProject
import Testing

/// The standard rules asked about every recorded run of dbt, as `heal test rules Tests/Recordings` does.
@Suite struct RecordedFailureTests {
  @Test func `the rules say of each recording what is expected`() {
    var counts: [RecordingTest.Status: Int] = [:]
    for recording in Recording.all {
      let test = recording.test(with: StandardRules.diagnostician)
      counts[test.status, default: 0] += 1
      let wrong = test.mismatches.map { "[\($0.kind)] \($0.expected) ≠ \($0.actual)" }
      #expect(test.problems == [], "\(recording.name)")
      #expect(test.status.isGood, "\(recording.name) \(test.status): \(wrong)")
      // Each says something, so that a test that asks nothing cannot pass.
      #expect(test.status != .unlabelled, "\(recording.name)")
    }
    print("recordings: \(counts.map { "\($1) \($0.rawValue)" }.sorted().joined(separator: ", "))")
    #expect(counts[.passed, default: 0] > 390)
  }

  @Test func `many of them expect a fix and the files after it`() {
    let tests = Recording.all.map { $0.test(with: StandardRules.diagnostician) }
    let lines = tests.compactMap(\.expectation).flatMap { $0.lines + $0.nodes.flatMap(\.lines) }
    #expect(
      lines.count { if case .expect(.fix) = $0.kind { true } else { false } } > 60)
    #expect(lines.count { if case .fileAfter = $0.kind { true } else { false } } > 40)
  }
}
