import Testing

@testable import HealProject
@testable import HealRunner

/// Rules in the notes' fences are rules of the project.
@Suite struct NotesRulesTests {
  @Test func `a rule in the notes takes effect`() async throws {
    let project = BrokenProject()
    project.folder.write(
      """
      # Notes

      ```heal
      rule shop.columns_are_ours {
        category SCHEMA
        match 'Referenced column <column> not found in FROM clause'
        overrides duckdb.column_not_found
        advise "Ask the shop about ${column}"
        test "as seen" {
          failure 'Binder Error: Referenced column "a" not found in FROM clause!'
          expect match
        }
      }
      ```
      """, to: ".claude/agent-notes.md")
    let result = try await project.run(["run", "--output-format", "json", "--", "bin/dbt", "build"])
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains("shop.columns_are_ours"), "\(result.printed)")
    #expect(result.printed.contains("Ask the shop about ordered_at"))
  }

  @Test(arguments: [
    ("```heal\nrule a.b {\n  category SCHEME\n}\n```\n", 1), ("```heal\n", 20_000),
    ("```heal\nrule\n```\n", 5_000), ("~~~~\n", 20_001),
  ])
  func `what is wrong in the notes costs a remark`(notes: String, count: Int) async throws {
    let project = BrokenProject()
    project.folder.write(String(repeating: notes, count: count), to: ".claude/agent-notes.md")
    let result = try await project.run(["run", "--", "bin/dbt", "build"])
    #expect(result.exit != .code(2), "\(result.printed.prefix(2000))")
    #expect(project.folder.read("target/run_results.json") != nil)
    if notes.contains("heal") {
      #expect(result.printed.contains("agent-notes.md:"), "\(result.printed.prefix(2000))")
    }
  }
}
