import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// What a run commits on the branch at hand.
struct CommitTests {
  @Test func `only the healed file is committed, and the message says why`() async throws {
    let project = try await GitProject.committed()
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .healed)
    #expect(outcome.remarks == [])
    #expect(outcome.commit == MadeCommit(sha: try await project.head(), branch: "main"))
    #expect(try await project.committedFiles() == ["models/a.sql"])
    #expect(try await project.git("show", "HEAD:models/a.sql") == GitProject.healed)
    let message = try await project.git("log", "-1", "--format=%B")
    #expect(message.hasPrefix("Heal model.shop.a: Read email for emial\n\nmodel.shop.a failed:\n"))
    for part in [
      "\"emial\" not found", "rule: test.rule", "confidence: 95%", "attempt: 2",
      "heal undo \(outcome.run)", "Heal-Run: \(outcome.run)\n",
    ] { #expect(message.contains(part), "\(part) in \(message)") }
  }

  @Test func `what else is staged, changed or new stays as it was`() async throws {
    let project = try await GitProject.committed()
    project.root.write("select 'staged'\n", to: "models/b.sql")
    try await project.git("add", "models/b.sql")
    project.root.write("select 'staged and changed'\n", to: "models/b.sql")
    project.root.write("select 'changed'\n", to: "models/c.sql")
    project.root.write("new\n", to: "notes.txt")
    let before = try await project.state()
    let outcome = try await project.heal(.direct, allowDirty: true)
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql"])
    #expect(try await project.state() == before)
    #expect(project.root.read("models/b.sql") == "select 'staged and changed'\n")
    #expect(project.root.read("notes.txt") == "new\n")
  }

  @Test(arguments: [CommitSettings.Strategy.direct, .pr])
  func `a dirty tree is refused before dbt runs`(strategy: CommitSettings.Strategy) async throws {
    let project = try await GitProject.committed()
    project.root.write("select 3\n", to: "models/c.sql")
    project.root.write("new\n", to: "notes é.txt")
    let refusal = await #expect(throws: RunnerError.self) { try await project.heal(strategy) }
    #expect(refusal == .dirtyTree(["models/c.sql", "notes é.txt"]))
    #expect(refusal?.exitCode == 2)
    #expect(refusal?.description.contains("--allow-dirty") == true)
    #expect(project.dbt.calls == [])
  }

  @Test func `what heal and dbt write themselves makes no tree dirty`() async throws {
    let project = try await GitProject.committed()
    for name in [
      "logs/dbt.log", "target/manifest.json", "dbt_packages/x/y.sql", "package-lock.yml",
      ".user.yml", ".claude/agent-notes.md", "var/heal.log",
    ] { project.root.write("x", to: name) }
    let outcome = try await project.heal(.direct) { $0.settings.logging.errors = "var/heal.log" }
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql"])
  }

  @Test func `without a strategy the tree is left as it is, dirty or not`() async throws {
    let project = try await GitProject.committed()
    project.root.write("select 3\n", to: "models/c.sql")
    let before = try await project.head()
    let outcome = try await project.heal(.none)
    #expect(outcome.status == .healed && outcome.commit == nil && outcome.remarks == [])
    #expect(try await project.head() == before)
    #expect(project.model == GitProject.healed)
  }

  @Test func `a file with changes of the user is not committed`() async throws {
    let project = try await GitProject.committed()
    project.root.write("-- mine\n" + GitProject.broken, to: "models/a.sql")
    let before = try await project.head()
    let outcome = try await project.heal(.direct, allowDirty: true)
    #expect(outcome.status == .healed && outcome.commit == nil)
    #expect(outcome.exitCode == 4)
    #expect(outcome.notCommitted?.contains("`models/a.sql` had changes") == true)
    #expect(try await project.head() == before)
    #expect(project.model == "-- mine\n" + GitProject.healed)
  }

