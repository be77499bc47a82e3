import HealLanguage
import HealProject
import Testing

@testable import HealRunner

/// `heal issues`, as people call it.
@Suite(.serialized, .enabled(if: RealGh.program != nil, "set HEAL_REAL_GH=gh, or use make test"))
struct IssuesCommandTests {
  @Test func `what waits is listed and said`() async throws {
    let github = try await TestGitHub.start()
    let run = IssueRun(github)
    run.project.write("name: shop\n", to: "dbt_project.yml")
    github.fail(times: -1, ("status", .int(503)))
    _ = try await run.goes(ending: IssueRun.healed)
    let list = try await heal(["issues", "list"], run)
    #expect(list.exit == .code(0))
    #expect(list.printed.contains("the issue itself, a comment on how the run ended, closing it"))
    #expect(list.printed.contains("GitHub is out of order (503)"))
    let down = try await heal(["issues", "flush"], run)
    #expect(down.exit == .code(1))
    #expect(down.printed.contains("left "))
    github.recover()
    let flush = try await heal(["issues", "flush"], run)
    #expect(flush.exit == .code(0), "\(flush.printed)")
    #expect(flush.printed.contains("#1 Pipeline Failure: orders"))
    #expect(github.text(0, "state") == "closed")
    let nothing = try await heal(["issues", "flush"], run)
    #expect(nothing.exit == .code(0))
    #expect(nothing.printed == "Nothing waits to be said on GitHub.\n")
  }

  @Test func `without a project it cannot be used`() async throws {
    let github = try await TestGitHub.start()
    let run = IssueRun(github)
    let result = try await heal(["issues", "flush", "--project-dir", "/tmp/no-such-folder"], run)
    #expect(result.exit == .code(2))
    #expect(github.requests == [])
  }

  private func heal(_ words: [String], _ run: IssueRun) async throws -> CommandResult {
    let (environment, folder) = (run.facts.environment, run.project.path)
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal] + words, environment: environment, folder: folder, timeLimit: 60))
    }
  }
}
