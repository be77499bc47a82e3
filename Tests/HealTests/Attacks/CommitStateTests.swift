import HealProject
import Testing

@testable import HealRunner

/// Fixes that are kept and not committed yet: a state of the journal that the next run ends, one way or the other.
struct CommitStateTests {
  @Test func `git: what was refused is committed by the next run`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "[ -e $PWD/.git/closed ] && exit 1; exit 0")
    project.root.write("", to: ".git/closed")
    let first = try await project.heal(.direct)
    #expect(first.status == .healed && first.commit == nil && first.exitCode == 4)
    FileSystem.remove(project.root.path + "/.git/closed")
    let second = try await project.heal(.direct)
    #expect(second.status == .green)
    #expect(try await project.git("show", "HEAD:models/a.sql") == GitProject.healed)
    #expect(try await project.git("status", "--porcelain", "models") == "")
    #expect(try await project.heal(.direct).status == .green)
  }

  @Test func `git: what is refused again is reverted, healed, and refused anew`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "exit 1")
    for _ in 0..<2 {
      let outcome = try await project.heal(.direct)
      #expect(outcome.status == .healed && outcome.exitCode == 4)
      #expect(outcome.attempts.count == 2)
      #expect(project.model == GitProject.healed)
    }
  }

  @Test func `heal's own fix of an earlier run is nobody's work`() async throws {
    let project = try await GitProject.committed()
    #expect(try await project.heal(.none).status == .healed)
    #expect(try await project.heal(.direct).status == .green)
    #expect(try await project.heal(.pr).status == .green)
    #expect(project.model == GitProject.healed)
    project.root.write(GitProject.healed + "-- mine\n", to: "models/a.sql")
    await #expect(throws: RunnerError.dirtyTree(["models/a.sql"])) {
      try await project.heal(.pr)
    }
  }

  @Test func `a fix on top of someone's work is their work`() async throws {
    let project = try await GitProject.committed()
    project.root.write(GitProject.broken + "-- mine\n", to: "models/a.sql")
    #expect(try await project.heal(.none).status == .healed)
    await #expect(throws: RunnerError.dirtyTree(["models/a.sql"])) {
      try await project.heal(.direct)
    }
  }

  @Test func `what was committed by hand stays`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "exit 1")
    _ = try await project.heal(.direct)
    try await project.git("commit", "--quiet", "--no-verify", "--all", "--message=By hand")
    let head = try await project.head()
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .green)
    #expect(try await project.head() == head)
    #expect(project.model == GitProject.healed)
  }

  @Test func `git: a run that was killed before its commit is finished by the next`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "exit 1")
    let outcome = try await project.heal(.direct)
    // As a kill leaves it: the journal says that a commit is due, and there is no message for it.
    FileSystem.remove(
      HealFolder(project: project.root.path).commitMessage(outcome.run))
    project.hook("pre-commit", "exit 0")
    let second = try await project.heal(.direct)
    #expect(second.status == .healed && second.commit != nil, "\(second.remarks)")
    #expect(try await project.git("show", "HEAD:models/a.sql") == GitProject.healed)
  }

  @Test func `also seen: a hook that adds a file leaves nothing staged`() async throws {
    let project = try await GitProject.committed()
    project.root.write("select 'staged'\n", to: "models/b.sql")
    try await project.git("add", "models/b.sql")
    project.hook("pre-commit", "echo made > made.txt; git add made.txt")
    let outcome = try await project.heal(.direct, allowDirty: true)
    #expect(outcome.commit != nil, "\(outcome.notCommitted ?? "")")
    #expect(try await project.git("show", "HEAD:made.txt") == "made\n")
    #expect(try await project.git("status", "--porcelain", "made.txt") == "")
    #expect(try await project.git("diff", "--cached", "--name-only") == "models/b.sql\n")
  }
}
