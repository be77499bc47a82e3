import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// `heal run --dry-run`: everything is shown, nothing is done.
@Suite struct DryRunTests {
  private let project = BrokenProject()

  private func dryRun(_ options: String...) async throws -> CommandResult {
    try await project.run(
      ["run", "--dry-run"] + options + ["--", project.folder.path + "/bin/dbt", "build"])
  }

  @Test func `nothing but dbt's own output changes`() async throws {
    project.folder.write(
      "execution:\n  mode: autonomous\nlogging:\n  pipeline_runs: runs.log\n  errors: errors.log\n"
        + "  fixes: fixes.log\n", to: "config/execution_mode.yml")
    let before = project.folder.tree
    let result = try await dryRun("--diff")
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(project.folder.tree == before)
    let path = project.folder.path
    #expect(FileSystem.names(in: path + "/.heal") == [".gitignore", "lock", "runs"])
    #expect(FileSystem.names(in: path + "/.heal/runs").isEmpty)
    // The log that dbt writes for people is its own.
    #expect(FileSystem.names(in: path + "/logs") == ["dbt.log"])
  }

  @Test func `the diff can be applied as it stands`() async throws {
    let result = try await dryRun("--diff")
    let shown = String(decoding: result.standardOutput, as: UTF8.self)
    let start = try #require(shown.firstRange(of: "--- a/")).lowerBound
    project.folder.write(String(shown[start...]), to: "target/shown.patch")
    let path = project.folder.path
    let applied = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(["git", "apply", "target/shown.patch"], folder: path))
    }
    #expect(applied.isSuccess, "\(applied.printed)\n\(result.printed)")
    #expect(project.folder.read(BrokenProject.model)?.contains("order_date") == true)
  }

  @Test func `JSON has what would be done and the patch`() async throws {
    let result = try await dryRun("--diff", "--output-format", "json")
    let report = try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
    guard case .text(let patch) = report["patch"], case .list(let fixes) = report["proposed"] else {
      Issue.record("no patch")
      return
    }
    #expect(patch.contains("+select cast(order_date"))
    #expect(fixes.count == 1)
    #expect(report["proposal"]?.rendered() == "null")
  }

  @Test func `a diff without a dry run is wrong usage`() async throws {
    let result = try await project.run(
      ["run", "--diff", "--", project.folder.path + "/bin/dbt", "build"])
    #expect(result.exit == .code(2), "\(result.printed)")
    #expect(project.folder.read("target/calls") == nil)
  }
}
