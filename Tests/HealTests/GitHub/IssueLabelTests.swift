import HealLanguage
import Testing

@testable import HealRunner

/// Labels that are missing, and labels that may not be made.
@Suite(.serialized, .enabled(if: RealGh.program != nil, "set HEAL_REAL_GH=gh, or use make test"))
struct IssueLabelTests {
  @Test func `labels that do not exist are made once`() async throws {
    let github = try await TestGitHub.start()
    github.seed(labels: ["Bug"])
    _ = try await IssueRun(github).goes(ending: IssueRun.exhausted)
    #expect(github.labels == ["Bug", "pipeline-failure", "auto-healing", "needs-triage"])
    let start = github.requests.count
    _ = try await IssueRun(github).goes(
      failing: [IssueRun.diagnosis("Database Error in model b\n  other", node: "b")],
      ending: IssueRun.exhausted)
    #expect(!github.deeds(from: start).contains("POST labels"))
    #expect(github.issues.count == 2)
  }

  @Test(arguments: [403, 404])
  func `only the label that may not be made is left out`(status: Int) async throws {
    let github = try await TestGitHub.start()
    github.seed(labels: ["bug", "auto-healing"])
    github.fail("POST labels", times: -1, ("status", .int(status)), ("message", .text("no")))
    let outcome = try await IssueRun(github).goes(ending: IssueRun.exhausted)
    #expect(github.labels(of: 0) == ["bug"])
    #expect(outcome.remarks.count == 2, "\(outcome.remarks)")
    #expect(outcome.remarks[0].hasPrefix("the label `pipeline-failure` does not exist"))
    #expect(outcome.missingLabels == ["pipeline-failure", "needs-triage"])
    #expect(github.deeds().filter { $0 == "POST labels" }.count == 2)
    #expect(github.comments(on: 0).count == 1)
  }

  @Test func `without the right to label the issue is opened without labels`() async throws {
    let github = try await TestGitHub.start()
    github.seed(labels: ["bug"], push: false)
    let run = IssueRun(github)
    let outcome = try await run.goes(ending: IssueRun.exhausted)
    #expect(github.issues.count == 1)
    #expect(github.labels(of: 0) == [])
    #expect(outcome.issue?.number == 1)
    #expect(!outcome.remarks.isEmpty)
    #expect(run.outbox.letters.isEmpty)
    // It is known again by its marker.
    let again = try await IssueRun(github).goes()
    #expect(again.issue?.number == 1)
    #expect(github.issues.count == 1)
  }

  @Test func `a label that someone made meanwhile is used`() async throws {
    let github = try await TestGitHub.start()
    github.fail(
      "POST labels", times: 1, ("status", .int(422)), ("happens", .bool(true)),
      ("message", .text("Validation Failed: already_exists")))
    let outcome = try await IssueRun(github).goes()
    #expect(outcome.remarks == [])
    #expect(github.labels(of: 0) == ["bug", "pipeline-failure", "auto-healing"])
  }
}
