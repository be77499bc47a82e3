import HealEngine
import HealLanguage
import Testing

@testable import HealRunner

/// The real gh against a GitHub of the test's own: what people see of a run, and that they see it once.
@Suite(.serialized, .enabled(if: RealGh.program != nil, "set HEAL_REAL_GH=gh, or use make test"))
struct IssueLifecycleTests {
  @Test func `a failure opens an issue and a healed run closes it`() async throws {
    let github = try await TestGitHub.start()
    let run = IssueRun(github)
    let outcome = try await run.goes(ending: IssueRun.healed)
    #expect(outcome.remarks == [])
    #expect(outcome.issue == IssueReference(number: 1, url: github.text(0, "html_url")))
    #expect(run.facts.folder.issueReference(of: run.facts.run) == outcome.issue)
    #expect(
      github.text(0, "title") == "Pipeline Failure: orders: Binder Error: no column \"x\"")
    let body = github.text(0, "body")
    let fingerprint = Fingerprint(IssueRun.diagnosis().failure)
    for part in [
      "*Auto-healing in progress*", "`dbt build --target prod`", "`SCHEMA`",
      "rule `columns.unknown-column`", "Binder Error: no column \"x\"", run.facts.started.iso8601,
      "<!-- heal: fingerprint=\(fingerprint) run=\(run.facts.run) -->",
    ] { #expect(body.contains(part), "\(part) is not in \(body)") }
    #expect(github.labels(of: 0) == ["bug", "pipeline-failure", "auto-healing"])
    let comment = try #require(github.comments(on: 0).first)
    for part in [
      "**Healed** at attempt 2, by 1 fix", "`columns.unknown-column`", "95%", "`models/orders.sql`",
      "-x\n+y", "Commit: \(String(repeating: "ab", count: 20)) on `main`",
    ] { #expect(comment.contains(part), "\(part) is not in \(comment)") }
    #expect(github.text(0, "state") == "closed")
    #expect(github.text(0, "state_reason") == "completed")
    #expect(
      github.requests == [
        "GET issues", "GET issues", "GET labels", "POST labels", "POST labels", "POST issues",
        "POST issues/1/comments", "PATCH issues/1",
      ])
    #expect(run.outbox.letters.isEmpty)
  }

  @Test func `a run that cannot be healed leaves one comment and goes to a person`() async throws {
    let github = try await TestGitHub.start()
    _ = try await IssueRun(github).goes(ending: IssueRun.exhausted)
    #expect(github.issues.count == 1)
    #expect(github.text(0, "state") == "open")
    #expect(github.labels(of: 0) == ["bug", "pipeline-failure", "needs-triage"])
    #expect(github.comments(on: 0).count == 1)
    let comment = try #require(github.comments(on: 0).first)
    for part in [
      "## Attempts", "## Root cause analysis", "## Attempted fixes",
      "`its failure was still there`",
      "`Rebuild it`", "## Recommended manual steps", "1. `ask the owner of the source`",
    ] { #expect(comment.contains(part), "\(part) is not in \(comment)") }
  }

  @Test func `another machine's failure of the same cause is a comment`() async throws {
    let github = try await TestGitHub.start()
    let first = try await IssueRun(github).goes(ending: IssueRun.exhausted)
    let moved = IssueRun.diagnosis(
      "Runtime Error in model orders (models/orders.sql)\n  Binder Error: no column \"x\" LINE 99")
    let message = moved.failure.message.replacing(" LINE 99", with: "")
    let start = github.requests.count
    let second = try await IssueRun(github).goes(
      failing: [IssueRun.diagnosis(message)], ending: IssueRun.healed)
    #expect(github.issues.count == 1)
    #expect(second.issue == first.issue)
    #expect(
      github.deeds(from: start) == [
        "POST issues/1/comments", "POST issues/1/labels", "POST issues/1/comments",
        "PATCH issues/1",
      ])
    #expect(github.comments(on: 0)[1].contains("**It failed again.**"))
    #expect(github.labels(of: 0).contains("auto-healing"))
    #expect(github.text(0, "state") == "closed")
  }

  @Test func `another cause is another issue`() async throws {
    let github = try await TestGitHub.start()
    _ = try await IssueRun(github).goes(ending: IssueRun.exhausted)
    _ = try await IssueRun(github).goes(failing: [
      IssueRun.diagnosis("Database Error in model customers\n  disk full", node: "customers")
    ])
    #expect(github.issues.count == 2)
  }

  @Test func `an issue without labels and among many is found`() async throws {
    let github = try await TestGitHub.start()
    let fingerprint = Fingerprint(IssueRun.diagnosis().failure)
    let marker = IssueMarker(run: "elsewhere", fingerprints: [fingerprint.description]).text
    let others = (1...230).map { TestGitHub.issue($0, body: "x", updated: "2026-05-01T00:00:00Z") }
    github.seed(
      issues: [
        TestGitHub.issue(500, body: "text\n\n" + marker),
        TestGitHub.issue(501, body: marker, isPull: true),
      ] + others)
    let outcome = try await IssueRun(github).goes()
    #expect(outcome.issue?.number == 500)
    #expect(github.requests.filter { $0 == "GET issues" }.count == 4)
    #expect(github.issues.count == 232)
  }

