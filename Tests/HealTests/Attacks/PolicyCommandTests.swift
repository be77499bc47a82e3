import HealProject
import Testing

@testable import HealRunner

/// Runs in which a rule, or a rule of the project, reaches for what is closed to fixes.
@Suite struct PolicyCommandTests {
  /// The default target is gone and only production is left.
  @Test func `wrongtarget: production is not built because the default target is gone`()
    async throws
  {
    let project = BrokenProject()
    let dbt = #"""
      #!/bin/sh
      cd "$(dirname "$0")/.."
      echo "$*" >> calls
      printf '%s\n' "{\"info\": {\"code\": \"Z002\", \"level\": \"error\", \"invocation_id\": \"1\"}, \"data\": {\"exc\": \"Runtime Error\\n  The profile 'shop' does not have a target named 'dev'. The valid target names for this profile are:\\n   - prod\"}}" >> "$DBT_LOG_PATH/dbt.log"
      exit 2

      """#
    let profile = "shop:\n  target: dev\n  outputs:\n    prod: {type: duckdb}\n"
    project.folder.write(dbt, to: "bin/dbt", mode: 0o755)
    project.folder.write(profile, to: "profiles.yml")
    let result = try await project.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(project.folder.read("profiles.yml") == profile)
    #expect(project.folder.read("calls") == "build\n")
    #expect(result.printed.contains("add dev to the outputs of shop"), "\(result.printed)")
  }

  private static let looseningRule = """
    rule x.r {
      category SCHEMA
      match 'Referenced column "<column>" not found'
      overrides duckdb.column_not_found
      fix "Read order_date" {
        edit node.file with rename_column(column, to: "order_date")
        edit "config/execution_mode.yml" with set("autonomous.min_confidence", to: "0.01")
        confidence 99%
      }
    }

    """

  @Test func `policy-edit: a rule that loosens heal's own policy is an error`() async throws {
    let project = BrokenProject()
    project.folder.write(Self.looseningRule, to: "rules/x.heal")
    let before = project.folder.tree
    let lint = try await project.run(["lint", "rules"])
    #expect(lint.exit == .code(1) || lint.exit == .code(2))
    #expect(lint.printed.contains("closed-place"), "\(lint.printed)")
    let run = try await project.heal()
    #expect(run.exit == .code(2), "\(run.printed)")
    #expect(project.folder.tree == before)
  }

  @Test func `policy-edit: a rule that finds its way to the policy is not applied`() async throws {
    let project = BrokenProject()
    let rule = Self.looseningRule
      .replacing("\"config/execution_mode.yml\"", with: "\"config/${mode}.yml\"")
      .replacing("match '", with: "let mode = only([\"execution_mode\"])\n  match '")
    project.folder.write(rule, to: "rules/x.heal")
    let policy = project.folder.read("config/execution_mode.yml")
    let run = try await project.heal()
    #expect(run.exit == .code(1), "\(run.printed)")
    #expect(project.folder.read("config/execution_mode.yml") == policy)
  }

  @Test func `a project's rule without tests is proposed, and with them applied`() async throws {
    let rule = """
      rule x.r {
        category SCHEMA
        match 'Referenced column "<column>" not found'
        overrides duckdb.column_not_found
        fix "Read order_date" {
          edit node.file with replace("ordered_at", with: "order_date")
          confidence 99%
        }
      TESTS
      }

      """
    let tests = """
        test "hit" {
          failure "Referenced column \\"ordered_at\\" not found"
          given node.file "models/a.sql"
          file "models/a.sql" "select ordered_at"
          expect fix 99% "Read order_date"
          expect capture column "ordered_at"
          expect file "models/a.sql" "select order_date"
        }
        test "miss" {
          failure "Referenced column \\"a\\" found twice"
          expect no match
        }
      """
    let bare = BrokenProject()
    bare.folder.write(rule.replacing("TESTS", with: ""), to: "rules/x.heal")
    let proposed = try await bare.heal()
    #expect(proposed.exit == .code(3), "\(proposed.printed)")
    #expect(
      proposed.printed.contains("no passing test of rule x.r shows this fix"), "\(proposed.printed)"
    )
    let shown = BrokenProject()
    shown.folder.write(rule.replacing("TESTS", with: tests), to: "rules/x.heal")
    let healed = try await shown.heal()
    #expect(healed.exit == .code(0), "\(healed.printed)")
  }

  @Test func `observing is in the report and the history, and nothing else is touched`()
    async throws
  {
    let project = BrokenProject(mode: "observe")
    let before = project.folder.tree
    let result = try await project.run(
      ["run", "--", project.folder.path + "/bin/dbt", "build"], environment: ["CI": "true"])
    #expect(result.exit == .code(1))
    #expect(result.printed.contains("the policy's mode is observe"), "\(result.printed)")
    #expect(project.folder.tree == before)
    let history = try await project.run(["history"])
    #expect(history.printed.contains("observed"), "\(history.printed)")
  }
}
