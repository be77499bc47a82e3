import HealProject
import Testing

@testable import HealRunner

/// The branch that a fix is proposed on: made, pushed and renewed without touching what is checked out.
struct ProposingTests {
  @Test func `the fix goes to a branch of its own and what is checked out stays`() async throws {
    let project = try await GitProject.committed()
    let remote = try await project.remote()
    project.root.write("select 'staged'\n", to: "models/b.sql")
    try await project.git("add", "models/b.sql")
    let (before, head) = (try await project.state(), try await project.head())
    let outcome = try await project.propose(allowDirty: true)
    let commit = try #require(outcome.commit, "\(outcome.remarks)")
    let branch = try #require(commit.branch)
    #expect(branch.hasPrefix("heal/model-shop-a-"))
    #expect(try await project.git("rev-parse", branch, in: remote) == commit.sha + "\n")
    #expect(try await project.git("rev-parse", branch + "^") == head + "\n")
    #expect(try await project.committedFiles(commit.sha) == ["models/a.sql"])
    #expect(try await project.git("show", commit.sha + ":models/a.sql") == GitProject.healed)
    #expect(try await project.git("branch", "--show-current") == "main\n")
    #expect(try await project.head() == head)
    #expect(try await project.state() == before)
    #expect(project.model == GitProject.healed)
    #expect(try await project.git("worktree", "list").split(separator: "\n").count == 1)
    #expect(try await project.git("for-each-ref", "refs/heads/main", in: remote) != "")
  }

