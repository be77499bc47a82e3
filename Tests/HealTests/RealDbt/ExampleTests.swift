import Platform
import Testing

@testable import HealProject
@testable import HealRunner

/// Each of `examples/`, healed by the program itself with a real dbt on DuckDB.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil, "set HEAL_REAL_DBT, or use make test"))
struct ExampleTests {
  @Test(arguments: ["two-in-a-row", "packages-not-installed", "misspelt-macro"])
  func `a healed project has the tables of the healthy one`(name: String) async throws {
    let broken = try Example(name)
    let result = try await broken.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    let healthy = try await Example.healthy(name)
    #expect(try await broken.tables() == healthy.tables())
  }

  @Test func `the session of the original system comes out, and can be taken back`() async throws {
    let example = try Example("renamed-column")
    let before = example.tree
    let model = "models/staging/stg_orders.sql"
    let asBroken = try #require(example.read(model))
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    let expected = [
      "autonomous", "dbt build", "stg_orders", "SCHEMA", "ordered_at", "order_date", "95%", "2/3",
    ]
    for words in expected {
      #expect(result.printed.contains(words), "\(words) is missing in:\n\(result.printed)")
    }
    #expect(
      example.read(model) == asBroken.replacing("cast(ordered_at", with: "cast(order_date"))
    #expect(example.has("logs/pipeline_runs.log"))
    #expect(try await example.tables() == Example.healthy("renamed-column").tables())
    let undone = try await RealDbt.run([RealDbt.heal, "undo"], in: example.path)
    #expect(undone.isSuccess, "\(undone.printed)")
    #expect(undone.printed.contains("`stg_orders`"), "\(undone.printed)")
    #expect(undone.printed.contains("still hold what the fix built"), "\(undone.printed)")
    #expect(example.tree == before)
  }

  @Test func `a green project is left alone`() async throws {
    let example = try await Example.healthy("renamed-column")
    let before = example.tree
    #expect(try await example.heal().exit == .code(0))
    #expect(example.tree == before)
  }

  @Test func `a lock that goes away is waited for`() async throws {
    let example = try Example("locked-database")
    let before = example.tree
    async let holder = RealDbt.run(
      ["python", "hold_lock.py", "120", "--until", "logs/errors.log"], in: example.path)
    while !example.has("shop.duckdb") { try await Task.sleep(for: .milliseconds(50)) }
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(try await holder.isSuccess)
    #expect(result.printed.contains("CONCURRENCY"), "\(result.printed)")
    #expect(example.tree == before)
    let healthy = try await Example.healthy("locked-database")
    #expect(try await example.tables() == healthy.tables())
  }

  @Test func `a column that is gone is refused, and the tree is as it was`() async throws {
    let example = try Example("column-gone")
    let before = example.tree
    let result = try await example.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains("loyalty_points"))
    #expect(example.tree == before)
  }

  @Test func `without a policy and a terminal the proposal waits for a person`() async throws {
    let example = try Example("human-in-loop")
    let before = example.tree
    let result = try await example.heal()
    #expect(result.exit == .code(3), "\(result.printed)")
    #expect(example.tree == before)
  }

  @Test func `an answer given beforehand heals`() async throws {
    let example = try Example("human-in-loop")
    let result = try await example.heal("--yes")
    #expect(result.exit == .code(0), "\(result.printed)")
    let healthy = try await Example.healthy("human-in-loop")
    #expect(try await example.tables() == healthy.tables())
  }

  @Test func `a fix is put back when what lies behind it cannot be healed`() async throws {
    let example = try Example("two-in-a-row")
    let model = "models/staging/stg_payments.sql"
    try example.replace("payment_metod", with: "gift_wrapping", in: model)
    let before = example.tree
    let result = try await example.heal()
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(example.tree == before)
  }

  @Test func `a dry run changes nothing`() async throws {
    let example = try Example("misspelt-macro")
    let before = example.tree
    let result = try await example.heal("--dry-run")
    #expect(result.exit != .code(0))
    #expect(result.printed.contains("cents_to_dollars"), "\(result.printed)")
    #expect(example.tree == before)
  }
}
