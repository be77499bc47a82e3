import HealProject
import Platform
import Testing

@testable import HealRunner

/// `policy-edit`: a rule of the project that reaches for what decides about it.
@Suite struct PolicyAttackTests {
  static let paths = [
    "config/execution_mode.yml", "./config/execution_mode.yml",
    "models/../config/execution_mode.yml",
    "config//execution_mode.yml", "rules/other.heal", ".claude/agent-notes.md", "profiles.yml",
    ".github/workflows/dbt.yml", ".gitlab-ci.yml", "Makefile", ".env", "models/link.yml",
    ".pre-commit-config.yaml", "link/execution_mode.yml",
  ]

  @Test func `policy-edit: no path leads a rule to what is closed`() async throws {
    let project = BrokenProject()
    let folder = project.folder
    let policy = try #require(folder.read("config/execution_mode.yml"))
    folder.write(policy + "# words\n", to: "config/execution_mode.yml")
    folder.make(folder: "rules")
    #expect(
      unsafe symlink("../config/execution_mode.yml", folder.path + "/models/link.yml") == 0)
    #expect(unsafe symlink("config", folder.path + "/link") == 0)
    for path in Self.paths where folder.read(path) == nil { folder.write("# words\n", to: path) }
    let fixes = Self.paths.enumerated().map { number, path in
      """
        let place\(number) = only(["\(path)"])
        fix "Read order_date, \(number)" {
          edit node.file with rename_column(column, to: "order_date")
          edit "${place\(number)}" with replace("words", with: "other")
          confidence 99%
        }

      """
    }
    folder.write(
      "rule x.r {\n  category SCHEMA\n  match 'Referenced column \"<column>\" not found'\n"
        + "  overrides duckdb.column_not_found\n\(fixes.joined())}\n", to: "rules/x.heal")
    let before = folder.tree
    let result = try await project.run(
      ["run", "--yes", "--min-confidence", "0", "--", folder.path + "/bin/dbt", "build"])
    #expect(result.exit == .code(1) || result.exit == .code(3), "\(result.printed)")
    #expect(folder.tree == before, "\(result.printed)")
  }
}
