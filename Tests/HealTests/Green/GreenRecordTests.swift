import HealProject
import Testing

@testable import HealRunner

/// What is kept of green runs.
@Suite struct GreenRecordTests {
  @Test func `a record is read as it was written`() throws {
    let folder = TemporaryFolder()
    var record = GreenRecord()
    record.add(
      GreenRecord.Run(
        command: ["dbt", "build", "--vars", "{\"a\": 1}"], run: "r",
        time: "2026-11-23T03:00:00.000Z",
        commit: nil, statuses: ["model.shop.a": "success", "test.shop.t": "pass"]))
    var orders = WarehouseRelation(
      id: "model.shop.orders", name: "orders", columns: [.init(name: "Ä \"b\"", type: "INTEGER")])
    orders.rows = 3
    orders.nulls = [1]
    record.add(orders, time: "2026-11-23T03:00:00.000Z")
    try record.write(to: folder.path + "/green.json")
    #expect(GreenRecord(reading: folder.path + "/green.json") == record)
    #expect(record.relation(#""lab"."main"."ORDERS""#)?.columns.count == 1)
    #expect(record.relation("customers") == nil)
  }

  @Test(arguments: ["", "{", "[]", #"{"version": 2, "runs": []}"#, #"{"version": 1}"#])
  func `what cannot be read is no record`(text: String) {
    let folder = TemporaryFolder()
    folder.write(text, to: "green.json")
    #expect(GreenRecord(reading: folder.path + "/green.json") == GreenRecord())
  }

  @Test func `the latest run of each command is kept, and not without end`() {
    var record = GreenRecord()
    for number in 0..<30 {
      record.add(
        GreenRecord.Run(
          command: ["dbt", "build", "-s", "\(number % 25)"], run: "\(number)", time: "",
          commit: nil,
          statuses: [:]))
    }
    #expect(record.runs.count == 20)
    #expect(record.runs.last?.run == "29")
    #expect(record.run(of: ["dbt", "build", "-s", "4"])?.run == "29")
  }

  @Test func `a green run remembers what ran, and only its own results`() async throws {
    let dbt = FakeDbt(
      """
      [ -e keep ] || echo '{"metadata": {}, "results": [
        {"unique_id": "model.shop.a", "status": "success"},
        {"unique_id": "test.shop.t", "status": "pass"}]}' > target/run_results.json
      """)
    #expect(try await dbt.heal().status == .green)
    let path = dbt.folder.path + "/.heal/green.json"
    let run = try #require(GreenRecord(reading: path).run(of: [dbt.dbt, "build"]))
    #expect(run.statuses == ["model.shop.a": "success", "test.shop.t": "pass"])
    #expect(run.tests == ["test.shop.t"] && run.commit == nil)
    dbt.folder.write("", to: "keep")
    dbt.folder.write("{\"results\": []}", to: "target/old")
    _ = try await offPool { [path = dbt.folder.path] in
      try CommandRunner(interruption: Interruption()).run(
        Command(["touch", "-d", "2020-01-01", path + "/target/run_results.json"]))
    }
    #expect(try await dbt.heal("test").status == .green)
    #expect(GreenRecord(reading: path).run(of: [dbt.dbt, "test"]) == nil, "results of another run")
  }

  @Test func `a dry run leaves no record`() async throws {
    let dbt = FakeDbt(
      #"echo '{"results": [{"unique_id": "model.shop.a", "status": "success"}]}' > target/run_results.json"#
    )
    _ = try await dbt.heal { $0.isDryRun = true }
    #expect(dbt.folder.read(".heal/green.json") == nil)
  }
}
