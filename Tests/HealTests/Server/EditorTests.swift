import Testing

@testable import HealProject
@testable import HealRunner

/// `heal server` driven by a client, and the TextMate grammar run by an engine, that nobody here wrote:
/// `Tests/LanguageServer`, in Python.
@Suite(
  .serialized, .enabled(if: EditorPython.program != nil, "set HEAL_EDITOR_PYTHON, or use make test")
)
struct EditorTests {
  @Test(arguments: ["test_session.py", "test_grammar.py"])
  func `the tests in Python pass`(file: String) async throws {
    let python = try #require(EditorPython.program)
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [python, "-m", "pytest", "-q", "--no-header", file],
          environment: ["HEAL": RealDbt.heal, "PYTHONDONTWRITEBYTECODE": "1"],
          folder: HouseTests.root + "/Tests/LanguageServer", timeLimit: 300))
    }
    #expect(result.isSuccess, "\(result.printed)")
    #expect(result.printed.contains(" passed"), "\(result.printed)")
  }
}
