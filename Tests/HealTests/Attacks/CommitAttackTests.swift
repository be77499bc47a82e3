import HealProject
import Testing

@testable import HealRunner

/// `git`: hooks, locks and settings that keep a fix out of the commit. Green, 0, is only said of a commit that has it.
@Suite struct CommitAttackTests {
  private func isCommitted(_ project: GitProject) async throws -> Bool {
    try await project.git("show", "HEAD:models/a.sql") == GitProject.healed
  }

  /// Twice: the next run commits or reverts, and never refuses to start over heal's own edit.
  private func healTwice(_ project: GitProject) async throws {
    for _ in 1...2 {
      let outcome = try await project.heal(.direct)
      let isCommitted = (try? await isCommitted(project)) == true
      #expect(
        outcome.exitCode == (isCommitted ? 0 : 4),
        "\(outcome.notCommitted ?? "") \(outcome.remarks)")
      #expect((outcome.commit == nil) == (outcome.status != .healed || !isCommitted))
    }
  }

  @Test(arguments: [
    ("pre-commit", "exit 1"), ("commit-msg", "exit 1"), ("prepare-commit-msg", "exit 1"),
    ("post-commit", "exit 1"), ("commit-msg", "echo > $1"), ("pre-commit", "kill -9 $PPID"),
    ("pre-commit", "git checkout -q HEAD -- models/a.sql"), ("pre-commit", "git stash -q"),
    ("pre-commit", "sed -i s/email/emial/ models/a.sql; git add models/a.sql"),
  ])
  func `git: a hook that fails or takes the fix out of the commit is not green`(
    hook: String, script: String
  ) async throws {
    let project = try await GitProject.committed()
    project.hook(hook, script)
    try await healTwice(project)
  }

  @Test func `git: a hook that takes the file out of the commit is not green`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "git rm -q --cached models/a.sql")
    let outcome = try await project.heal(.direct)
    #expect(outcome.exitCode == 4 && outcome.notCommitted?.contains("models/a.sql") == true)
    #expect(project.model == GitProject.healed)
  }

  @Test(arguments: ["HEAD.lock", "refs/heads/main.lock"])
  func `git: a lock of git's that stays is not green, and gone it is`(lock: String) async throws {
    let project = try await GitProject.committed()
    project.root.write("", to: ".git/" + lock)
    #expect(try await project.heal(.direct).exitCode == 4)
    FileSystem.remove(project.root.path + "/.git/" + lock)
    #expect(try await project.heal(.direct).exitCode == 0)
    #expect(try await isCommitted(project))
    #expect(try await project.git("status", "--porcelain", "models") == "")
  }

  @Test(arguments: ["--skip-worktree", "--assume-unchanged"])
  func `git: a file that git is told not to see is never green uncommitted`(
    flag: String
  ) async throws {
    let project = try await GitProject.committed()
    try await project.git("update-index", flag, "models/a.sql")
    try await healTwice(project)
  }

  @Test func `git: a filter that undoes the fix on its way in is not green`() async throws {
    let project = try await GitProject.committed()
    project.root.write("*.sql filter=x\n", to: ".gitattributes")
    try await project.git("config", "filter.x.clean", "sed s/email/emial/")
    try await project.git("add", "--all")
    try await project.git("commit", "--quiet", "--message=Filter")
    try await healTwice(project)
  }

  @Test(arguments: ["dbt p", "a/b"])
  func `hostile-journal: a folder that git tracks below the top is ignored too`(
    folder: String
  ) async throws {
    let project = try await GitProject.committed(in: folder)
    project.dbt.folder.write("{}\n", to: ".heal/runs/20260101-120000-00ff/journal.jsonl")
    try await project.git("add", "--force", folder + "/.heal")
    try await project.git("commit", "--quiet", "--message=Add state")
    let outcome = try await project.heal(.none)
    #expect(outcome.status == .notHealed && outcome.attempts.count == 1)
    #expect(outcome.remarks.contains { $0.contains("git tracks .heal") })
    #expect(project.model == GitProject.broken)
  }

  @Test func `hostile-journal: a folder that git tracks in a working tree beside is ignored too`()
    async throws
  {
    let project = try await GitProject.committed()
    project.root.write("{}\n", to: ".heal/green.json")
    try await project.git("add", "--force", ".heal")
    try await project.git("commit", "--quiet", "--message=Add state")
    let tree = project.outside.path + "/tree"
    try await project.git("worktree", "add", "--quiet", "-b", "other", tree)
    let folder = HealFolder(project: tree)
    let isTracked = try await offPool {
      folder.isTracked(CommandRunner(interruption: Interruption()))
    }
    #expect(isTracked)
  }
}