  @Test(arguments: [(2.0, 7, "open", 1), (9, 7, "closed", 2), (2, 0, "closed", 2)])
  func `a closed issue is reopened within so many days`(
    ago: Double, days: Int, state: String, count: Int
  ) async throws {
    let github = try await TestGitHub.start()
    let fingerprint = Fingerprint(IssueRun.diagnosis().failure)
    let marker = IssueMarker(run: "earlier", fingerprints: [fingerprint.description]).text
    let closed = Timestamp(seconds: Timestamp.now.seconds - ago * 86_400).iso8601
    github.seed(issues: [
      TestGitHub.issue(
        1, body: marker, state: "closed", labels: ["bug"], updated: closed, closed: closed)
    ])
    _ = try await IssueRun(github, settings: { $0.reopenWithinDays = days }).goes()
    #expect(github.text(0, "state") == state)
    #expect(github.issues.count == count)
    #expect(github.comments(on: 0).count == (count == 1 ? 1 : 0))
  }

  @Test func `a fix that waits is told of and leaves the issue open`() async throws {
    let github = try await TestGitHub.start()
    _ = try await IssueRun(github).goes { outcome in
      outcome.status = .waiting
      outcome.proposed = [IssueRun.fix]
      outcome.proposalID = ProposalID("pudis-nolaz")
    }
    #expect(github.text(0, "state") == "open")
    let comment = try #require(github.comments(on: 0).first)
    #expect(comment.contains("`heal approve pudis-nolaz`"))
    #expect(comment.contains("`heal show pudis-nolaz`"))
    #expect(github.labels(of: 0).contains("auto-healing"))
  }

  @Test func `a cancelled run closes nothing and says nothing more`() async throws {
    let github = try await TestGitHub.start()
    let run = IssueRun(github)
    _ = try await run.goes { $0.status = .interrupted }
    #expect(github.text(0, "state") == "open")
    #expect(github.comments(on: 0) == [])
    #expect(github.requests.last == "POST issues")
    #expect(run.outbox.letters.isEmpty)
  }

  @Test func `a killed run is finished by the next start and stays open`() async throws {
    let github = try await TestGitHub.start()
    let killed = IssueRun(github)
    _ = try await killed.goes()
    #expect(killed.outbox.letters.count == 1)
    let next = IssueRun(github, in: killed.project)
    let start = github.requests.count
    _ = try await next.goes(failing: []) { $0.status = .green }
    #expect(github.deeds(from: start) == ["POST issues/1/comments"])
    #expect(github.comments(on: 0)[0].contains("cut short"))
    #expect(github.text(0, "state") == "open")
    #expect(next.outbox.letters.isEmpty)
  }

  @Test func `a green run and one without issues ask nothing`() async throws {
    let github = try await TestGitHub.start()
    _ = try await IssueRun(github).goes(failing: []) { $0.status = .green }
    _ = try await IssueRun(github, settings: { $0.isOn = false }).goes(ending: IssueRun.healed)
    #expect(github.requests == [])
  }

  @Test func `an issue may wait for the third failure`() async throws {
    let github = try await TestGitHub.start()
    let project = TemporaryFolder()
    project.make(folder: ".heal")
    for round in 1...3 {
      let run = IssueRun(github, in: project, settings: { $0.openOnFailure = 3 })
      let outcome = try await run.goes(ending: IssueRun.exhausted, seen: { _ in round })
      #expect(github.issues.count == (round == 3 ? 1 : 0))
      #expect(outcome.remarks.contains { $0.contains("\(round) of the 3") } == (round < 3))
    }
  }

  @Test func `the repository is the one of git's remote`() async throws {
    let github = try await TestGitHub.start()
    let project = TemporaryFolder()
    _ = try await offPool {
      let runner = CommandRunner(interruption: Interruption())
      _ = try runner.run(Command(["git", "init", "-q"], folder: project.path))
      return try runner.run(
        Command(
          ["git", "remote", "add", "origin", "http://github.localhost/acme/shop.git"],
          folder: project.path))
    }
    let outcome = try await IssueRun(github, in: project, environment: ["GH_REPO": ""]).goes()
    #expect(outcome.issue?.number == 1)
    let actions = ["GH_REPO": "", "GITHUB_REPOSITORY": "acme/shop"]
    #expect(try await IssueRun(github, environment: actions).goes().issue?.number == 1)
  }

  @Test func `a session carries the issue through a run`() async throws {
    let github = try await TestGitHub.start()
    let dbt = FakeDbt(
      """
      case $command in
        parse) exit 0;;
        *) if mentions emial models/a.sql; then
             fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
           fi; status model.a success;;
      esac
      """
    )
    dbt.folder.write("select emial", to: "models/a.sql")
    let environment = github.environment
    let outcome = try await dbt.heal { session in
      session.environment = environment
      session.settings.issues.isOn = true
      session.companions = [
        IssueCompanion(
          runner: session.runner, redact: { $0 }, program: RealGh.program ?? "gh")
      ]
    }
    #expect(outcome.status == .healed)
    #expect(outcome.issue?.number == 1)
    #expect(github.text(0, "state") == "closed")
    #expect(github.comments(on: 0)[0].contains("+select email"))
  }
}
