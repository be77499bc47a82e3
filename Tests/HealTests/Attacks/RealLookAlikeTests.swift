import HealProject
import Testing

@testable import HealRunner

/// `wrongfix` and the like with a real dbt on DuckDB: a look-alike of another meaning stands ready, and heal holds still.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil, "set HEAL_REAL_DBT, or use make test"))
struct RealLookAlikeTests {
  private let folder = TemporaryFolder()

  init() {
    folder.write(
      """
      name: shop
      version: "1.0"
      profile: shop
      models: {shop: {+materialized: table}}
      flags: {send_anonymous_usage_stats: false}

      """, to: "dbt_project.yml")
    folder.write(
      "shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, threads: 1}}}\n",
      to: "profiles.yml")
    folder.write(
      "execution: {mode: autonomous, auto_detect_ci: false}\n", to: "config/execution_mode.yml")
  }

  private func heal() async throws -> CommandResult {
    try await RealDbt.run(
      [RealDbt.heal, "run", "--project-dir", ".", "--", "dbt", "build"], in: folder.path)
  }

  /// Makes source tables of one row and declares them; every column is the number 7.
  private func load(_ tables: [(name: String, columns: [String])]) async throws {
    let script = tables.map { table in
      "create or replace table raw.\(table.name) as select "
        + table.columns.map { "7 as \($0)" }.joined(separator: ", ")
    }
    let python =
      "import duckdb,sys; c=duckdb.connect('shop.duckdb'); [c.execute(q) for q in sys.argv[1:]]"
    let made = try await RealDbt.run(
      ["python", "-c", python, "create schema if not exists raw"] + script, in: folder.path)
    #expect(made.isSuccess, "\(made.printed)")
    folder.write(
      "sources:\n  - name: raw\n    tables: ["
        + tables.map { "{name: \($0.name)}" }.joined(separator: ", ") + "]\n",
      to: "models/sources.yml")
  }

  /// Nothing is green, and no file of the project is another.
  private func holdsStill() async throws {
    let before = folder.tree.filter { !$0.key.contains("duckdb") }
    let result = try await heal()
    #expect(![FinishedRun.Exit.code(0), .code(2)].contains(result.exit), "\(result.printed)")
    let after = folder.tree.filter { !$0.key.contains("duckdb") && !$0.key.hasPrefix(".") }
    #expect(after == before.filter { !$0.key.hasPrefix(".") }, "\(result.printed)")
  }

  @Test func `wrongfix: a column that went is not read from one of another unit or role`()
    async throws
  {
    let pairs = [
      ("boxes", "length_cm", "length_mm"), ("quotes", "price_gbp", "price_gbx"),
      ("transfers", "payer_id", "payee_id"), ("visits", "shipping_date", "shipped_at"),
    ]
    for (table, lost, _) in pairs {
      folder.write(
        "select\n    id,\n    \(lost)\nfrom {{ source('raw', '\(table)') }}\n",
        to: "models/\(table)_model.sql")
    }
    try await load(pairs.map { ($0.0, ["id", $0.1, $0.2]) })
    let yesterday = try await heal()
    #expect(yesterday.exit == .code(0), "\(yesterday.printed)")
    try await load(pairs.map { ($0.0, ["id", $0.2]) })
    try await holdsStill()
  }

  @Test func `wrongfix: nor inside an expression, cold`() async throws {
    let pairs = [
      ("a", "unsubscribed_on", "subscribed_on"), ("b", "unapproved", "approved"),
      ("c", "unit_cost", "unit_count"), ("d", "temp_c", "temp_f"),
      ("e", "internal_code", "external_code"), ("f", "included", "excluded"),
    ]
    for (table, lost, _) in pairs {
      folder.write(
        "select id % 2 as bucket, max(\(lost)) as m from {{ source('raw', '\(table)') }} group by 1\n",
        to: "models/m_\(table).sql")
    }
    try await load(pairs.map { ($0.0, ["id", $0.2]) })
    try await holdsStill()
  }

  @Test func `wrongfix-alias: the only column that nothing reads is another thing`() async throws {
    let cases = [
      ("people", "email", "manager_email", "lower(%)"),
      ("offers", "price", "competitor_price", "coalesce(%, 0)"),
      ("accounts", "status", "credit_status", "trim(%)"),
      ("deals", "owner", "previous_owner", "upper(%)"),
      ("crates", "depth_cm", "depth_mm", "coalesce(%, 0)"),
      ("members", "balance", "opening_balance", "coalesce(%, 0)"),
    ]
    for (table, lost, _, call) in cases {
      folder.write(
        "select\n    id,\n    \(call.replacing("%", with: lost)) as \(lost)\nfrom {{ source('raw', '\(table)') }}\n",
        to: "models/stg_\(table).sql")
    }
    try await load(cases.map { ($0.0, ["id", $0.2]) })
    try await holdsStill()
  }

  @Test func `wrongref: a retired model's sibling does not take its place`() async throws {
    for country in ["us", "de"] {
      folder.write(
        "select 1 as order_id, '\(country)' as market, 100 as amount\n",
        to: "models/stg_orders_\(country).sql")
    }
    for country in ["uk", "us"] {
      folder.write(
        "select market, sum(amount) as revenue from {{ ref('stg_orders_\(country)') }} group by 1\n",
        to: "models/revenue_\(country).sql")
    }
    try await holdsStill()
  }

  @Test func `wrongsource: a retired source's sibling does not take its place`() async throws {
    folder.write(
      """
      sources:
        - {name: stripe_us, tables: [{name: charges}, {name: payers}]}
        - {name: shop, tables: [{name: orders}, {name: bids}]}

      """, to: "models/s.yml")
    for (model, source) in [
      ("a", "'stripe_uk', 'charges'"), ("b", "'stripe_us', 'payees'"), ("d", "'shop', 'bins'"),
    ] {
      folder.write("select * from {{ source(\(source)) }}\n", to: "models/\(model).sql")
      try await holdsStill()
      FileSystem.remove(folder.path + "/models/\(model).sql")
    }
  }

  @Test func `wrongtarget: production is not written to because dev is gone`() async throws {
    folder.write(
      "shop: {target: dev, outputs: {prod: {type: duckdb, path: PRODUCTION.duckdb, threads: 1}}}\n",
      to: "profiles.yml")
    folder.write("select 1 as id\n", to: "models/m.sql")
    try await holdsStill()
    #expect(!FileSystem.exists(folder.path + "/PRODUCTION.duckdb"))
  }

  @Test func `lies: what a person has to decide is not healed`() async throws {
    folder.write(
      "select 1 as id, 'PAID' as status union all select 2, 'OPEN'\n", to: "models/o.sql")
    folder.write(
      "select count(*) as n from {{ ref('o') }} where status = 'PAID'\n", to: "models/r.sql")
    folder.write(
      """
      models:
        - name: o
          columns:
            - name: status
              data_tests:
                - accepted_values: {arguments: {values: [paid, open]}}

      """, to: "models/s.yml")
    folder.write(
      "select sum(id) as total from {{ ref('o') }} where status = \"Paid\"\n", to: "models/q.sql")
    try await holdsStill()
  }
}
