import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// `heal explain` of failures, `heal new-rule`, `heal replay`, `heal init` and `heal doctor` as people call them.
@Suite struct WorkbenchCommandTests {
  private let folder = TemporaryFolder()

  private func heal(_ words: String...) async throws -> CommandResult {
    let path = folder.path
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal] + words, environment: ["NO_COLOR": "1"], folder: path, timeLimit: 240))
    }
  }

  private static let log = """
    01:08:14  Running with dbt=1.11.16
    01:08:16  Encountered an error:
    Compilation Error in model stg_orders (models/staging/stg_orders.sql)
      The orders of 2026-11-23 have not been delivered yet

      > in macro orders_of_the_day (macros/check.sql)
    """

  private static let unknownLog = """
    01:08:14  Running with dbt=1.11.16
    01:08:16  Encountered an error:
    Runtime Error
      the till "north" has sent nothing since 2026-11-23, token=abcdef123456
    """

  @Test func `why-not shows where the text and the pattern part`() async throws {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write(
      "rule shop.late {\n  category CONNECTION\n  match 'the till <till> has sent nothing for <n:int> days'\n}\n",
      to: "rules/shop.heal")
    let message = "Runtime Error\n  the till \"north\" has sent nothing since Monday"
    let result = try await heal("explain", "--why-not", message)
    #expect(result.exit == .code(0))
    let lines = result.printed.split(separator: "\n").map(String.init)
    let text = try #require(lines.firstIndex { $0.contains("text ") }, "\(result.printed)")
    #expect(lines[text].contains("has sent nothing since Monday"))
    let caret = try #require(lines[text + 1].firstIndex(of: "^"))
    #expect(lines[text].contains("since"))
    let offset = lines[text + 1].distance(from: lines[text + 1].startIndex, to: caret)
    #expect(Array(lines[text])[offset...].starts(with: "since Monday"))
    #expect(lines[text + 3].contains("wants `for `"), "\(lines[text + 3])")
  }

  @Test func `why-not answers as JSON`() async throws {
    let result = try await heal(
      "explain", "--why-not", "--rule", "duckdb.column_not_found", "--adapter", "postgres",
      "--output-format", "json",
      "Referenced column \"x\" not found in FROM clause!\nCandidate bindings: \"y\"")
    let json = try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
    #expect(json.rendered().contains("\"kind\":\"adapter\""), "\(json.rendered())")
  }

  @Test func `a rule that nobody knows ends with 2 and names the nearest`() async throws {
    let result = try await heal("explain", "--why-not", "--rule", "duckdb.colum_not_found", "x y")
    #expect(result.exit == .code(2))
    #expect(result.printed.contains("duckdb.column_not_found"), "\(result.printed)")
  }

  @Test func `an explained failure tells the winner, its place and who was silenced`() async throws
  {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write(Self.log, to: "out.log")
    folder.write(
      """
      rule shop.late {
        category CONNECTION
        match 'The orders of <day:text> have not been delivered yet'
        overrides dbt.raised_by_macro
        fix "Wait" { retry after 2m; confidence 90% }
      }
      """, to: "rules/shop.heal")
    let result = try await heal("explain", "out.log")
    #expect(result.exit == .code(0))
    #expect(result.printed.contains("winner    shop.late  rules/shop.heal:1"), "\(result.printed)")
    #expect(result.printed.contains("silenced  dbt.raised_by_macro  overridden by shop.late"))
    #expect(result.printed.contains("90% safe  Wait"))
  }

  @Test func `a rule that replaces a standard one says so`() async throws {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write(
      "rule dbt.raised_by_macro {\n  category CONFIG\n  match 'have not been delivered yet'\n}\n",
      to: "rules/shop.heal")
    for subject in ["dbt.raised_by_macro", "The orders have not been delivered yet"] {
      let result = try await heal("explain", subject)
      #expect(result.printed.contains("replaces"), "\(result.printed)")
      #expect(result.printed.contains("(standard rule)"))
    }
  }

  @Test func `a drafted rule lints, passes its tests and keeps no secret`() async throws {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write(Self.unknownLog, to: "logs/dbt.log")
    let result = try await heal(
      "new-rule", "--from", "logs/dbt.log", "--name", "shop.till_silent", "--output",
      "rules/new.heal")
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(folder.read("rules/new.heal")?.contains("abcdef123456") == false)
    #expect(try await heal("lint").exit == .code(0))
    let tests = try await heal("test")
    #expect(tests.exit == .code(0))
    #expect(tests.printed.contains("2 passed"), "\(tests.printed)")
    let diagnosis = try await heal("diagnose", "logs/dbt.log")
    #expect(diagnosis.printed.contains("shop.till_silent"), "\(diagnosis.printed)")
  }

  @Test func `a draft is printed and nothing is written, unless a file is named`() async throws {
    folder.write(Self.unknownLog, to: "out.log")
    let before = folder.tree
    let result = try await heal("new-rule", "--from", "out.log")
    #expect(result.exit == .code(0))
    #expect(folder.tree == before)
    #expect(String(decoding: result.standardOutput, as: UTF8.self).hasPrefix("## "))
  }

  @Test func `a file that exists is only added to when that is said`() async throws {
    folder.write(Self.unknownLog, to: "out.log")
    folder.write("# mine\n", to: "mine.heal")
    let refused = try await heal("new-rule", "--from", "out.log", "--output", "mine.heal")
    #expect(refused.exit == .code(2))
    #expect(folder.read("mine.heal") == "# mine\n")
    let added = try await heal("new-rule", "--from", "out.log", "--output", "mine.heal", "--append")
    #expect(added.exit == .code(0))
    #expect(folder.read("mine.heal")?.hasPrefix("# mine\n\n## ") == true)
  }

  @Test func `a known failure is drafted only when that is said`() async throws {
    folder.write(Self.log, to: "out.log")
    let known = try await heal("new-rule", "--from", "out.log")
    #expect(known.exit == .code(1))
    #expect(known.printed.contains("dbt.raised_by_macro"))
    let anyway = try await heal("new-rule", "--from", "out.log", "--anyway")
    #expect(anyway.printed.contains("The orders of <date:text> have not been delivered yet"))
  }

  @Test(arguments: [
    ["new-rule", "--from", "nowhere.log"], ["new-rule"], ["replay", "nowhere"],
    ["new-rule", "--from", "x y", "--category", "SCHEME"],
    ["new-rule", "--from", "x", "--name", "Shop"],
    ["new-rule", "--from", "x", "--output", "rules.txt"], ["init"], ["explain"],
    ["explain", "--rule", "a.b", "x y"],
  ])
  func `what cannot be done ends with 2`(words: [String]) async throws {
    let path = folder.path
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal] + words, environment: ["NO_COLOR": "1"], folder: path, timeLimit: 240))
    }
    #expect(result.exit == .code(2), "\(words): \(result.printed)")
    #expect(!result.standardError.isEmpty)
  }

  @Test func `a replay names what no rule knows`() async throws {
    folder.write(Self.unknownLog, to: "logs/a.log")
    folder.write(Self.log, to: "logs/b.log")
    let text = try await heal("replay", "logs")
    #expect(text.exit == .code(0))
    #expect(text.printed.contains("the till <name1> has sent nothing since"), "\(text.printed)")
    let result = try await heal("replay", "logs", "--output-format", "json")
    let json = try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
    #expect(json["runs"]?["red"]?.rendered() == "2")
    #expect(json["failures"]?["unknown"]?.rendered() == "1")
  }

  @Test func `init, its own lint and tests, and doctor go together`() async throws {
    folder.write("name: shop\n", to: "dbt_project.yml")
    let before = folder.tree
    #expect(try await heal("init", "--dry-run").exit == .code(0))
    #expect(folder.tree == before)
    #expect(try await heal("init").exit == .code(0))
    #expect(try await heal("lint").exit == .code(0))
    #expect(try await heal("test").exit == .code(0))
    #expect(try await heal("config", "show").exit == .code(0))
    let doctor = try await heal("doctor", "--dbt", "./no-dbt", "--output-format", "json")
    #expect(doctor.exit == .code(1))
    let json = try #require(JSON(parsing: String(decoding: doctor.standardOutput, as: UTF8.self)))
    #expect(json["ok"]?.rendered() == "false")
  }
}
