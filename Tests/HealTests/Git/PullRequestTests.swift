import HealLanguage
import HealProject
import Testing

@testable import HealRunner

/// The pull request for a fix, through the real gh.
@Suite(.enabled(if: RealGh.program != nil)) struct PullRequestTests {
  let gh = RealGh.program ?? ""

  @Test func `one cause, one pull request, renewed`() async throws {
    let github = try await TestGitHub.start()
    let project = try await GitProject.committed()
    try await project.remote()
    let first = try await project.propose(gh: gh, github: github.environment)
    #expect(first.remarks == [])
    #expect(first.commit?.pullRequest == "http://github.localhost/acme/shop/pull/1")
    let made = try #require(github.requestLog.last?["body"])
    #expect(made["head"]?.string == first.commit?.branch && made["base"]?.string == "main")
    #expect(made["title"]?.string == "Heal model.shop.a: Read email for emial")
    for part in ["-  emial\n+  email", "confidence 95%", "`test.rule`", "heal undo \(first.run)"] {
      #expect(made["body"]?.string?.contains(part) == true, "\(part) in \(made)")
    }
    try await project.startAnew()
    project.root.write("select 7\n", to: "models/c.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Next")
    let second = try await project.propose(gh: gh, github: github.environment)
    #expect(second.remarks == [])
    #expect(second.commit?.pullRequest == first.commit?.pullRequest)
    #expect(github.requests == ["POST pulls", "POST pulls", "GET pulls", "PATCH pulls/1"])
    let renewed = github.requestLog.last?["body"]?["body"]?.string
    #expect(renewed?.contains("heal undo \(second.run)") == true)
  }

  @Test func `a fix that heal could not note as kept is no success`() async throws {
    let github = try await TestGitHub.start()
    let project = try await GitProject.committed()
    try await project.remote()
    let first = try await project.propose(gh: gh, github: github.environment) {
      $0.onStep = { step throws(RunnerError) in
        guard step == .ending else { return }
        throw .file("x", doing: "write", reason: "Read-only file system")
      }
    }
    #expect(first.status == .healed && first.exitCode == 4 && first.commit?.pullRequest != nil)
    #expect(first.notCommitted?.contains("reverts the fix in the tree and heals anew") == true)
    let second = try await project.propose(gh: gh, github: github.environment)
    #expect(second.status == .healed && second.exitCode == 0)
    #expect(second.commit?.pullRequest == first.commit?.pullRequest)
    #expect(project.model == GitProject.healed)
    #expect(try await project.propose(gh: gh, github: github.environment).status == .green)
  }

  @Test func `the branch that GitHub Actions names is the base`() async throws {
    let github = try await TestGitHub.start()
    let project = try await GitProject.committed()
    try await project.remote()
    try await project.git("checkout", "--quiet", "--detach")
    let actions = ["GITHUB_REF_NAME": "main", "GITHUB_REF_TYPE": "branch"]
    let outcome = try await project.propose(
      gh: gh, github: github.environment.merging(actions) { $1 })
    #expect(outcome.commit?.pullRequest != nil, "\(outcome.remarks)")
    #expect(github.requestLog.last?["body"]?["base"]?.string == "main")
  }

  @Test func `when GitHub forbids it, the branch is there and it is said`() async throws {
    let github = try await TestGitHub.start()
    github.fail("POST pulls", ("status", .int(403)), ("message", .text("not permitted")))
    let project = try await GitProject.committed()
    let remote = try await project.remote()
    let outcome = try await project.propose(gh: gh, github: github.environment)
    let commit = try #require(outcome.commit)
    #expect(outcome.status == .healed && commit.pullRequest == nil)
    #expect(outcome.notCommitted?.contains("not permitted") == true)
    #expect(outcome.notCommitted?.contains("pull-requests: write") == true)
    #expect(
      try await project.git("rev-parse", commit.branch ?? "", in: remote) == commit.sha + "\n")
  }

  @Test func `a base that GitHub does not have is told`() async throws {
    let github = try await TestGitHub.start()
    let project = try await GitProject.committed()
    try await project.remote()
    try await project.git("checkout", "--quiet", "-b", "only-here")
    let outcome = try await project.propose(gh: gh, github: github.environment)
    #expect(outcome.commit != nil && outcome.commit?.pullRequest == nil)
    #expect(outcome.notCommitted?.contains("422") == true, "\(outcome.remarks)")
  }

  @Test func `secrets do not reach it`() async throws {
    let github = try await TestGitHub.start()
    let project = try await GitProject.committed()
    try await project.remote()
    project.dbt.folder.write(GitProject.broken + "-- sekret\n", to: "models/a.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Secret")
    let outcome = try await project.propose(gh: gh, github: github.environment)
    #expect(outcome.commit?.pullRequest != nil, "\(outcome.remarks)")
    let log = github.requestLog.map { $0.rendered() }.joined()
    #expect(log.contains("***") && !log.contains("sekret"))
  }
}
