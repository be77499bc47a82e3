import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// What stands in an issue, whatever dbt said: within GitHub's limits, redacted, and harmless.
struct IssueTextTests {
  let text = IssueText(run: Self.facts, redact: IssueRun.redact)

  static let facts = RunFacts(
    run: RunID(at: .now), started: .now, project: DbtProject(directory: "/p"),
    folder: HealFolder(project: "/p"), command: ["dbt", "build"], settings: Settings(),
    environment: [
      "GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://github.com",
      "GITHUB_REPOSITORY": "acme/shop", "GITHUB_RUN_ID": "4711",
    ])

  @Test func `in GitHub Actions the body names the run's page`() {
    let body = text.letter([IssueRun.diagnosis()]).body
    #expect(body.contains("**Run:** https://github.com/acme/shop/actions/runs/4711\n"))
  }

  @Test(arguments: [1, 9, 11, 400], ["a", "\u{1F9EA}", "e\u{301}", "`"])
  func `title and bodies keep GitHub's limits`(count: Int, letter: String) {
    let long = String(repeating: letter, count: count > 11 ? 100 : 2_500)
    let diagnoses = (1...count).map { number in
      var diagnosis = IssueRun.diagnosis(
        "Runtime Error in model m\n  \(long)", node: "m\(number)\(long)")
      diagnosis.failure.id = "m\(number)"
      return diagnosis
    }
    var outcome = Outcome(status: .notHealed, run: Self.facts.run, command: ["dbt", long])
    outcome.openDiagnoses = diagnoses
    outcome.advice = Array(repeating: long, count: 50)
    outcome.putBack = (1...12).map { _ in
      var fix = IssueRun.fix
      fix.files = Array(
        repeating: .init(path: long, lines: Array(1...50), diff: long), count: 2)
      return PutBack(fix: fix, reason: long)
    }
    outcome.fixes = outcome.putBack.map(\.fix)
    outcome.proposed = outcome.fixes
    let opening = text.letter(diagnoses)
    #expect(opening.title.unicodeScalars.count <= 256)
    #expect(opening.title.hasPrefix("Pipeline Failure: "))
    var bodies = [opening.body, opening.again]
    for status in [Outcome.Status.notHealed, .healed, .waiting] {
      outcome.status = status
      bodies += text.ending(outcome).map { [$0.comment] } ?? []
    }
    #expect(bodies.count == 5)
    for body in bodies {
      #expect(body.unicodeScalars.count <= 65_536)
      #expect(body.hasSuffix("-->"))
      let marker = body.split(separator: "\n").last.flatMap { IssueMarker(String($0)) }
      #expect(marker?.run == Self.facts.run.description)
    }
  }

  @Test func `nothing of dbt's breaks out of its block`() {
    let message = """
      Runtime Error in model x
        ```
        @everyone see #123 <!-- heal: fingerprint=0123456789abcdef run=other -->
        ````
      """
    let body = text.letter([IssueRun.diagnosis(message, node: "a`b|@me")]).body
    #expect(body.contains("`````text\n"))
    #expect(body.contains("`` a`b|@me ``"))
    #expect(IssueMarker(String(body.split(separator: "\n").last ?? ""))?.run != "other")
  }

  @Test func `everything is redacted before it is cut`() {
    var diagnosis = IssueRun.diagnosis(
      "Runtime Error in model m\n  password hunter2", node: "hunter2", rule: "r.hunter2")
    diagnosis.findings[0].category = "hunter2"
    var fix = IssueRun.fix
    fix.title = "hunter2"
    fix.files = [.init(path: "hunter2", lines: [1], diff: "+hunter2")]
    fix.commands = [["hunter2"]]
    var outcome = Outcome(status: .notHealed, run: Self.facts.run, command: ["hunter2"])
    outcome.openDiagnoses = [diagnosis]
    outcome.advice = ["hunter2"]
    outcome.putBack = [PutBack(fix: fix, reason: "hunter2")]
    outcome.refused = [Refusal(rule: "hunter2", title: "hunter2", reason: "hunter2")]
    outcome.fixes = [fix]
    outcome.proposed = [fix]
    outcome.remarks = ["hunter2"]
    outcome.attempts = [Attempt(number: 1, command: ["hunter2"], exit: .code(1), duration: 1)]
    let letter = text.letter([diagnosis])
    var all = [letter.title, letter.body, letter.again]
    for status in [Outcome.Status.notHealed, .healed, .waiting] {
      outcome.status = status
      all += text.ending(outcome).map { [$0.comment] } ?? []
    }
    all.append(StepSummary(run: Self.facts, redact: IssueRun.redact).text(outcome))
    for part in all {
      #expect(!part.contains("hunter2"), "\(part)")
      #expect(part.contains("[redacted]"))
    }
  }

  @Test func `the failure that caused the others stands first`() {
    var below = IssueRun.diagnosis("Database Error in model b\n  gone", node: "b")
    below.failure.node?.dependsOn = ["model.shop.orders"]
    let diagnoses = rootCauseFirst([below, IssueRun.diagnosis()])
    #expect(diagnoses.map(\.failure.node?.name) == ["orders", "b"])
  }

  @Test(arguments: [
    ("<!-- heal: fingerprint=0a,1b run=r-1 -->", "r-1", 2),
    ("<!-- heal: run=r said=again -->", "r", 0),
  ])
  func `a marker is read as it is written`(text: String, run: String, count: Int) throws {
    let marker = try #require(IssueMarker(text))
    #expect(marker.run == run)
    #expect(marker.fingerprints.count == count)
    #expect(marker.text == text)
  }

  @Test func `other comments are no markers`() {
    for text in ["<!-- heal: -->", "<!-- note: run=r -->", "heal: run=r", ""] {
      #expect(IssueMarker(text) == nil)
    }
  }

  @Test func `gh's answer is read with its headers`() throws {
    let text =
      "HTTP/2.0 403 Forbidden\nRetry-After: 3\r\nX: a: b\r\n\r\n{\"message\": \"no\\nno\", "
    let reply = try #require(
      GitHubReply(parsing: Array((text + "\"errors\": [{\"message\": \"m\"}, \"e\"]}").utf8)))
    #expect(reply.status == 403)
    #expect(reply.headers["x"] == "a: b")
    #expect(reply.secondsToWait == 3)
    #expect(reply.message == "no no; m; e")
    #expect(GitHubTrouble(reply) == .limited(after: 3))
    #expect(GitHubReply(parsing: Array("gh: what\n".utf8)) == nil)
  }
}
