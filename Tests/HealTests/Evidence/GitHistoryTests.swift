import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// Files as git knows them from before, by the real git.
@Suite struct GitHistoryTests {
  private func history(_ project: GitProject, green: String? = nil) -> GitHistory {
    let (root, environment) = (project.dbt.folder.path, project.environment)
    return GitHistory(project: root, greenCommit: green) {
      try? GitRepository(
        of: root, runner: CommandRunner(interruption: Interruption()), environment: environment)
    }
  }

  private func ask<Answer: Sendable>(
    _ history: GitHistory, _ work: @escaping @Sendable (GitHistory) -> Answer
  ) async throws -> Answer {
    try await offPool { work(history) }
  }

  @Test(arguments: [nil, "shop"]) func `an uncommitted change is held against HEAD`(
    folder: String?
  ) async throws {
    let project = try await GitProject.committed(in: folder)
    project.dbt.folder.write("select 2\r\n", to: "models/b.sql")
    let history = history(project)
    #expect(try await ask(history) { $0.committedText("models/b.sql") } == "select 1\n")
    #expect(try await ask(history) { $0.hasChanged("models/b.sql") } == true)
    #expect(try await ask(history) { $0.hasChanged("models/c.sql") } == nil, "no green is known")
    #expect(try await ask(history) { $0.committedText("models/none.sql") } == nil)
  }

  @Test func `a committed change is held against the commit before it`() async throws {
    let project = try await GitProject.committed()
    project.dbt.folder.write("select 2\n", to: "models/b.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Change")
    project.dbt.folder.write("select 3\n", to: "models/c.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Another")
    let history = history(project)
    #expect(try await ask(history) { $0.committedText("models/b.sql") } == "select 1\n")
    #expect(
      try await ask(history) { $0.committedText("models/a.sql") } == nil, "it was never other")
  }

  @Test func `the last green commit goes before all`() async throws {
    let project = try await GitProject.committed()
    let green = try await project.head()
    for text in ["select 2\n", "select 3\n"] {
      project.dbt.folder.write(text, to: "models/b.sql")
      try await project.git("commit", "--quiet", "--all", "--message=Change")
    }
    let history = history(project, green: green)
    #expect(try await ask(history) { $0.committedText("models/b.sql") } == "select 1\n")
    #expect(try await ask(history) { $0.hasChanged("models/b.sql") } == true)
    #expect(try await ask(history) { $0.hasChanged("models/c.sql") } == false)
    let lost = self.history(project, green: String(repeating: "a", count: 40))
    #expect(try await ask(lost) { $0.committedText("models/b.sql") } == "select 2\n")
  }

  @Test func `without git nothing is known`() async throws {
    let project = GitProject()
    let history = history(project)
    #expect(try await ask(history) { $0.committedText("models/b.sql") } == nil)
    #expect(try await ask(history) { $0.hasChanged("models/b.sql") } == nil)
  }

  @Test func `what is checked out is read without a process`() async throws {
    let project = try await GitProject.committed(in: "shop")
    let head = try await project.head()
    #expect(HeadCommit.sha(of: project.dbt.folder.path) == head)
    try await project.git("pack-refs", "--all")
    #expect(HeadCommit.sha(of: project.dbt.folder.path) == head)
    try await project.git("checkout", "--quiet", "--detach")
    #expect(HeadCommit.sha(of: project.dbt.folder.path) == head)
    let tree = project.outside.path + "/tree"
    try await project.git("worktree", "add", "--quiet", "-b", "other", tree)
    #expect(HeadCommit.sha(of: tree + "/shop") == head)
    #expect(HeadCommit.sha(of: TemporaryFolder().path) == nil)
  }
}

/// Whether a name was in use before, by the real git.
@Suite struct NameHistoryTests {
  private func history(_ project: GitProject) -> GitHistory {
    let (root, environment) = (project.dbt.folder.path, project.environment)
    return GitHistory(project: root, greenCommit: nil) {
      try? GitRepository(
        of: root, runner: CommandRunner(interruption: Interruption()), environment: environment)
    }
  }

  private func existed(
    _ name: String, in path: String = "models/b.sql", _ project: GitProject
  ) async throws -> Bool? {
    let history = history(project)
    return try await offPool { history.history(of: name, in: path)?.existed }
  }

  @Test(arguments: [nil, "shop"]) func `what only the working tree says never existed`(
    folder: String?
  ) async throws {
    let project = try await GitProject.committed(in: folder)
    project.dbt.folder.write("select custmer_id from t\n", to: "models/b.sql")
    #expect(try await existed("custmer_id", project) == false)
  }

  @Test(arguments: [nil, "shop"]) func `what another file said when it was written existed`(
    folder: String?
  ) async throws {
    let project = try await GitProject.committed(in: folder)
    project.dbt.folder.write("select custmer_id from t\n", to: "models/a.sql")
    try await project.git("commit", "--quiet", "--all", "--message=A")
    project.dbt.folder.write("select custmer_id from t\n", to: "models/b.sql")
    try await project.git("commit", "--quiet", "--all", "--message=B")
    #expect(try await existed("custmer_id", project) == true)
    #expect(try await existed("custmer", project) == false, "a part of a name is none")
  }

  @Test func `what an older commit took out existed`() async throws {
    let project = try await GitProject.committed()
    for text in ["select custmer_id from t\n", "select 2\n", "select custmer_id from u\n"] {
      project.dbt.folder.write(text, to: "models/b.sql")
      try await project.git("commit", "--quiet", "--all", "--message=Change")
    }
    #expect(try await existed("custmer_id", project) == true)
  }

  @Test func `a commit that wrote it is no proof that it existed`() async throws {
    let project = try await GitProject.committed()
    project.dbt.folder.write("select custmer_id from t\n", to: "models/b.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Write it")
    project.dbt.folder.write("select 3\n", to: "models/c.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Later")
    #expect(try await existed("custmer_id", project) == false)
  }

  @Test func `the last change is told with its author`() async throws {
    let project = try await GitProject.committed()
    project.dbt.folder.write("select 2\n", to: "models/b.sql")
    let open = history(project)
    #expect(try await offPool { open.lastChange(of: "models/b.sql") } == "not committed yet")
    try await project.git("commit", "--quiet", "--all", "--message=Filter what is open")
    let done = history(project)
    let change = try await offPool { done.lastChange(of: "models/b.sql") }
    #expect(change?.contains("Filter what is open") == true)
    #expect(change?.hasPrefix("commit ") == true)
  }
}
