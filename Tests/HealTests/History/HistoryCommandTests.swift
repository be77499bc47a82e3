import HealLanguage
import HealProject
import SQLite
import Testing

@testable import HealRunner

/// `heal history`, `heal stats` and `heal report` as people call them.
@Suite struct HistoryCommandTests {
  private let folder = TemporaryFolder()

  init() { folder.write("name: shop\n", to: "dbt_project.yml") }

  /// Puts the history of the golden file in place.
  private func makeHistory(_ name: String = ".heal/history.db") throws {
    folder.make(folder: ".heal")
    let script = try #require(
      FileSystem.read(HouseTests.root + "/Tests/HealTests/History/Golden/version-1.sql"))
    try Database(folder.path + "/" + name).execute(String(decoding: script, as: UTF8.self))
  }

  private func heal(_ words: String...) async throws -> CommandResult {
    let path = folder.path
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal] + words, environment: ["NO_COLOR": "1"], folder: path, timeLimit: 60))
    }
  }

  @Test func `without a history each says so and nothing is wrong`() async throws {
    for (command, sentence) in [("history", "No runs yet"), ("stats", "No rule has known")] {
      let result = try await heal(command)
      #expect(result.exit == .code(0) && result.printed.contains(sentence), "\(result.printed)")
    }
    #expect(try await heal("report").exit == .code(0))
    #expect(folder.read(".heal/report.html")?.contains("No runs yet") == true)
    #expect(FileSystem.names(in: folder.path) == [".heal", "dbt_project.yml"])
  }

  @Test func `runs and rules are listed`() async throws {
    try makeHistory()
    let runs = try await heal("history").printed.split(separator: "\n")
    #expect(runs.count == 3)
    #expect(runs[1].contains("healed") && runs[1].contains("Read order_date"))
    #expect(runs[2].contains("green at once"))
    let limited = try await heal("history", "--limit", "1", "--output-format", "json")
    let document = try #require(JSON(parsing: limited.printed))
    guard case .list(let listed)? = document["runs"] else {
      Issue.record("no list: \(limited.printed)")
      return
    }
    #expect(listed.count == 1)
    let stats = try await heal("stats").printed
    #expect(stats.contains("duckdb.column_not_found") && stats.contains("demoted: 0 of 3 proven"))
  }

  @Test func `a page is written where it is wanted`() async throws {
    try makeHistory()
    let printed = try await heal("report", "--output", "-").printed
    #expect(printed.hasPrefix("<!doctype html>"))
    #expect(try await heal("report", "--output", "page.html").exit == .code(0))
    #expect(folder.read("page.html")?.contains("duckdb") == true)
    let refused = try await heal("report", "--output", "nowhere/page.html")
    #expect(refused.exit == .code(2) && refused.printed.contains("nowhere/page.html"))
  }

  @Test func `runs of other machines are taken over once`() async throws {
    try makeHistory("other.db")
    let first = try await heal("history", "import", "other.db")
    #expect(first.printed.contains("2 new runs, 0 known already"), "\(first.printed)")
    let second = try await heal("history", "import", "other.db")
    #expect(second.printed.contains("0 new runs, 2 known already"), "\(second.printed)")
    #expect(try await heal("history", "import", "dbt_project.yml").exit == .code(2))
    #expect(try await heal("history", "import", "missing.db").exit == .code(2))
  }

  @Test func `a damaged history is told, and not touched`() async throws {
    let text = String(repeating: "no database ", count: 500)
    folder.write(text, to: ".heal/history.db")
    for command in ["history", "stats", "report"] {
      let result = try await heal(command)
      #expect(result.exit == .code(2) && result.printed.contains("sets it aside"))
    }
    #expect(folder.read(".heal/history.db") == text)
  }
}
