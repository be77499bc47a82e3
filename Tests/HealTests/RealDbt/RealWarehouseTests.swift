import HealProject
import Testing

@testable import HealRunner

/// The warehouse asked through the real dbt, on DuckDB.
@Suite(.enabled(if: RealDbt.dbt != nil)) struct RealWarehouseTests {
  private func warehouse(_ example: Example) throws -> Warehouse {
    let options = ["--project-dir", example.path, "--profiles-dir", example.path]
    var session = try Session(
      command: [RealDbt.dbt ?? "dbt", "build"] + options,
      project: DbtProject.read(directory: example.path), settings: Settings(),
      diagnostician: { preconditionFailure("nothing is diagnosed") },
      runner: CommandRunner(interruption: Interruption()), environment: [:])
    session.folder = example.path
    return Warehouse(
      session, paths: session.paths, folder: example.path + "/.heal/runs/x/probe")
  }

  @Test func `one probe tells all columns, and leaves a retry its state`() async throws {
    let example = try await Example.healthy("renamed-column")
    let results = try #require(example.read("target/run_results.json"))
    let manifest = try #require(example.read("target/manifest.json"))
    let tables = try await example.tables()
    let warehouse = try warehouse(example)
    let (relation, values, rows, counted) = try await offPool {
      (
        warehouse.relation("stg_orders"), warehouse.values(of: "STATUS", in: "stg_orders"),
        warehouse.rows("select count(*), max(status) from main.stg_orders"),
        warehouse.counted(["stg_orders"])
      )
    }
    #expect(
      relation?.columns.map(\.name) == [
        "order_id", "customer_id", "order_date", "status", "amount",
      ])
    #expect(relation?.columns.first?.type == "INTEGER")
    #expect(values?.contains("placed") == true)
    let row = try #require(rows?.first).split(separator: "\t")
    let table = try #require(counted?.first)
    #expect(row.first.map(String.init) == table.rows.map(String.init))
    #expect(table.nulls == [0, 0, 0, 0, 0])
    #expect(example.read("target/run_results.json") == results)
    #expect(example.read("target/manifest.json") == manifest)
    #expect(try await example.tables() == tables)
    #expect(!FileSystem.exists(example.path + "/.heal/runs/x/probe"))
  }

  @Test func `a healed run compares the columns that stood before`() async throws {
    let example = try await Example.healthy("renamed-column")
    let slip = "ordr_date /* the day */"
    try example.replace("order_date", with: slip, in: "models/staging/stg_orders.sql")
    let result = try await example.heal()
    #expect(result.isSuccess, "\(result.printed)")
    #expect(result.printed.contains("5 columns of `stg_orders`"), "\(result.printed)")
    let record = GreenRecord(reading: example.path + "/.heal/green.json")
    #expect(record.relation("stg_orders")?.columns.count == 5)
    #expect(record.relation("raw_orders") != nil)
  }
}
