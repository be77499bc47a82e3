import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

@Suite struct TestCommandTests {
  private let folder = TemporaryFolder()

  init() {
    // No other rules: reading the standard ones takes seconds in a debug build.
    folder.make(folder: "standard")
    folder.write(
      """
      category SHOP "Our own."
      rule shop.away {
        category SHOP
        match /the (?:shop|till) is away/
        fix "Wait <&> \\"see\\"" { retry after 5s; confidence 60% }
        test "the shop" { failure 'the shop is away'; expect match }
        test "rain" { failure 'it is raining'; expect no match }
      }
      """, to: "rules/shop.heal")
    write("red", message: "the shop is away")
    write("green", message: "all is well", isGreen: true)
  }

  private func write(_ name: String, message: String, isGreen: Bool = false) {
    folder.write(
      #"{"exit_code": \#(isGreen ? 0 : 1), "green": \#(isGreen), "category": "SHOP"}"#,
      to: "recordings/\(name)/recording.json")
    folder.write("dbt build\n", to: "recordings/\(name)/command.txt")
    folder.write(
      isGreen ? message : "Encountered an error:\nRuntime Error\n  \(message)\n",
      to: "recordings/\(name)/stdout.txt")
  }

  private func test(_ options: String...) async throws -> CommandResult {
    let path = folder.path
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal, "test"] + options,
          environment: ["NO_COLOR": "1", "HEAL_STANDARD_RULES": path + "/standard"], folder: path,
          timeLimit: 60))
    }
  }

  private func expect(_ text: String, of name: String = "red") {
    folder.write(text, to: "recordings/\(name)/expect.heal")
  }

  @Test func `rules and recordings of the project are tested by default`() async throws {
    let result = try await test()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(
      result.printed.contains("1 rule, 2 tests, 2 recordings: 4 passed, 0 failed"),
      "\(result.printed)")
  }

  @Test func `a noisy, a missing and a wrong recording are shown with both values`() async throws {
    expect("expect category SHOP\nexpect fix \"Wait a bit\"\n")
    write("noisy", message: "and the till is away", isGreen: true)
    write("missing", message: "it is raining")
    let result = try await test()
    #expect(result.exit == .code(1))
    let text = result.printed
    for line in [
      "[wrong] recordings/red/expect.heal:2", "- Wait a bit", "+ 60% Wait <&> \"see\"",
      "[noisy] recordings/noisy/recording.json", "+ SHOP shop.away",
      "[missing] recordings/missing/recording.json", "- SHOP", "+ no rule matches",
      "4 recordings: 3 passed, 3 failed",
    ] { #expect(text.contains(line), "\(line) is missing in\n\(text)") }
  }

  @Test func `an update is shown, written, and holds`() async throws {
    expect("# Ask Ann.\nexpect category SHOP\nexpect fix \"Wait a bit\"\n")
    let result = try await test("--update")
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("-expect fix \"Wait a bit\""), "\(result.printed)")
    #expect(
      folder.read("recordings/red/expect.heal")
        == "# Ask Ann.\nexpect category SHOP\nexpect fix \"Wait <&> \\\"see\\\"\"\n")
    #expect(folder.read("recordings/green/expect.heal") == nil)
    #expect(try await test().exit == .code(0))
  }

  @Test func `a misspelt expectation fails with its place`() async throws {
    expect("expect category SHOPP\n")
    let result = try await test()
    #expect(result.exit == .code(1))
    #expect(result.printed.contains("recordings/red/expect.heal:1:17"), "\(result.printed)")
    #expect(result.printed.contains("did you mean `SHOP`?"), "\(result.printed)")
  }

  @Test func `a wrong rule and nothing to test are failures`() async throws {
    #expect(try await test("--only", "nothing.like.it").exit == .code(1))
    folder.write("rule shop.bad { category SHOP; match 'x y'; fxi }\n", to: "rules/bad.heal")
    #expect(try await test().exit == .code(1))
  }

  @Test func `only what is named runs, and the first failure may be the last`() async throws {
    let named = try await test("--only", "recordings/gr*", "--jobs", "1")
    #expect(named.printed.contains("0 rules, 0 tests, 1 recording: 1 passed"), "\(named.printed)")
    write("a", message: "it is raining")
    write("b", message: "it is raining")
    let stopped = try await test("recordings", "--fail-fast", "--jobs", "1")
    #expect(stopped.exit == .code(1))
    #expect(stopped.printed.contains("1 recording: 0 passed, 1 failed"), "\(stopped.printed)")
  }

  @Test func `coverage names what nothing reaches, and has a threshold`() async throws {
    let result = try await test("--coverage", "--min-coverage", "60")
    #expect(result.exit == .code(1))
    for words in ["[unreached] shop.away  till", "rules/shop.heal:4", "50 %", "below 60 %"] {
      #expect(result.printed.contains(words), "\(words) is missing in\n\(result.printed)")
    }
    write("till", message: "the till is away")
    #expect(try await test("--min-coverage", "100").exit == .code(0))
  }

  @Test func `JSON tells of rules, recordings and coverage`() async throws {
    let result = try await test("--format", "json", "--coverage")
    let text = String(decoding: result.standardOutput, as: UTF8.self)
    let json = try #require(JSON(parsing: text), "\(text)")
    #expect(json["passed"]?.rendered() == "true")
    #expect(json["coverage"]?["total"]?["percent"]?.rendered() == "50")
    guard case .list(let recordings) = json["recordings"] else { return #expect(Bool(false)) }
    #expect(recordings.count == 2)
  }

  @Test func `JUnit counts what failed, and its text is escaped`() async throws {
    expect("expect fix \"Wait <\"\n")
    let result = try await test("--output-format", "junit")
    let text = String(decoding: result.standardOutput, as: UTF8.self)
    #expect(result.exit == .code(1))
    for line in [
      #"<testsuites name="heal test" tests="4" failures="1" errors="0" skipped="0">"#,
      #"<testsuite name="recordings" tests="2" failures="1" errors="0" skipped="0">"#,
      #"<testcase classname="shop.away" name="the shop" file="rules/shop.heal:6"/>"#,
      #"<failure type="wrong" message="wrong">"#, "expected: Wait &lt;",
      "actual:   60% Wait &lt;&amp;&gt; &quot;see&quot;",
    ] { #expect(text.contains(line), "\(line) is missing in\n\(text)") }
    #expect(!text.contains("<&"))
  }
}
