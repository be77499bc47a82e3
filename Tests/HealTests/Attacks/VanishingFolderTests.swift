import Testing

@testable import HealProject
@testable import HealRunner

/// `.heal` vanishes while dbt runs: `git clean -fdx` in a hook, a cleanup job.
@Suite struct VanishingFolderTests {
  private let project = BrokenProject()

  /// Has dbt be followed by shell text.
  private func followDbt(by script: String) {
    let folder = project.folder
    folder.write(folder.read("bin/dbt") ?? "", to: "bin/real", mode: 0o755)
    folder.write(
      """
      #!/bin/sh
      cd "$(dirname "$0")/.."
      bin/real "$@"
      code=$?
      \(script)
      exit $code

      """, to: "bin/dbt", mode: 0o755)
  }

  private static let words = "something removed .heal while dbt ran"

  @Test func `a fix that turned the run green stays, and the journal knows it`() async throws {
    // With its log gone dbt's results alone say what ran; they bear the id that dbt was given.
    followDbt(
      by: #"""
        [ $code = 0 ] && rm -rf .heal && echo "{\"metadata\": {\"invocation_id\": \"$DBT_INVOCATION_ID\"},
        \"results\": [{\"unique_id\": \"model.shop.stg_orders\", \"status\": \"success\"}]}" > target/run_results.json
        """#)
    let result = try await project.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains(Self.words), "\(result.printed)")
    let tree = ProjectTree(root: project.folder.path)
    let before = keptChanges(in: tree, trusting: .thisMachine) { _ in
      SHA256.hex(Array(BrokenProject().folder.read(BrokenProject.model)?.utf8 ?? "".utf8))
    }
    #expect(before == [BrokenProject.model])
    let undone = try await project.run(["undo"])
    #expect(undone.exit == .code(0), "\(undone.printed)")
    #expect(project.folder.read(BrokenProject.model)?.contains("ordered_at") == true)
  }

  @Test(arguments: [
    "rm -rf .heal", "rm -rf .heal; : > .heal", "mv .heal moved", "rm -rf .heal/runs",
  ])
  func `a fix that did not help is reverted`(script: String) async throws {
    let text = project.folder.read(BrokenProject.model)
    followDbt(by: "grep -q ordered_at models/stg_orders.sql || { \(script); code=1; }")
    let result = try await project.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(project.folder.read(BrokenProject.model) == text)
    project.folder.write(project.folder.read("bin/real") ?? "", to: "bin/dbt", mode: 0o755)
    let next = try await project.heal()
    #expect(next.exit == .code(script.contains(": >") ? 1 : 0), "\(next.printed)")
  }

  @Test func `the first run of dbt counts, and is not made twice`() async throws {
    followDbt(by: "echo \"$1\" >> calls; rm -rf .heal")
    project.folder.write("select order_date\n", to: BrokenProject.model)
    let result = try await project.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    let calls = project.folder.read("calls")?.split(separator: "\n")
    #expect(calls?.filter { $0 == "build" }.count == 1)
  }

  @Test func `a journal that is gone puts the tree back from memory`() throws {
    let folder = TemporaryFolder()
    folder.write("select 1\n", to: "models/a.sql")
    let tree = ProjectTree(root: folder.path)
    let journal = try Journal(beginning: RunID(at: .now), command: ["dbt"], tree: tree)
    let old = try tree.state(of: "models/a.sql")
    let new = FileState(bytes: Array("select 2\n".utf8), mode: 0o644)
    try journal.change("models/a.sql", from: old, to: new)
    FileSystem.remove(folder.path + "/.heal")
    #expect(try journal.restore().restored == ["models/a.sql"])
    #expect(folder.read("models/a.sql") == "select 1\n")
    try journal.end(.restored)
    #expect(try recover(tree).isEmpty)
  }
}
