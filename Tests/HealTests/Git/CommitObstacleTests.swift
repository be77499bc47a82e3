import HealProject
import Testing

@testable import HealRunner

/// Hooks, signatures and other things that stand between heal and a commit: whatever they do, the fix is
/// still there.
struct CommitObstacleTests {
  @Test func `a hook that rejects is quoted, and nothing is lost`() async throws {
    let project = try await GitProject.committed()
    project.root.write("select 'staged'\n", to: "models/b.sql")
    try await project.git("add", "models/b.sql")
    project.hook("pre-commit", "echo 'no commits on Fridays' >&2; exit 1")
    let before = try await project.state()
    let head = try await project.head()
    let outcome = try await project.heal(.direct, allowDirty: true)
    #expect(outcome.status == .healed && outcome.commit == nil)
    #expect(outcome.notCommitted == "`git commit` says: no commits on Fridays")
    #expect(outcome.exitCode == 4)
    #expect(project.model == GitProject.healed)
    #expect(try await project.head() == head)
    #expect(try await project.state() == before)
    #expect(try await project.git("diff", "--cached", "--", "models/a.sql") == "")
  }

  @Test func `a hook that reformats and adds`() async throws {
    let project = try await GitProject.committed()
    project.hook("pre-commit", "echo '-- tidy' >> models/a.sql; git add models/a.sql")
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit != nil)
    #expect(
      outcome.remarks == ["a commit hook changed `models/a.sql` after dbt had run with it"])
    let tidy = GitProject.healed + "-- tidy\n"
    #expect(try await project.git("show", "HEAD:models/a.sql") == tidy)
    #expect(project.model == tidy)
    #expect(try await project.git("status", "--porcelain", "models") == "")
  }

  @Test func `a hook that reformats and rejects gets the files once more`() async throws {
    let project = try await GitProject.committed()
    project.hook(
      "pre-commit", "grep -q tidy models/a.sql || { echo '-- tidy' >> models/a.sql; exit 1; }")
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(
      try await project.git("show", "HEAD:models/a.sql") == GitProject.healed + "-- tidy\n")
    #expect(try await project.git("status", "--porcelain", "models") == "")
  }

  @Test func `a hook sees the user's own pathspecs and locale`() async throws {
    let project = try await GitProject.committed()
    project.hook(
      "pre-commit",
      "git diff --cached --name-only -- '*.sql' > seen; echo \"${LC_ALL-none}\" >> seen; mv seen "
        + project.outside.path)
    let outcome = try await project.heal(.direct) { $0.environment["LC_ALL"] = "C.UTF-8" }
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(project.outside.read("seen") == "models/a.sql\nC.UTF-8\n")
  }

  @Test func `without a name git is not asked to guess one`() async throws {
    let project = try await GitProject.committed()
    for key in ["user.name", "user.email"] { try await project.git("config", "--unset", key) }
    try await project.git("config", "user.useConfigOnly", "true")
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .healed && outcome.commit == nil)
    #expect(outcome.notCommitted?.contains("git config user.name NAME") == true)
  }

  @Test func `a commit is signed as configured`() async throws {
    let project = try await GitProject.committed()
    try await project.sign(
      with: """
        cat > /dev/null
        echo '[GNUPG:] SIG_CREATED ' >&2
        printf -- '-----BEGIN PGP SIGNATURE-----\\nx\\n-----END PGP SIGNATURE-----\\n'
        """)
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(try await project.git("cat-file", "commit", "HEAD").contains("gpgsig -----BEGIN"))
  }

  @Test func `a signature that fails is quoted`() async throws {
    let project = try await GitProject.committed()
    try await project.sign(with: "echo 'no secret key' >&2; exit 2")
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .healed && outcome.commit == nil)
    #expect(outcome.notCommitted?.contains("gpg failed to sign") == true)
    #expect(project.model == GitProject.healed)
  }

  @Test func `a merge under way is not committed`() async throws {
    let project = try await GitProject.committed()
    try await project.git("checkout", "--quiet", "-b", "side")
    project.root.write("select 9\n", to: "models/c.sql")
    try await project.git("commit", "--quiet", "--all", "--message=Side")
    try await project.git("checkout", "--quiet", "main")
    try await project.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    let outcome = try await project.heal(.direct, allowDirty: true)
    #expect(outcome.commit == nil)
    #expect(outcome.notCommitted?.contains("a merge is under way") == true)
    #expect(try await project.git("diff", "--cached", "--name-only") == "models/c.sql\n")
  }

  @Test func `git's own lock is waited for`() async throws {
    let project = try await GitProject.committed(
      green: ": > .git/index.lock; (sleep 1; rm .git/index.lock) > /dev/null 2>&1 &")
    let outcome = try await project.heal(.direct)
    #expect(outcome.commit != nil, "\(outcome.remarks)")
  }

  @Test func `git's own lock is not waited for without end`() async throws {
    let project = try await GitProject.committed()
    project.root.write("", to: ".git/index.lock")
    let trouble = try await offPool {
      [environment = project.environment, path = project.root.path] in
      let repository = try GitRepository(
        of: path, runner: CommandRunner(interruption: Interruption()), environment: environment)
      var waited = 0
      do throws(GitTrouble) {
        try repository.waitForIndex(0.2) {
          waited += 1
          Interruption().sleep($0)
        }
        return "no trouble"
      } catch {
        return "\(waited > 0) \(error.description)"
      }
    }
    #expect(trouble.hasPrefix("true another program holds git's index"))
    #expect(trouble.contains(".git/index.lock"))
  }

  @Test func `a hook's own variables do not lead heal astray`() async throws {
    let project = try await GitProject.committed()
    let other = try await GitProject.committed()
    let before = try await other.head()
    let outcome = try await project.heal(.direct) { [path = other.root.path] in
      $0.environment["GIT_DIR"] = path + "/.git"
      $0.environment["GIT_INDEX_FILE"] = path + "/.git/index"
    }
    #expect(outcome.commit != nil, "\(outcome.remarks)")
    #expect(try await project.committedFiles() == ["models/a.sql"])
    #expect(try await other.head() == before)
  }
}

extension GitProject {
  /// Has git sign with a program of the test's own; shell text.
  fileprivate func sign(with script: String) async throws {
    outside.write("#!/bin/sh\n\(script)\n", to: "gpg", mode: 0o755)
    try await git("config", "gpg.program", outside.path + "/gpg")
    try await git("config", "user.signingKey", "ada")
    try await git("config", "commit.gpgSign", "true")
  }
}
