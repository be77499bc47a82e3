import HealEngine
import HealLanguage
import Testing

@testable import HealRunner

/// GitHub at its worst: healing goes on, nothing is said twice, nothing is lost.
@Suite(.serialized, .enabled(if: RealGh.program != nil, "set HEAL_REAL_GH=gh, or use make test"))
struct IssueFaultTests {
  /// A fault that lasts, how many requests heal makes until it gives up, and a word of the remark.
  struct Lasting: Sendable, CustomTestStringConvertible {
    var name: String
    var fault: [(String, JSON)]
    var requests: Int
    var says: String
    var testDescription: String { name }
  }

  static let lasting = [
    status(401, 1, "GH_TOKEN"), status(403, 1, "issues: write"),
    status(404, 1, "no such repository"),
    status(410, 1, "410"), status(422, 1, "422"), status(500, 3, "out of order (500)"),
    status(502, 3, "out of order"), status(503, 3, "out of order"),
    status(429, 3, "rate limit", [("Retry-After", .text("7"))]),
    status(429, 1, "rate limit", [("Retry-After", .text("900"))]),
    status(403, 3, "rate limit", [("Retry-After", .text("5"))]),
    status(
      403, 1, "rate limit",
      [("X-RateLimit-Remaining", .text("0")), ("X-RateLimit-Reset", .text("99999999999"))]),
    Lasting(name: "cut", fault: [("cut", .bool(true))], requests: 3, says: "cannot be reached"),
    Lasting(name: "slow", fault: [("delay", .int(3))], requests: 2, says: "did not answer"),
  ]

  static func status(
    _ status: Int, _ requests: Int, _ says: String, _ headers: [(String, JSON)] = []
  ) -> Lasting {
    Lasting(
      name: "\(status) \(headers.map(\.0).joined(separator: " "))",
      fault: [("status", .int(status)), ("headers", .object(headers))], requests: requests,
      says: says)
  }

  @Test(arguments: lasting)
  func `what cannot be said is kept and said next time`(_ fault: Lasting) async throws {
    let github = try await TestGitHub.start()
    github.failAll(fault.fault)
    let run = IssueRun(github, settings: { $0.timeout = 1 })
    let outcome = try await run.goes(ending: IssueRun.healed)
    #expect(outcome.status == .healed)
    #expect(outcome.issue == nil)
    // Once at the failure and once at the end.
    #expect(github.requests.count == 2 * fault.requests, "\(github.requests)")
    #expect(outcome.remarks.contains { $0.contains(fault.says) }, "\(outcome.remarks)")
    #expect(run.waits.allSatisfy { $0 <= 30 })
    #expect(run.outbox.letters.count == 1)
    github.recover()
    let result = try await IssueRun(github, in: run.project).flush()
    #expect(result.left.isEmpty, "\(result.remarks)")
    #expect(result.said.count == 1)
    #expect(github.issues.count == 1)
    #expect(github.comments(on: 0).count == 1)
    #expect(github.text(0, "state") == "closed")
    #expect(run.outbox.letters.isEmpty)
  }

  @Test func `the wait that GitHub asks for is kept`() async throws {
    let github = try await TestGitHub.start()
    github.fail(
      times: 1, ("status", .int(429)), ("headers", .object([("Retry-After", .text("7"))])))
    let run = IssueRun(github)
    let outcome = try await run.goes()
    #expect(outcome.remarks == [])
    #expect(run.waits == [7])
    #expect(github.issues.count == 1)
  }

  /// A call that has its effect although heal is told otherwise.
  @Test(arguments: ["POST issues", "POST issues/1/comments", "PATCH issues/1"], [0, 1, 2])
  func `a call that may have happened is not repeated`(request: String, kind: Int) async throws {
    let github = try await TestGitHub.start()
    let faults: [(String, JSON)] = [
      ("cut", .bool(true)), ("status", .int(502)), ("delay", .int(3)),
    ]
    github.fail(request, times: 1, faults[kind], ("happens", .bool(true)))
    let run = IssueRun(github, settings: { $0.timeout = 1.5 })
    let outcome = try await run.goes(ending: IssueRun.healed)
    #expect(outcome.remarks == [])
    #expect(outcome.issue?.number == 1)
    #expect(github.issues.count == 1)
    #expect(github.comments(on: 0).count == 1)
    #expect(github.text(0, "state") == "closed")
  }

