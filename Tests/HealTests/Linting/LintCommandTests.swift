import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// `heal lint`, as people and pipes call it.
@Suite struct LintCommandTests {
  private let folder = TemporaryFolder()

  init() {
    folder.write("", to: "standard/categories.heal")
    folder.write(
      LintTests.head + LintTests.rule(#"match /Column \w+ is gone.*/"#), to: "rules/a.heal",
      mode: 0o640)
  }

  private func lint(_ words: String...) async throws -> CommandResult {
    let path = folder.path
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal, "lint"] + words,
          environment: ["NO_COLOR": "1", "HEAL_STANDARD_RULES": "\(path)/standard"],
          folder: path, timeLimit: 60))
    }
  }

  private func answer(_ result: CommandResult) -> String {
    String(decoding: result.standardOutput, as: UTF8.self)
  }

  @Test func `a remedy is shown as a diff`() async throws {
    let result = try await lint()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(
      answer(result).contains(
        """
            remove `.*`:
              -  match /Column \\w+ is gone.*/
              +  match /Column \\w+ is gone/
        """), "\(result.printed)")
    #expect(
      answer(result).contains("1 rule in 1 file: 0 errors, 1 warning; heal lint --fix mends 1"))
  }

  @Test func `fix writes the file, keeps its mode and finds nothing the second time`() async throws
  {
    let before = try #require(folder.read("rules/a.heal"))
    let diff = try await lint("--diff")
    #expect(answer(diff).contains("+++ b/rules/a.heal"))
    #expect(folder.read("rules/a.heal") == before)
    let result = try await lint("--fix")
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(folder.read("rules/a.heal") == before.replacing("is gone.*/", with: "is gone/"))
    #expect(folder.tree["rules/a.heal"]?.hasPrefix("\(0o100640) ") == true)
    #expect(FileSystem.names(in: folder.path + "/rules") == ["a.heal"])
    let again = try await lint("--fix")
    #expect(again.printed.contains("mended 0 problems in 0 files"), "\(again.printed)")
    #expect(answer(again).contains("0 errors, 0 warnings"))
  }

  @Test func `warnings count when strict, and codes can be chosen`() async throws {
    #expect(try await lint("--strict").exit == .code(1))
    #expect(try await lint("--strict", "--ignore", "useless-affix").exit == .code(0))
    #expect(try await lint("--strict", "--select", "weak-literal").exit == .code(0))
    #expect(
      try await lint("--select", "missing-documentation").printed.contains("note[missing-doc"))
    let wrong = try await lint("--select", "useless-afix")
    #expect(wrong.exit == .code(2))
    #expect(wrong.printed.contains("did you mean useless-affix"), "\(wrong.printed)")
  }

  @Test func `programs read it too`() async throws {
    let github = try await lint("--output-format", "github")
    #expect(
      answer(github).hasPrefix(
        "::warning file=rules/a.heal,line=4,endLine=4,col=28,endColumn=30,title=useless-affix::`.*` at the end"
      ), "\(github.printed)")
    let lines = try await lint("--output-format", "json-lines")
    #expect(answer(lines).split(separator: "\n").count == 1)
    #expect(JSON(parsing: answer(lines))?["code"]?.rendered() == #""useless-affix""#)
    let sarif = try await lint("--output-format", "sarif")
    #expect(JSON(parsing: answer(sarif))?["runs"] != nil)
    #expect(JSON(parsing: answer(try await lint("--output-format", "json")))?["problems"] != nil)
  }

  @Test func `costs name what a rule is found by`() async throws {
    folder.write("All is well\nColumn id is gone\nthe end is gone\n", to: "logs/green.log")
    let result = try await lint("--perf", "--corpus", "logs", "--output-format", "json")
    #expect(result.exit == .code(0), "\(result.printed)")
    guard case .list(let rules)? = JSON(parsing: answer(result))?["rules"] else {
      Issue.record("no rules in \(result.printed)")
      return
    }
    #expect(rules.count == 1)
    #expect(rules[0]["found_by"]?.rendered() == #"[" is gone"]"#)
    #expect(rules[0]["matches"]?.rendered() == "1")
    #expect(try await lint("--corpus", "logs").exit == .code(2))
    #expect(try await lint("--perf", "--corpus", "nowhere").exit == .code(2))
  }
}
