import HealLanguage
import Testing

@testable import HealEngine

/// How sure heal must be to wait and run again without a person.
@Suite struct RetryThresholdTests {
  private let failure = Failure(
    id: "model.shop.a", message: "x", isIdempotent: true, executionTime: 30)

  @Test func `what can be run twice and is short is run again from the lower threshold on`() {
    #expect(reason(0.6, failure) == nil)
    #expect(reason(0.59, failure) == .belowThreshold)
  }

  @Test func `what may add its rows twice needs the ordinary threshold`() {
    for isIdempotent: Bool? in [false, nil] {
      var failure = failure
      failure.isIdempotent = isIdempotent
      #expect(reason(0.7, failure) == .belowThreshold)
      #expect(reason(0.8, failure) == nil)
    }
  }

  @Test func `so does what ran for long, or nobody knows how long`() {
    for time: Double? in [900, 5000, nil] {
      var failure = failure
      failure.executionTime = time
      #expect(reason(0.7, failure) == .belowThreshold)
      #expect(reason(0.8, failure) == nil)
    }
    var almost = failure
    almost.executionTime = 899
    #expect(reason(0.7, almost) == nil)
    var strict = Policy(mode: .autonomous)
    strict.maxNodeTime = 10
    #expect(reason(0.7, failure, strict) == .belowThreshold)
  }

  @Test func `where dbt had not begun nothing can be done twice`() {
    #expect(reason(0.7, Failure(id: "f", message: "x", isBeforeRun: true)) == nil)
    #expect(reason(0.5, Failure(id: "f", message: "x", isBeforeRun: true)) == .belowThreshold)
  }

  @Test func `an edit of the same node keeps the ordinary threshold`() {
    let change = FileChange(path: "a.sql", before: "old", edits: [TextEdit(0..<3, "new")])
    let edit = candidate([.change(change)], 0.7)
    let both = candidate([.wait(1), .change(change)], 0.7)
    for candidate in [edit, both] {
      #expect(Policy().threshold(for: candidate, of: failure) == 0.8)
    }
  }

  @Test func `a higher threshold for retries holds for all of them`() {
    var policy = Policy(mode: .autonomous)
    policy.minRetryConfidence = 0.95
    #expect(reason(0.9, failure, policy) == .belowThreshold)
    #expect(reason(0.9, Failure(id: "f", message: "x"), policy) == .belowThreshold)
  }

  @Test func `one node that may not be run again keeps the others from it`() {
    let other = Failure(id: "model.shop.b", message: "x", isIdempotent: false, executionTime: 30)
    let wait = candidate([.wait(1)], 0.7)
    let made = plan(
      [failure, other].map { Diagnosis(failure: $0, candidates: [wait]) },
      under: Policy(mode: .autonomous))
    #expect(made.steps == [])
    #expect(made.leftOut.map(\.reason) == [.belowThreshold, .notAllTransient])
  }

  private func candidate(_ actions: [Candidate.Action], _ confidence: Double) -> Candidate {
    Candidate(rule: "r", title: "fix", confidence: confidence, risk: .safe, actions: actions)
  }

  /// Why waiting is left out; nil when it is chosen.
  private func reason(
    _ confidence: Double, _ failure: Failure, _ policy: Policy = Policy(mode: .autonomous)
  ) -> Plan.Reason? {
    let diagnosis = Diagnosis(failure: failure, candidates: [candidate([.wait(1)], confidence)])
    return plan([diagnosis], under: policy).leftOut.first?.reason
  }
}