  @Test(arguments: ["POST issues", "POST issues/1/comments"])
  func `nor is it when it failed to the last try`(request: String) async throws {
    let github = try await TestGitHub.start()
    github.failAll([("cut", .bool(true)), ("happens", .bool(true))], match: request)
    let run = IssueRun(github)
    _ = try await run.goes(ending: IssueRun.healed)
    #expect(github.deeds().filter { $0 == request }.count <= 2)
    github.recover()
    let result = try await run.flush()
    #expect(result.left.isEmpty)
    #expect(github.issues.count == 1)
    #expect(github.comments(on: 0).count == 1)
    #expect(github.text(0, "state") == "closed")
  }

  @Test func `a letter that GitHub refuses does not hold up the others`() async throws {
    let github = try await TestGitHub.start()
    github.fail("POST issues", times: 2, ("status", .int(422)))
    let run = IssueRun(github)
    _ = try await run.goes(ending: IssueRun.healed)
    let other = IssueRun(github, in: run.project)
    github.fail("POST issues", times: 1, ("status", .int(422)))
    _ = try await other.goes(
      failing: [IssueRun.diagnosis("Database Error in model b\n  other", node: "b")])
    #expect(github.issues.count == 1)
    #expect(github.text(0, "title").contains("b: other"))
  }

  @Test func `the next failure says first what waits, in order`() async throws {
    let github = try await TestGitHub.start()
    github.fail(times: -1, ("status", .int(503)))
    let run = IssueRun(github)
    _ = try await run.goes(ending: IssueRun.healed)
    github.recover()
    let outcome = try await IssueRun(github, in: run.project).goes()
    #expect(github.issues.count == 1)
    #expect(github.text(0, "state") == "open")
    #expect(outcome.issue?.number == 1)
    let comments = github.comments(on: 0)
    #expect(comments.count == 2)
    #expect(comments.first?.contains("**Healed**") == true)
    #expect(comments.last?.contains("**It failed again.**") == true)
  }

  @Test func `gh that is missing, not logged in or lost is told of`() async throws {
    let github = try await TestGitHub.start()
    let missing = IssueRun(github, program: "/no/such/gh")
    let first = try await missing.goes(ending: IssueRun.healed)
    #expect(first.remarks.contains { $0.contains("cannot find `/no/such/gh`") })
    #expect(missing.outbox.letters.count == 1)
    let anonymous = IssueRun(github, environment: ["GH_TOKEN": ""])
    let second = try await anonymous.goes(ending: IssueRun.healed)
    #expect(second.remarks.contains { $0.contains("GH_TOKEN") }, "\(second.remarks)")
    let lost = IssueRun(github, environment: ["GH_REPO": ""])
    let third = try await lost.goes(ending: IssueRun.healed)
    #expect(third.remarks.contains { $0.contains("set GH_REPO") }, "\(third.remarks)")
    #expect(github.issues.isEmpty)
  }

  @Test func `no secret is sent, kept or told`() async throws {
    let github = try await TestGitHub.start()
    let diagnosis = IssueRun.diagnosis("Database Error in model orders\n  hunter2 is wrong")
    github.fail(times: 4, ("status", .int(401)), ("message", .text("not hunter2")))
    let run = IssueRun(github)
    let outcome = try await run.goes(failing: [diagnosis]) { outcome in
      IssueRun.exhausted(&outcome)
      outcome.openDiagnoses = [diagnosis]
      outcome.advice = ["set hunter2"]
    }
    let kept = run.project.read(".heal/outbox/\(run.facts.run).json") ?? ""
    #expect(kept.contains("[redacted] is wrong") && !kept.contains("hunter2"))
    #expect(outcome.remarks.contains { $0.contains("not [redacted]") }, "\(outcome.remarks)")
    github.recover()
    let result = try await run.flush()
    #expect(result.left.isEmpty, "\(result.remarks)")
    #expect(github.everything.contains("set [redacted]"))
    #expect(!github.everything.contains("hunter2"))
  }

  @Test func `nothing is listening at all`() async throws {
    let github = try await TestGitHub.start()
    let run = IssueRun(github, environment: ["HTTP_PROXY": "http://127.0.0.1:1"])
    let outcome = try await run.goes(ending: IssueRun.exhausted)
    #expect(outcome.remarks.contains { $0.contains("cannot be reached") })
    #expect(run.waits == [1, 3, 1, 3])
  }

  @Test func `an interrupted heal asks nothing more of GitHub`() async throws {
    let github = try await TestGitHub.start()
    let interruption = Interruption()
    interruption.deliver(2)
    let run = IssueRun(github, interruption: interruption)
    _ = try await run.goes { $0.status = .interrupted }
    #expect(github.requests == [])
    #expect(run.outbox.letters.isEmpty)
  }
}

extension TestGitHub {
  func failAll(_ fault: [(String, JSON)], match: String = "") {
    switch fault.count {
    case 1: fail(match, times: -1, fault[0])
    default: fail(match, times: -1, fault[0], fault[1])
    }
  }
}