  @Test func `a project in a folder of the repository`() async throws {
    let project = try await GitProject.committed(in: "data/shop")
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["data/shop/models/a.sql"])
  }

  @Test func `a working tree beside the main one`() async throws {
    let main = try await GitProject.committed()
    let tree = TemporaryFolder("tree", in: main.outside)
    try await main.git("worktree", "add", "--quiet", "-b", "side", tree.path)
    let project = GitProject(root: tree)
    let before = try await main.head()
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit?.branch == "side", "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql"])
    #expect(try await main.head() == before)
  }

  @Test func `a project that is a submodule is committed there`() async throws {
    let inner = try await GitProject.committed()
    let outer = TemporaryFolder("outer", in: inner.outside)
    try await inner.git("init", "--quiet", "--initial-branch=main", in: outer.path)
    try await inner.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.root.path, "shop",
      in: outer.path)
    let project = GitProject(root: TemporaryFolder("shop", in: outer))
    for (key, value) in [("user.name", "Ada"), ("user.email", "ada@example.com")] {
      try await project.git("config", key, value)
    }
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit?.sha == (try await project.head()), "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql"])
    #expect(try await inner.git("diff", "--cached", "--name-only", in: outer.path) != "")
  }

  @Test func `a detached HEAD`() async throws {
    let project = try await GitProject.committed()
    try await project.git("checkout", "--quiet", "--detach")
    let outcome = try await project.heal(.direct)
    let head = try await project.head()
    #expect(outcome.commit == MadeCommit(sha: head), "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql"])
  }

  @Test func `the lock file of packages is committed where it is tracked`() async throws {
    let project = try await GitProject.committed(
      always: """
        if [ $command = deps ]; then echo two > package-lock.yml; exit 0; fi
        if ! mentions two package-lock.yml; then broken 'no packages'; exit 2; fi
        """)
    project.root.write("one\n", to: "package-lock.yml")
    try await project.git("add", "--all")
    try await project.git("commit", "--quiet", "--message=Lock")
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql", "package-lock.yml"])
  }

  @Test func `the issue is named and secrets are not`() async throws {
    let project = try await GitProject.committed()
    let outcome = try await project.heal(.direct) { session in
      session.companions.insert(IssueNamer(), at: 0)
      let diagnose = session.diagnose
      session.diagnose = { failures in
        diagnose(failures).map { diagnosis in
          var diagnosis = diagnosis
          diagnosis.failure.message += "\n  password sekret"
          return diagnosis
        }
      }
    }
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    let message = try await project.git("log", "-1", "--format=%B")
    #expect(message.contains("Refs: #12\n") && message.contains("password ***"), "\(message)")
    #expect(!message.contains("sekret"))
  }

  @Test func `no repository is no reason not to heal`() async throws {
    let project = GitProject()
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .healed && outcome.commit == nil)
    #expect(outcome.notCommitted?.contains("not a git repository") == true)
  }

  @Test func `a green run asks git nothing`() async throws {
    let project = try await GitProject.committed()
    project.root.write(GitProject.healed, to: "models/a.sql")
    let trace = project.outside.path + "/trace"
    let outcome = try await project.heal(.none) { $0.environment["GIT_TRACE"] = trace }
    #expect(outcome.status == .green)
    #expect(project.outside.read("trace") == nil)
    // So that the absence of a trace says something.
    project.root.write(GitProject.broken, to: "models/a.sql")
    _ = try await project.heal(.none) { $0.environment["GIT_TRACE"] = trace }
    #expect(project.outside.read("trace")?.contains("rev-parse") == true)
  }
}

/// Stands for what opens issues.
private final class IssueNamer: RunCompanion {
  func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
    outcome.issue = IssueReference(number: 12, url: "https://github.com/o/r/issues/12")
  }
}

extension GitProject {
  /// All that git knows of the working tree beside the model that heal changes.
  func state() async throws -> [String] {
    [
      try await git("diff", "--cached"), try await git("diff", "--", ".", ":!models/a.sql"),
      try await git("status", "--porcelain", "--", ".", ":!models/a.sql", ":!logs", ":!target"),
    ]
  }
}
