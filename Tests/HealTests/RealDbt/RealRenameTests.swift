import Testing

@testable import HealProject
@testable import HealRunner

/// What changed upstream after a green yesterday, followed by the data alone: with a real dbt on DuckDB.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil, "set HEAL_REAL_DBT, or use make test"))
struct RealRenameTests {
  private static let orders = "seeds/raw_orders.csv"
  private static let properties = "models/marts/_marts.yml"
  private static let staging = "models/staging/stg_orders.sql"

  /// The shop after a green run of heal, as it was before the release that renamed columns.
  private func yesterday(_ change: (Example) throws -> Void = { _ in }) async throws -> Example {
    let example = try Example("renamed-column")
    try rename("order_date", to: "ordered_at", in: example)
    try change(example)
    let green = try await example.heal()
    #expect(green.isSuccess, "\(green.printed)")
    return example
  }

  private func rename(_ old: String, to new: String, in example: Example) throws {
    try example.replace(",\(old),", with: ",\(new),", in: Self.orders)
  }

  private func model(_ example: Example) throws -> String {
    try #require(example.read("models/staging/stg_orders.sql"))
  }

  private func marts(_ example: Example) async throws -> String {
    try await example.tables("customer_orders", "daily_revenue")
  }

  @Test func `the column with yesterday's values is read, and the report has the proof`() async throws {
    let example = try await yesterday()
    let before = try await marts(example)
    try rename("ordered_at", to: "placed_on", in: example)
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(try model(example).contains("cast(placed_on as date) as order_date"))
    for words in ["missing_column.renamed", "`placed_on` has come to raw_orders since its columns were recorded, and `ordered_at` is gone", "of 36 rows equal"] {
      #expect(result.printed.contains(words), "\(words) is missing in:\n\(result.printed)")
    }
    #expect(try await marts(example) == before)
  }

  @Test func `a column with other values is for a person to decide`() async throws {
    let example = try await yesterday()
    let before = try await marts(example)
    try rename("ordered_at", to: "placed_on", in: example)
    try example.replace(",2026-", with: ",2025-", in: Self.orders)
    let text = try model(example)
    let result = try await example.heal()
    #expect(result.exit == .code(3), "\(result.printed)")
    #expect(try model(example) == text)
    #expect(result.printed.contains("rows equal in `customer_orders`"), "\(result.printed)")
    #expect(try await marts(example) == before)
  }

  @Test func `two columns renamed at once are told apart`() async throws {
    let example = try await yesterday()
    let before = try await marts(example)
    try rename("ordered_at", to: "placed_on", in: example)
    try example.replace(",amount\n", with: ",total\n", in: Self.orders)
    let result = try await example.heal("--max-retries", "3")
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(try model(example).contains("cast(placed_on as date) as order_date"))
    #expect(try model(example).contains("cast(total as decimal(10, 2)) as amount"))
    #expect(try await marts(example) == before)
  }

  @Test func `a table that reads the column itself keeps its values too`() async throws {
    let example = try await yesterday {
      try $0.replace("+materialized: view", with: "+materialized: table", in: "dbt_project.yml")
    }
    try rename("ordered_at", to: "placed_on", in: example)
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("rows equal in `stg_orders` (`order_date`)"), "\(result.printed)")
  }

  @Test func `dates that come with days first are read as before`() async throws {
    let example = try await yesterday()
    let before = try await marts(example)
    let orders = try #require(example.read(Self.orders))
    let turned = orders.replacing(/(\d{4})-(\d{2})-(\d{2})/) { "\($0.3).\($0.2).\($0.1)" }
    example.folder.write(turned, to: example.name + "/" + Self.orders)
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(try model(example).contains("cast(strptime(ordered_at, '%d.%m.%Y') as date) as order_date"))
    #expect(try await marts(example) == before)
  }

  @Test func `without a test that says so the column is found that is unique`() async throws {
    let example = try await yesterday {
      try $0.replace("data_tests: [unique, not_null]", with: "data_tests: [not_null]", in: Self.properties)
    }
    try rename("ordered_at", to: "placed_on", in: example)
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("of 36 rows equal in `customer_orders`"), "\(result.printed)")
  }

  @Test func `a filter on the column itself hides no rows`() async throws {
    let example = try await yesterday {
      try $0.replace("+materialized: view", with: "+materialized: table", in: "dbt_project.yml")
      try $0.replace(
        "    from source\n", with: "    from source\n    where ordered_at < '2026-03-20'\n", in: Self.staging)
    }
    try rename("ordered_at", to: "placed_on", in: example)
    let result = try await example.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(try model(example).contains("where placed_on < '2026-03-20'"))
  }

  @Test(arguments: [
    "row_number() over (order by order_date, order_id)",
    // One row in a hundred tells.
    "case when order_id % 100 = 99 then order_date else date '2020-01-01' + order_id::integer end",
  ]) func `what would be the same with a look-alike proves nothing`(kept: String) async throws {
    let example = try await yesterday {
      let orders = "from {{ ref('stg_orders') }}\n"
      $0.write("select order_id as customer_id, \(kept) as kept \(orders)", to: "models/marts/customer_orders.sql")
      $0.write("select distinct status as order_date \(orders)", to: "models/marts/daily_revenue.sql")
    }
    try rename("ordered_at", to: "placed_on", in: example)
    try example.replace(",2026-", with: ",2025-", in: Self.orders)
    let text = try model(example)
    let result = try await example.heal()
    #expect(result.exit == .code(3), "\(result.printed)")
    #expect(try model(example) == text)
    #expect(result.printed.contains("rows equal in `customer_orders`"), "\(result.printed)")
  }
}
