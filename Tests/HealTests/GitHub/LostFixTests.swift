import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// A fix in a checkout that is thrown away is lost unless a commit holds it: that is said, and nothing is closed.
@Suite struct LostFixTests {
  private func outcome(
    mode: Policy.Mode = .autonomousCI, commit: MadeCommit? = nil, status: Outcome.Status = .healed,
    fix: AppliedFix = IssueRun.fix
  ) -> (Outcome, RunFacts) {
    let folder = TemporaryFolder()
    var settings = Settings()
    settings.policy.mode = mode
    let facts = RunFacts(
      run: RunID(at: .now), started: .now, project: DbtProject(directory: folder.path),
      folder: HealFolder(project: folder.path), command: ["dbt", "build"], settings: settings,
      environment: [:])
    var outcome = Outcome(status: status, run: facts.run, command: facts.command)
    IssueRun.healed(&outcome)
    outcome.status = status
    outcome.fixes = [fix]
    outcome.commit = commit
    LostFixCompanion().ended(facts, &outcome)
    return (outcome, facts)
  }

  @Test func `in CI without a commit the fix is lost, and the patch is told`() throws {
    let (outcome, facts) = outcome()
    #expect(outcome.isFixLost)
    #expect(outcome.patch == IssueRun.fix.files.map(\.diff).joined())
    #expect(outcome.remarks.first?.contains("is lost when this checkout goes") == true)
    let ending = try #require(IssueText(run: facts, redact: { $0 }).ending(outcome))
    #expect(ending.action == .leaveOpen)
    #expect(ending.comment.contains("This issue stays open"))
    #expect(ending.comment.contains("-x\n+y"), "the patch is in it")
  }

  @Test func `what is kept somewhere closes the issue`() throws {
    let made = MadeCommit(sha: String(repeating: "ab", count: 20), branch: "main")
    var waiting = IssueRun.fix
    waiting.files = []
    for (outcome, facts) in [
      outcome(commit: made), outcome(mode: .autonomous), outcome(mode: .humanInLoop),
      outcome(fix: waiting),
    ] {
      #expect(!outcome.isFixLost)
      #expect(outcome.remarks == [])
      #expect(IssueText(run: facts, redact: { $0 }).ending(outcome)?.action == .close)
    }
    #expect(!outcome(status: .notHealed).0.isFixLost)
  }
}
