import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// A person decides later, elsewhere: with a real dbt on DuckDB.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil, "set HEAL_REAL_DBT, or use make test"))
struct RealApprovalTests {
  @Test func `a proposal is listed, shown, approved, and can be taken back`() async throws {
    let example = try Example("human-in-loop")
    let before = example.tree
    let id = try await propose(example)
    #expect(example.tree == before)
    let listed = try await heal(["proposals"], example)
    #expect(listed.printed.contains(id), "\(listed.printed)")
    let shown = try await heal(["show", id], example)
    for words in ["emial", "email", "missing_column.other_name", "stg_customers", "would edit"] {
      #expect(shown.printed.contains(words), "\(words) is missing in:\n\(shown.printed)")
    }
    let approved = try await heal(["approve", id, "--by", "Ann"], example)
    #expect(approved.exit == .code(0), "\(approved.printed)")
    #expect(approved.printed.contains("dbt retry"), "\(approved.printed)")
    let healthy = try await Example.healthy("human-in-loop")
    #expect(try await example.tables() == healthy.tables())
    let undone = try await heal(["undo"], example)
    #expect(undone.isSuccess, "\(undone.printed)")
    #expect(example.tree == before)
  }

  @Test func `after another dbt the command runs from its beginning`() async throws {
    let example = try Example("human-in-loop")
    let id = try await propose(example)
    let other = try await RealDbt.run(["dbt", "build", "--select", "raw_orders"], in: example.path)
    #expect(other.isSuccess, "\(other.printed)")
    let approved = try await heal(["approve", id, "--by", "Ann"], example)
    #expect(approved.exit == .code(0), "\(approved.printed)")
    #expect(!approved.printed.contains("dbt retry"), "\(approved.printed)")
    let healthy = try await Example.healthy("human-in-loop")
    #expect(try await example.tables() == healthy.tables())
  }

  @Test func `what is rejected is never proposed again`() async throws {
    let example = try Example("human-in-loop")
    let before = example.tree
    let id = try await propose(example)
    let rejected = try await heal(["reject", id, "--by", "Ann", "--because", "not ours"], example)
    #expect(rejected.exit == .code(0), "\(rejected.printed)")
    for _ in 1...2 {
      let again = try await example.heal()
      #expect(!again.printed.contains("heal approve \(id)"), "\(again.printed)")
      #expect(again.printed.contains("rejected by Ann: not ours"), "\(again.printed)")
    }
    #expect(example.tree == before)
  }

  @Test func `two faults in a row are approved one after the other, then together`() async throws {
    let example = try Example("two-in-a-row")
    let before = example.tree
    let first = try await propose(example, "--mode", "human-in-loop")
    let step = try await heal(["approve", first, "--by", "Ann"], example, mode: "human-in-loop")
    #expect(step.exit == .code(3), "\(step.printed)")
    #expect(example.tree == before)
    let second = try await waiting(example)
    #expect(second != first)
    let done = try await heal(["approve", second, "--by", "Ann"], example, mode: "human-in-loop")
    #expect(done.exit == .code(0), "\(done.printed)")
    let healthy = try await Example.healthy("two-in-a-row")
    #expect(try await example.tables() == healthy.tables())
  }

  @Test func `a dry run with its diff changes nothing`() async throws {
    let example = try Example("renamed-column")
    let before = example.tree
    let result = try await example.heal("--dry-run", "--diff")
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains("\n+++ b/models/staging/stg_orders.sql"), "\(result.printed)")
    #expect(example.tree == before)
    #expect(!example.has(".heal/proposals"))
    #expect(!example.has("logs/fixes.log"))
  }

  private func heal(
    _ words: [String], _ example: Example, mode: String? = nil
  ) async throws -> CommandResult {
    let variables = mode.map { ["env", "HEAL_MODE=\($0)"] } ?? []
    return try await RealDbt.run(
      variables + [RealDbt.heal] + words + ["--project-dir", "."], in: example.path)
  }

  private func propose(_ example: Example, _ options: String...) async throws -> String {
    let result = try await RealDbt.run(
      [RealDbt.heal, "run", "--project-dir", "."] + options + ["--", "dbt", "build"],
      in: example.path)
    #expect(result.exit == .code(3), "\(result.printed)")
    return try await waiting(example)
  }

  /// The name of the only proposal that waits.
  private func waiting(_ example: Example) async throws -> String {
    let result = try await heal(["proposals", "--output-format", "json"], example)
    let list = JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self))?["proposals"]
    guard case .list(let proposals) = list, proposals.count == 1,
      case .text(let id) = proposals[0]["id"]
    else {
      Issue.record("\(result.printed)")
      return ""
    }
    return id
  }
}
