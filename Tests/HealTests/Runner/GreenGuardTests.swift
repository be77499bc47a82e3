import HealProject
@testable import HealRunner
import Testing

@Suite struct GreenGuardTests {
  private static let schema = "models/schema.yml"

  /// A test that was called by a name that does not exist has another id under its right name.
  @Test(arguments: [
    // What was gone, what is new, whether a fix gave back, and whether the green may be believed.
    (["t.not_nul"], ["t.not_null"], true, true), (["t.not_nul"], [], true, false),
    (["t.not_nul"], ["t.not_null"], false, false),
    (["t.not_nul", "t.passed"], ["t.not_null"], true, false),
    (["t.passed"], ["t.other"], true, false),
  ])
  func `a test may be replaced by itself only`(
    gone: [String], new: [String], givesBack: Bool, isBelieved: Bool
  ) {
    let guarding = GreenGuard(
      mustHaveResults: false, formerlyFailing: Set(gone).intersection(["t.not_nul"]),
      statuses: ["t.not_nul": .error, "t.passed": .pass].filter { gone.contains($0.key) },
      testsBefore: census(gone + ["t.kept"]), testsNow: census(new + ["t.kept"]),
      changedFiles: [Self.schema], restoredFiles: givesBack ? [Self.schema] : [])
    #expect((guarding.objection(to: RunReading()) == nil) == isBelieved)
  }

  @Test(arguments: [true, false])
  func `a test that nobody could count before is replaced where a fix named it rightly`(
    isRestored: Bool
  ) {
    let id = "test.shop.not_nul_a_id.1"
    let guarding = GreenGuard(
      mustHaveResults: false, formerlyFailing: [id], statuses: [id: .error],
      testsBefore: TestCensus(), testsNow: census(["test.shop.not_null_a_id.2"]),
      changedFiles: [Self.schema], restoredFiles: [Self.schema],
      restoredFailures: isRestored ? [id] : [])
    #expect((guarding.objection(to: RunReading()) == nil) == isRestored)
  }

  private func census(_ ids: [String]) -> TestCensus {
    var census = TestCensus()
    census.isCurrent = true
    for id in ids { census.tests[id] = Self.schema }
    return census
  }
}
