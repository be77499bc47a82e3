import HealProject
import Platform
import Testing

@testable import HealRunner

/// A machine on which few files may be open at once.
@Suite struct FewFilesTests {
  private let project = BrokenProject()

  private func heal(_ limit: String, _ words: String = "") async throws -> CommandResult {
    let folder = project.folder.path
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", "ulimit \(limit); exec \"$HEAL\" run \(words) -- bin/dbt build"],
          environment: ["HEAL": RealDbt.heal, "NO_COLOR": "1", "HEAL_BASE_DELAY_SECONDS": "0"],
          folder: folder, timeLimit: 60))
    }
  }

  @Test func `with too few of them dbt runs alone`() async throws {
    let before = project.folder.read(BrokenProject.model)
    let red = try await heal("-n 20")
    #expect(red.exit == .code(1), "\(red.printed)")
    #expect(red.printed.contains("only 20 files may be open at once"), "\(red.printed)")
    #expect(String(decoding: red.standardOutput, as: UTF8.self).hasPrefix("Completed with 1 error"))
    #expect(project.folder.read(BrokenProject.model) == before)
    project.folder.write("select order_date\n", to: BrokenProject.model)
    #expect(try await heal("-n 20").exit == .code(0))
  }

  @Test func `a signal that ends dbt then ends heal`() async throws {
    project.folder.write("#!/bin/sh\nkill -TERM $$\n", to: "bin/dbt", mode: 0o755)
    #expect(try await heal("-n 20").exit == .signal(SIGTERM))
    FileSystem.remove(project.folder.path + "/bin/dbt")
    let missing = try await heal("-n 20")
    #expect(missing.exit == .code(2), "\(missing.printed)")
  }

  @Test(arguments: ["-Sn 20", "-n 64"])
  func `a limit that can be raised, or suffices, is no obstacle`(limit: String) async throws {
    let result = try await heal(limit)
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("1 fix"), "\(result.printed)")
  }
}
