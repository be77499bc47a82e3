import Testing

@testable import HealProject
@testable import HealRunner

/// The question at a terminal, asked of the program through a pseudo-terminal.
@Suite struct PromptTests {
  private static let question = "Apply this fix? [y]es [n]o [e]xplain [s]kip failure [q]uit"

  /// Runs heal in human-in-loop mode with `script`, which gives it a terminal, and types the answers.
  private func answer(_ typed: String) async throws -> (shown: String, project: BrokenProject) {
    let project = BrokenProject(mode: "human-in-loop")
    let path = project.folder.path
    let heal = "\(RealDbt.heal) run -- \(path)/bin/dbt build; echo exit=$?"
    let shown = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", "printf '\(typed)' | script -qec '\(heal)' /dev/null"],
          environment: ["HEAL_BASE_DELAY_SECONDS": "0", "NO_COLOR": "1"], folder: path,
          timeLimit: 60)
      ).printed
    }
    return (shown, project)
  }

  @Test func `yes applies the fix`() async throws {
    let (shown, project) = try await answer("y\\n")
    #expect(shown.contains(Self.question), "\(shown)")
    #expect(project.folder.read(BrokenProject.model)?.contains("order_date") == true, "\(shown)")
  }

  @Test(arguments: ["n\\n", "s\\n", "q\\n", "\\004"])
  func `no, skip, quit and the end of input change nothing`(typed: String) async throws {
    let (shown, project) = try await answer(typed)
    #expect(shown.contains(Self.question), "\(shown)")
    #expect(!shown.contains("exit=0"), "\(shown)")
    #expect(project.folder.read(BrokenProject.model)?.contains("ordered_at") == true, "\(shown)")
  }

  @Test func `explain tells why and asks again`() async throws {
    let (shown, project) = try await answer("e\\nq\\n")
    #expect(shown.contains("heal explain duckdb.column_not_found"), "\(shown)")
    #expect(project.folder.read(BrokenProject.model)?.contains("ordered_at") == true)
  }
}