  @Test func `hooks and signatures are the user's own`() async throws {
    let project = try await GitProject.committed()
    try await project.remote()
    project.hook(
      "pre-commit", "test -e models/c.sql && echo '-- tidy' >> models/a.sql; git add models/a.sql")
    project.hook("commit-msg", "echo 'Seen-By: hook' >> \"$1\"")
    project.hook("pre-push", "echo $1 > \(project.outside.path)/pushed")
    let outcome = try await project.propose()
    let sha = try #require(outcome.commit?.sha, "\(outcome.remarks)")
    #expect(
      try await project.git("show", sha + ":models/a.sql") == GitProject.healed + "-- tidy\n")
    #expect(try await project.git("log", "-1", "--format=%B", sha).contains("Seen-By: hook"))
    #expect(project.outside.read("pushed") == "origin\n")
  }

  @Test func `a hook that rejects leaves no branch`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "echo 'no commits on Fridays'; exit 1")
    let outcome = try await project.propose()
    #expect(outcome.status == .healed && outcome.commit == nil)
    #expect(outcome.notCommitted?.contains("no commits on Fridays") == true)
    #expect(try await project.git("branch", "--list", "heal/*") == "")
    #expect(try await project.git("worktree", "list").split(separator: "\n").count == 1)
    #expect(project.model == GitProject.healed)
  }

  @Test func `a project in a folder, with HEAD detached, from a working tree`() async throws {
    let main = try await GitProject.committed(in: "shop")
    let remote = try await main.remote()
    let tree = TemporaryFolder("tree", in: main.outside)
    try await main.git("worktree", "add", "--quiet", "--detach", tree.path)
    let project = GitProject(in: "shop", root: tree)
    let outcome = try await project.propose()
    let commit = try #require(outcome.commit, "\(outcome.remarks)")
    #expect(try await main.git("branch", "--list", "heal/*", in: remote) != "")
    #expect(try await main.committedFiles(commit.sha) == ["shop/models/a.sql"])
    #expect(try await project.git("branch", "--show-current") == "")
  }

  @Test func `the same cause again renews heal's branch`() async throws {
    let project = try await GitProject.committed()
    let remote = try await project.remote()
    let first = try #require(try await project.propose().commit)
    // The same change once more is left as it is.
    try await project.startAnew()
    #expect(try await project.propose().commit?.sha == first.sha)
    // Meanwhile the branch at hand has moved on.
    try await project.startAnew()
    project.root.write("select 7\n", to: "models/c.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Next")
    let second = try #require(try await project.propose().commit)
    #expect(second.branch == first.branch && second.sha != first.sha)
    let branch = try #require(second.branch)
    #expect(try await project.git("rev-parse", branch, in: remote) == second.sha + "\n")
    let ahead = try await project.git("rev-list", "--count", "main..\(branch)")
    #expect(ahead == "1\n")
  }

  @Test func `a branch that someone else has worked on is left alone`() async throws {
    let project = try await GitProject.committed()
    let remote = try await project.remote()
    let first = try #require(try await project.propose().commit?.branch)
    let clone = TemporaryFolder("clone", in: project.outside)
    try await project.git(
      "clone", "--quiet", "--branch", first, remote, clone.path + "/it")
    let there = clone.path + "/it"
    try await project.git(
      "-c", "user.name=Eve", "-c", "user.email=eve@example.com", "commit", "--quiet",
      "--allow-empty", "--message=Review", in: there)
    try await project.git("push", "--quiet", in: there)
    let reviewed = try await project.git("rev-parse", first, in: remote)
    try await project.startAnew()
    project.root.write("select 7\n", to: "models/c.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Next")
    let outcome = try await project.propose()
    #expect(outcome.status == .healed)
    #expect(outcome.notCommitted?.contains("has commits that are not heal's") == true)
    #expect(try await project.git("rev-parse", first, in: remote) == reviewed)
  }

  @Test func `without a remote the commit stays here`() async throws {
    let project = try await GitProject.committed()
    let outcome = try await project.propose()
    let commit = try #require(outcome.commit)
    #expect(try await project.committedFiles(commit.sha) == ["models/a.sql"])
    #expect(
      outcome.notCommitted
        == "the fix is committed on `\(commit.branch ?? "")` and in the tree, but the repository has no remote"
    )
  }

  @Test func `a push that is rejected is quoted`() async throws {
    let project = try await GitProject.committed()
    try await project.remote()
    project.outside.write(
      "#!/bin/sh\necho 'closed for the night' >&2\nexit 1\n", to: "remote.git/hooks/pre-receive",
      mode: 0o755)
    let outcome = try await project.propose()
    #expect(outcome.commit != nil)
    #expect(outcome.notCommitted?.contains("closed for the night") == true)
  }

  @Test func `a working tree that a killed run left behind is no obstacle`() async throws {
    let project = try await GitProject.committed()
    try await project.remote()
    let left = ".heal/runs/20200101-000000-abcd/tree"
    try await project.git("worktree", "add", "--quiet", "--detach", left)
    let outcome = try await project.propose()
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(project.root.read(left + "/dbt_project.yml") == nil)
    #expect(try await project.git("worktree", "list").split(separator: "\n").count == 1)
  }
}

extension GitProject {
  /// A bare repository on disk that `main` is pushed to.
  ///
  /// - Returns: its path.
  @discardableResult
  func remote() async throws -> String {
    outside.make(folder: "remote.git")
    let bare = outside.path + "/remote.git"
    try await git("init", "--quiet", "--bare", "--initial-branch=main", in: bare)
    try await git("remote", "add", "origin", bare)
    try await git("push", "--quiet", "--set-upstream", "origin", "main")
    return bare
  }

  /// Heals for a pull request; without a GitHub unless the environment names one.
  func propose(
    allowDirty: Bool = false, gh: String = "no-gh-here", github: [String: String] = [:],
    configure: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) async throws -> Outcome {
    try await heal(.pr, allowDirty: allowDirty) { session in
      configure(&session)
      session.environment.merge(github) { $1 }
      session.companions = [
        CommitCompanion(
          runner: session.runner, redact: { $0.replacing("sekret", with: "***") }, program: gh)
      ]
    }
  }

  /// As a pipeline's next run finds it: broken again, nothing left over.
  func startAnew() async throws {
    try await git("checkout", "--quiet", "--", ".")
  }
}
