import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// `heal record` and `heal test` as people call them, with a `dbt` that fails as dbt does.
@Suite struct RecordCommandTests {
  private let project = BrokenProject()

  init() {
    project.folder.write(
      #"""
      category SCHEMA "Something is not where it was."
      category CONNECTION "Something could not be reached."
      rule shop.column_not_found {
        category SCHEMA
        match 'Referenced column "<column>" not found'
        match 'Candidate bindings: "<first>"'
        fix "Read ${first}" { edit node.file with rename_column(column, to: first); confidence 70% }
      }
      """#, to: "standard/shop.heal")
  }

  private func heal(_ words: [String]) async throws -> CommandResult {
    try await project.run(
      words,
      environment: [
        "SHOP_PASSWORD": "candidate-secret",
        "HEAL_STANDARD_RULES": project.folder.path + "/standard",
      ])
  }

  private func record(_ options: String...) async throws -> CommandResult {
    try await heal(["record"] + options + ["--", project.folder.path + "/bin/dbt", "build"])
  }

  private func files(of name: String) -> [String: String] {
    let folder = "recordings/\(name)/"
    return project.folder.tree.filter { $0.key.hasPrefix(folder) }
      .reduce(into: [:]) { $0[String($1.key.dropFirst(folder.count))] = $1.value }
  }

  @Test func `a failure is kept twice with the same bytes, and heal test runs it at once`()
    async throws
  {
    let first = try await record()
    #expect(first.exit == .code(0), "\(first.printed)")
    #expect(first.printed.contains("RECORDED  recordings/stg_orders_schema"), "\(first.printed)")
    let second = try await record("--name", "again")
    #expect(second.exit == .code(0), "\(second.printed)")
    let kept = files(of: "stg_orders_schema")
    #expect(kept == files(of: "again"))
    #expect(kept["before/models/stg_orders.sql"] != nil && kept["expect.heal"] != nil)
    #expect(
      kept["after/models/stg_orders.sql"]?.contains("order_date as date) as order_date\r\n") == true
    )
    #expect(!kept.values.contains { $0.contains(project.folder.path) })
    let tested = try await heal(["test"])
    #expect(tested.exit == .code(0), "\(tested.printed)")
    #expect(tested.printed.contains("2 recordings: 2 passed, 0 failed"), "\(tested.printed)")
    #expect(!project.folder.tree.keys.contains { $0.hasPrefix(".heal/recording/") })
  }

  @Test func `a recording that is there already is not overwritten`() async throws {
    #expect(try await record("--name", "x").exit == .code(0))
    let before = project.folder.tree
    let again = try await record("--name", "x")
    #expect(again.exit == .code(2))
    #expect(again.printed.contains("there already"), "\(again.printed)")
    #expect(project.folder.tree == before)
    #expect(try await record("--name", "../x").exit == .code(2))
  }

  @Test func `a green run is kept only when it is asked for`() async throws {
    let red = try await record("--green")
    #expect(red.exit == .code(1), "\(red.printed)")
    project.folder.write("select 1", to: BrokenProject.model)
    let unwanted = try await record()
    #expect(unwanted.exit == .code(1))
    #expect(unwanted.printed.contains("--green"), "\(unwanted.printed)")
    #expect(files(of: "green").isEmpty)
    #expect(try await record("--green").exit == .code(0))
    #expect(files(of: "green")["expect.heal"]?.contains("expect no match") == true)
    #expect(try await heal(["test", "recordings"]).exit == .code(0))
  }

  @Test func `what is redacted is shown without its secret`() async throws {
    project.folder.write(
      "select ordered_at -- ask ann@example.com, candidate-secret\n", to: BrokenProject.model)
    let result = try await record("--name", "x")
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("before/models/stg_orders.sql:1"), "\(result.printed)")
    #expect(result.printed.contains("[e-mail]"), "\(result.printed)")
    #expect(!result.printed.contains("candidate-secret"), "\(result.printed)")
    #expect(!files(of: "x").values.contains { $0.contains("ann@example") })
    #expect(!files(of: "x").values.contains { $0.contains("candidate-secret") })
  }

  @Test func `a failure that no rule knows is known to fail until one does`() async throws {
    let dbt = project.folder.read("bin/dbt") ?? ""
    project.folder.write(
      dbt.replacing("Referenced column", with: "The till says"), to: "bin/dbt", mode: 0o755)
    let kept = try await record("--name", "till")
    #expect(kept.exit == .code(0), "\(kept.printed)")
    let tested = try await heal(["test"])
    #expect(tested.exit == .code(0), "\(tested.printed)")
    #expect(tested.printed.contains("1 known to fail"), "\(tested.printed)")
    project.folder.write(
      """
      rule shop.till {
        category CONNECTION
        match 'The till says "<word>"'
        test "it does" { failure 'The till says "no"'; expect match }
        test "it does not" { failure 'no till'; expect no match }
      }
      """, to: "rules/shop.heal")
    let passes = try await heal(["test"])
    #expect(passes.exit == .code(1))
    #expect(passes.printed.contains("remove the todo"), "\(passes.printed)")
    let updated = try await heal(["test", "--update"])
    #expect(updated.exit == .code(0), "\(updated.printed)")
    #expect(updated.printed.contains("-todo"), "it is shown: \(updated.printed)")
  }
}
