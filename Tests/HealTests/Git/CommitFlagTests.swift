import HealProject
import Testing

@testable import HealRunner

/// The flags of `heal run` that commit, through the program itself.
struct CommitFlagTests {
  @Test func `a fix is committed, a dirty tree refused unless allowed`() async throws {
    let project = BrokenProject()
    let words = ["run", "--commit", "direct"]
    let command = ["--", project.folder.path + "/bin/dbt", "build"]
    let git = { (words: [String]) async throws -> String in
      let folder = project.folder.path
      let result = try await offPool {
        try CommandRunner(interruption: Interruption()).run(
          Command(["git"] + words, folder: folder, timeLimit: 60))
      }
      return String(decoding: result.standardOutput, as: UTF8.self)
    }
    for words in [
      ["init", "--quiet", "--initial-branch=main"], ["config", "user.name", "Ada"],
      ["config", "user.email", "ada@example.com"], ["config", "commit.gpgSign", "false"],
      ["add", "--all"], ["commit", "--quiet", "--message=Begin"],
    ] { _ = try await git(words) }
    project.folder.write("new\n", to: "notes.txt")
    let refused = try await project.run(words + command)
    #expect(refused.exit == .code(2), "\(refused.printed)")
    #expect(refused.printed.contains("notes.txt") && refused.printed.contains("--allow-dirty"))
    let healed = try await project.run(words + ["--allow-dirty"] + command)
    #expect(healed.exit == .code(0), "\(healed.printed)")
    let sha = try await git(["rev-parse", "--short=9", "HEAD"]).prefix(9)
    #expect(healed.printed.contains("commit       \(sha) on main"), "\(healed.printed)")
    #expect(try await git(["show", "--name-only", "--format="]) == BrokenProject.model + "\n")
    #expect(try await git(["status", "--porcelain", "notes.txt"]) == "?? notes.txt\n")
  }

  @Test func `a strategy that does not exist is named with those that do`() async throws {
    let result = try await BrokenProject().run(["run", "--commit", "push", "--", "dbt", "build"])
    #expect(result.exit != .code(0))
    #expect(result.printed.contains("direct") && result.printed.contains("push"))
  }
}
