import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// The program as people and pipes call it: what it prints and how it ends.
@Suite struct CommandLineTests {
  private let folder = TemporaryFolder()

  private func heal(_ words: [String], input: String = "") async throws -> CommandResult {
    let path = folder.path
    folder.write(input, to: "input")
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", "'\(RealDbt.heal)' \(quoted) < input"], environment: ["NO_COLOR": "1"],
          folder: path, timeLimit: 60))
    }
  }

  @Test(arguments: [
    ["biuld"], ["run", "--mode"], ["run", "--yse", "--", "dbt", "build"],
    ["run", "--", "dbt", "build"], ["lint", "nowhere"],
    ["diagnose", "nowhere.log"], ["explain", "nothing"], ["undo"],
  ])
  func `what cannot be done ends with 2 and says why`(words: [String]) async throws {
    let result = try await heal(words)
    #expect(result.exit == .code(2), "\(result.printed)")
    #expect(result.standardOutput.isEmpty)
    #expect(!result.standardError.isEmpty)
  }

  @Test func `a wrong policy is an error with its line`() async throws {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write("execution:\n  mode: autonmous\n", to: "config/execution_mode.yml")
    let result = try await heal(["run", "--", "dbt", "build"])
    #expect(result.exit == .code(2))
    #expect(result.printed.contains("execution_mode.yml:2:"), "\(result.printed)")
  }

  @Test func `a wrong rule ends the run before dbt starts`() async throws {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write("rule a.b {\n  category SCHEME\n  match 'x y'\n}\n", to: "rules/shop.heal")
    let result = try await heal(["run", "--", "dbt", "build"])
    #expect(result.exit == .code(2))
    #expect(result.printed.contains("did you mean `SCHEMA`?"), "\(result.printed)")
    #expect(try await heal(["lint"]).exit == .code(1))
  }

  @Test func `no tests are a failure`() async throws {
    folder.write("category SHOP \"Our own.\"\n", to: "rules/shop.heal")
    #expect(try await heal(["test"]).exit == .code(1))
  }

  @Test func `bulk diagnosis answers line by line and goes on after a wrong one`() async throws {
    let input = """
      {"id": "a", "text": "IO Error: Could not set lock on file \\"shop.duckdb\\": Conflicting lock is held in python (PID 1)", "adapter": "duckdb"}
      no JSON
      {"id": 3}
      {"id": [4], "text": "1 of 9 OK created sql view model main.orders"}

      """
    let result = try await heal(["diagnose", "--jsonl"], input: input)
    let lines = String(decoding: result.standardOutput, as: UTF8.self).split(separator: "\n")
    let answers = try lines.map { try #require(JSON(parsing: String($0))) }
    #expect(result.exit == .code(0))
    try #require(answers.count == 4)
    #expect(text(answers[0]["id"]) == "a")
    #expect(text(answers[0]["category"]) == "CONCURRENCY")
    #expect(answers[1]["error"] != nil)
    #expect(answers[2]["error"] != nil)
    #expect(answers[3]["category"]?.rendered() == "null")
    #expect(answers[3]["id"]?.rendered() == "[4]")
  }

  @Test func `a message on standard input is diagnosed`() async throws {
    let result = try await heal(
      ["diagnose"], input: "Catalog Error: Table with name ordrs does not exist!")
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("MISSING_REF"), "\(result.printed)")
  }

  @Test(arguments: ["duckdb.column_not_found", "undefined-category", "rename_column", "closest"])
  func `rules, problem codes, operations and functions are explained`(name: String) async throws {
    let result = try await heal(["explain", name])
    #expect(result.exit == .code(0))
    #expect(result.printed.contains(name), "\(result.printed)")
  }

  private func text(_ value: JSON?) -> String? {
    if case .text(let text) = value { text } else { nil }
  }
}
