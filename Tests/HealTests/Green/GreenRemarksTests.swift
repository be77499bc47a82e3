import HealProject
import Testing

@testable import HealRunner

/// What a green run may hide.
@Suite struct GreenRemarksTests {
  static let printed = """
    03:19:41  Running with dbt=1.11.16
    \u{1B}[0m03:19:41  [\u{1B}[33mWARNING\u{1B}[0m]: Did not find matching node for patch with name 'odrers' in the 'models' section of file 'models/schema.yml'
    03:19:41  [WARNING]: Test 'test.shop.not_null_odrers_id' (models/schema.yml) depends on a node named 'odrers' in package '' which was not found
    03:19:42  [WARNING]: Configuration paths exist in your dbt_project.yml file which do not apply to any resources.
    There are 2 unused configuration paths:
    - models.shop.stagging
    - seeds.shop.x
    03:19:42  [WARNING]: Configuration paths exist in your dbt_project.yml file which do not apply to any resources.
    There are 2 unused configuration paths:
    - models.shop.stagging
    - seeds.shop.x
    {"info": {"msg": "The selection criterion 'nix' does not match any enabled nodes", "level": "warn"}, "data": {}}
    03:19:43  Done. PASS=15 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=15

    """

  @Test func `dbt's own warnings are picked out, each once`() {
    #expect(
      GreenRemarks.warnings(in: Array(Self.printed.utf8)) == [
        "dbt says: Did not find matching node for patch with name 'odrers' in the 'models' section of file 'models/schema.yml'",
        "dbt says: Test 'test.shop.not_null_odrers_id' (models/schema.yml) depends on a node named 'odrers' in package '' which was not found",
        "dbt says: Configuration paths exist in your dbt_project.yml file which do not apply to any resources. models.shop.stagging, seeds.shop.x",
        "dbt says: The selection criterion 'nix' does not match any enabled nodes",
      ])
    #expect(GreenRemarks.warnings(in: Array("03:19:43  Done. PASS=15\n".utf8)) == [])
  }

  /// Green; the tests that ran are those in the file `tests`.
  private func project() -> FakeDbt {
    let dbt = FakeDbt(
      """
      { echo '{"results": [{"unique_id": "model.shop.a", "status": "success"}'
        for test in $(cat tests); do echo ",{\\"unique_id\\": \\"test.shop.$test\\", \\"status\\": \\"pass\\"}"; done
        echo ']}'; } > target/run_results.json
      [ -e warned ] && echo "[WARNING]: Did not find matching node for patch with name 'b' in the 'models'"
      exit 0
      """)
    dbt.folder.write("t1 t2 t3", to: "tests")
    return dbt
  }

  @Test func `tests that vanish are remarked on once`() async throws {
    let dbt = project()
    #expect(try await dbt.heal().remarks == [])
    dbt.folder.write("t1", to: "tests")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .green)
    let remark = try #require(outcome.remarks.first)
    #expect(remark.hasPrefix("2 tests have vanished since the green run of 20"))
    #expect(remark.hasSuffix("`test.shop.t2`, `test.shop.t3`"))
    #expect(try await dbt.heal().remarks == [], "the record is now as it is")
    dbt.folder.write("", to: "tests")
    #expect(try await dbt.heal("build", "-s", "a").remarks == [], "another command")
  }

  @Test func `a strict policy fails, and the record stays`() async throws {
    let dbt = project()
    _ = try await dbt.heal()
    dbt.folder.write("t1 t2", to: "tests")
    for _ in 1...2 {
      let outcome = try await dbt.heal { $0.settings.guards.isStrict = true }
      #expect(outcome.status == .notHealed && outcome.exitCode == 1)
      #expect(outcome.remarks.count == 1 && outcome.remarks[0].contains("`test.shop.t3`"))
      #expect(outcome.advice.contains { $0.contains("--strict") })
    }
    #expect(HealFolder(project: dbt.folder.path).allRuns.isEmpty)
    #expect(try await dbt.heal().status == .green)
    #expect(try await dbt.heal { $0.settings.guards.isStrict = true }.status == .green)
    dbt.folder.write("", to: "warned")
    #expect(try await dbt.heal { $0.settings.guards.isStrict = true }.exitCode == 1)
  }

  @Test func `what a selection by state leaves out has not vanished`() {
    let run = GreenRecord.Run(
      command: ["dbt", "build", "-s", "state:modified"], run: "r", time: "2026-11-23", commit: nil,
      statuses: ["test.shop.t": "pass"])
    #expect(GreenRemarks.vanished(run, now: ["model.shop.a"]) == [])
    #expect(GreenRemarks.vanished(nil, now: []) == [])
  }

  @Test func `a run of nothing is told where something ran before`() {
    let run = GreenRecord.Run(
      command: ["dbt", "build"], run: "r", time: "2026-11-23", commit: nil, statuses: ["model.shop.m": "success"])
    #expect(GreenRemarks.vanished(run, now: []) == ["dbt ran nothing; in the green run of 2026-11-23 it ran 1"])
  }
}
