import Testing

@testable import HealProject
@testable import HealRunner

/// `examples/` and other failures, healed by the program itself with a real dbt 2 on DuckDB.
@Suite(.serialized, .enabled(if: RealDbt.dbt2 != nil, "set HEAL_REAL_DBT2, or use make test"))
struct RealDbt2Tests {
  private static var folder: String { RealDbt.dbt2.map(FileSystem.parent) ?? "" }

  private static let model = "models/staging/stg_orders.sql"

  private func example(_ name: String) throws -> Example { try Example(name, dbtIn: Self.folder) }

  @Test(arguments: ["renamed-column", "two-in-a-row", "misspelt-macro"])
  func `a healed project has the tables of the healthy one`(name: String) async throws {
    let broken = try example(name)
    let result = try await broken.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    let healthy = try await Example.healthy(name, dbtIn: Self.folder)
    #expect(try await broken.tables() == healthy.tables())
  }

  @Test func `a green project is left alone`() async throws {
    let healthy = try await Example.healthy("renamed-column", dbtIn: Self.folder)
    let before = healthy.tree
    let result = try await healthy.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("nothing to heal"), "\(result.printed)")
    #expect(healthy.tree == before)
  }

  @Test func `a lock that goes away is waited for`() async throws {
    let example = try example("locked-database")
    async let holder = example.run(["python", "hold_lock.py", "120", "--until", "logs/errors.log"])
    while !example.has("shop.duckdb") { try await Task.sleep(for: .milliseconds(50)) }
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(try await holder.isSuccess)
    #expect(result.printed.contains("CONCURRENCY"), "\(result.printed)")
  }

  @Test func `a column that is gone is refused, and the tree is as it was`() async throws {
    let example = try example("column-gone")
    let before = example.tree
    let result = try await example.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains("loyalty_points"))
    #expect(example.tree == before)
  }

  @Test func `a retry keeps the variables that dbt 2 forgets`() async throws {
    let example = try example("renamed-column")
    try example.replace("sum(amount)", with: "sum(amount * {{ var('share') }})", in: "models/marts/daily_revenue.sql")
    let result = try await example.heal(dbt: ["build", "--vars", "{share: 1}"])
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("dbt retry --vars"), "\(result.printed)")
  }

  @Test func `a test that fails is told by its rows and left to a person`() async throws {
    let example = try await Example.healthy("renamed-column", dbtIn: Self.folder)
    try example.replace("returned", with: "lost", in: "seeds/raw_orders.csv")
    let before = example.tree
    let result = try await example.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains("DATA_QUALITY"), "\(result.printed)")
    #expect(result.printed.contains("1 failed row"), "\(result.printed)")
    #expect(example.tree == before)
  }

  @Test func `a misspelt test is corrected in the YAML that asks for it`() async throws {
    let example = try await Example.healthy("renamed-column", dbtIn: Self.folder)
    let file = "models/staging/_staging.yml"
    let before = example.read(file)
    try example.replace("accepted_values", with: "acepted_values", in: file)
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(example.read(file) == before)
  }

  @Test func `a hook that fails is the hook's fault`() async throws {
    let example = try await Example.healthy("renamed-column", dbtIn: Self.folder)
    try example.replace("name: shop\n", with: "name: shop\non-run-end: select * from nowhere\n", in: "dbt_project.yml")
    let before = example.tree
    let result = try await example.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains("shop-on-run-end-0"), "\(result.printed)")
    #expect(example.tree == before)
  }

  @Test func `dbt's log for people is where dbt would have written it`() async throws {
    let example = try await Example.healthy("renamed-column", dbtIn: Self.folder)
    let before = try #require(example.read("logs/dbt.log"))
    #expect(try await example.heal().exit == .code(0))
    let after = try #require(example.read("logs/dbt.log"))
    #expect(after.hasPrefix(before) && after.utf8.count > before.utf8.count)
    #expect(!example.has("logs/heal.jsonl"))
    _ = try await example.heal(dbt: ["build", "--otel-file-name", "mine.jsonl"])
    #expect(example.has("logs/mine.jsonl"))
  }
}
