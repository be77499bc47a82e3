import HealLanguage
import Testing

@testable import HealEngine
@testable import HealProject

/// Pipelines in which a look-alike of another meaning stands ready: the standard rules may propose it, never apply it.
@Suite struct LookAlikeTests {
  /// What heal would apply without a person, with default thresholds.
  private func applied(
    _ message: String, _ files: [String: String], adapter: String = "duckdb", node: Node? = nil,
    outside: any OutsideEvidence = NothingOutside()
  ) throws -> [String] {
    var files = files
    files["dbt_project.yml"] = files["dbt_project.yml"] ?? "name: shop\nprofile: shop\n"
    let folder = try ProjectFolder(files)
    let failures = failures(in: message).map { failure in
      var failure = failure
      failure.adapter = adapter
      if let node { failure.node = node }
      return failure
    }
    let evidence = ProjectEvidence(
      projectDirectory: folder.path, targetDirectory: folder.path + "/target", outside: outside)
    let diagnoses = StandardRules.diagnostician.diagnose(failures, evidence: evidence)
    #expect(!diagnoses.isEmpty)
    let policy = Policy(mode: .autonomous)
    return plan(diagnoses, under: policy).steps.map(\.candidate)
      .filter { !$0.isRetryOnly && !$0.changes.isEmpty }.map(\.title)
  }

  private func failures(in message: String) -> [Failure] {
    [
      Failure(
        id: "model.shop.m", message: message,
        node: Node(name: "m", kind: "model", file: "models/m.sql"))
    ]
  }

  static let columns = [
    ("is_active", "inactive"), ("payer_id", "payee_id"), ("sender_ref", "vendor_ref"),
    ("length_cm", "length_mm"), ("weight_lb", "weight_kg"), ("distance_km", "distance_mi"),
    ("temp_c", "temp_f"), ("duration_s", "duration_ms"), ("size_mb", "size_gb"),
    ("min_price", "max_price"), ("created_at", "created_by"), ("unsubscribed_on", "subscribed_on"),
    ("is_void", "is_valid"), ("unapproved", "approved"), ("included", "excluded"),
    ("import_total", "export_total"), ("internal_code", "external_code"),
    ("parent_key", "patient_key"), ("male_count", "female_count"), ("unit_cost", "unit_count"),
    ("list_rate", "last_rate"), ("hire_day", "fire_day"), ("net_value", "new_value"),
    ("amount_usd", "amount_aud"), ("price_gbp", "price_gbx"), ("host_no", "post_no"),
    ("day_wage", "pay_wage"), ("birth_date", "birth_day"), ("gross_total", "net_total"),
    ("sold_qty", "hold_qty"), ("opened_by", "opened_at"), ("debit_sum", "credit_sum"),
    ("lat_deg", "lon_deg"), ("from_acct", "to_acct"), ("old_status", "new_status"),
    ("cost_rate", "post_rate"), ("lender_name", "sender_name"), ("seller_nr", "teller_nr"),
    ("ship_zone", "shop_zone"), ("user_uid", "user_gid"), ("read_ops", "dead_ops"),
    ("mrr_amount", "arr_amount"),
  ]

  @Test(
    arguments: [
      "select id, %s from {{ source('raw', 't') }}",
      "select id % 2 as bucket, max(%s) as m from {{ source('raw', 't') }} group by 1",
      "select id, coalesce(%s, 0) as %s from {{ source('raw', 't') }}",
    ])
  func `no look-alike of a column is read`(sql: String) throws {
    for (one, other) in Self.columns + Self.columns.map({ ($1, $0) }) {
      let model = sql.replacing("%s", with: one)
      for message in [
        "Runtime Error in model m (models/m.sql)\n  Binder Error: Referenced column \"\(one)\" not found in FROM clause!\n"
          + "  Candidate bindings: \"\(other)\", \"id\"",
        "Runtime Error in model m (models/m.sql)\n  Binder Error: Column \"\(one)\" referenced that exists in the SELECT "
          + "clause - but this column cannot be referenced before it is defined",
      ] {
        let titles = try applied(
          message,
          [
            "models/m.sql": model,
            "models/s.yml": "sources:\n  - name: raw\n    tables:\n      - name: t\n"
              + "        columns: [{name: id}, {name: \(other)}]\n",
          ])
        #expect(titles == [], "\(one) → \(other)")
      }
    }
  }

  @Test(arguments: [
    ("postgres", #"column "%a" does not exist\#nHINT:  Perhaps you meant to reference the column "t.%b"."#),
    ("snowflake", "000904 (42000): SQL compilation error: error line 1 at position 7\ninvalid identifier '%a'"),
    ("bigquery", "Unrecognized name: %a; Did you mean %b? at [1:8]"),
    (
      "databricks",
      "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `%a` cannot be resolved. "
        + "Did you mean one of the following? [`%b`, `id`]. SQLSTATE: 42703"
    ),
  ]) func `nor on other warehouses`(adapter: String, words: String) throws {
    for (one, other) in Self.columns + Self.columns.map({ ($1, $0) }) {
      let message =
        "Database Error in model m (models/m.sql)\n  "
        + words.replacing("%a", with: one).replacing("%b", with: other)
      let titles = try applied(
        message, ["models/m.sql": "select id, \(one) from {{ source('raw', 't') }}"],
        adapter: adapter)
      #expect(titles == [], "\(one) → \(other)")
    }
  }

  @Test(arguments: [
    ("email", "manager_email", "lower(%)"), ("amount", "refund_amount", "round(%, 2)"),
    ("price", "competitor_price", "coalesce(%, 0)"), ("status", "credit_status", "trim(%)"),
    ("buyer_id", "payer_id", "coalesce(%, -1)"), ("depth_cm", "depth_mm", "coalesce(%, 0)"),
    ("balance", "opening_balance", "coalesce(%, 0)"),
    ("arrival_at", "planned_arrival_at", "date_trunc('day', %)"),
  ]) func `the only column that nothing reads is not taken for the one that is gone`(
    one: String, other: String, call: String
  ) throws {
    let sql = call.replacing("%", with: one)
    let titles = try applied(
      "Runtime Error in model m (models/m.sql)\n  Binder Error: Column \"\(one)\" referenced that exists in the SELECT "
        + "clause - but this column cannot be referenced before it is defined",
      [
        "models/m.sql": "select t_key, \(sql) as \(one) from {{ source('raw', 't') }}",
        "models/s.yml": "sources:\n  - name: raw\n    tables:\n      - name: t\n"
          + "        columns: [{name: t_key}, {name: \(other)}]\n",
      ])
    #expect(titles == [])
  }

  @Test(arguments: [
    ("stg_orders_uk", "stg_orders_us"), ("orders", "returned_orders"), ("stg_payers", "stg_payees"),
    ("orders_2025", "orders_2026"), ("stg_orders_v1", "stg_orders_v2"),
    ("int_imports", "int_exports"), ("dim_host", "dim_post"),
  ]) func `a retired model's sibling does not take its place`(gone: String, there: String) throws {
    let titles = try applied(
      "Compilation Error\n  Model 'model.shop.m' (models/m.sql) depends on a node named '\(gone)' which was not found",
      [
        "models/m.sql": "select * from {{ ref('\(gone)') }}",
        "models/\(there).sql": "select 1 as id", "models/stg_other.sql": "select 1 as id",
      ])
    #expect(titles == [])
  }

  @Test(arguments: [
    ("stripe_uk", "charges", "stripe_us", "charges"), ("shop", "payees", "shop", "payers"),
    ("shop", "bins", "shop", "bids"), ("shop", "sales_dk", "shop", "sales_de"),
  ]) func `nor does a retired source's`(
    group: String, table: String, otherGroup: String, otherTable: String
  ) throws {
    let titles = try applied(
      "Compilation Error\n  Model 'model.shop.m' (models/m.sql) depends on a source named '\(group).\(table)' which was "
        + "not found",
      [
        "models/m.sql": "select * from {{ source('\(group)', '\(table)') }}",
        "models/s.yml":
          "sources:\n  - name: \(otherGroup)\n    tables: [{name: \(otherTable)}]\n",
      ])
    #expect(titles == [])
  }

  @Test func `a table whose name only holds the other's is another one`() throws {
    let titles = try applied(
      "Runtime Error in model m (models/m.sql)\n  Catalog Error: Table with name orders does not exist!\n"
        + "  Did you mean \"shop.deleted_orders\"?",
      [
        "models/m.sql": "select * from {{ source('shop', 'orders') }}",
        "models/s.yml": "sources:\n  - name: shop\n    tables: [{name: orders}, {name: bids}]\n",
      ])
    #expect(titles == [])
  }

  // MARK: What changed in the world

  private struct Yesterday: SilentOutside {
    var text: String
    var now: String
    func history(of name: String, in path: String) -> NameHistory? {
      text.contains(name)
        ? NameHistory(existed: true, witness: "the manifest of the last green run has it")
        : NameHistory(existed: false, witness: "no green manifest")
    }
    func isGreenText(_ path: String) -> Bool? { text == now }
    func lastChange(of path: String) -> String? { "commit 1a2b3c4 by Ada on 2026-11-28: Merge" }
    var pastIsShallow: Bool? { false }
    func committedText(_ path: String) -> String? { text }
    func hasChangedSinceGreen(_ path: String) -> Bool? { text != now }
  }

  private static func missing(_ old: String, _ new: String) -> String {
    "Runtime Error in model m (models/m.sql)\n  Binder Error: Referenced column \"\(old)\" not found in FROM clause!\n"
      + "  Candidate bindings: \"\(new)\", \"id\""
  }

  @Test func `a column that ran yesterday is never a typo`() throws {
    let sql = "select id, custmer_id from {{ source('raw', 't') }}"
    let titles = try applied(
      Self.missing("custmer_id", "customer_id"), ["models/m.sql": sql],
      outside: Yesterday(text: sql, now: sql))
    #expect(titles == [])
  }

  @Test func `a typo of today is one`() throws {
    let sql = "select id, custmer_id from {{ source('raw', 't') }}"
    let titles = try applied(
      Self.missing("custmer_id", "customer_id"), ["models/m.sql": sql],
      outside: Yesterday(text: "select id from {{ source('raw', 't') }}", now: sql))
    #expect(titles.count == 1)
  }

  @Test(arguments: [
    "select id from {{ ref('t') }} where status = 'shipped'",
    "select id, amount * 1.2 as amount from {{ ref('t') }} where status = 'placed'",
    "select id from {{ ref('t') }} where status = 'placed' and region = 'eu'",
    "select id, region from {{ ref('t') }} where status = 'placed'",
    "select id from {{ ref('u') }} where status = 'placed'",
  ]) func `a change that can be read is not reverted when something else fails`(now: String) throws {
    let then = "select id from {{ ref('t') }} where status = 'placed'"
    let titles = try applied(
      "Runtime Error in model m (models/m.sql)\n  IO Error: No files found that match the pattern \"in/orders.csv\"",
      ["models/m.sql": now, "models/t.sql": "select 1 as id", "models/u.sql": "select 1 as id"],
      outside: Yesterday(text: then, now: now))
    #expect(titles == [])
    let other = try applied(
      "Runtime Error in model m (models/m.sql)\n  the widget of the warehouse said no",
      ["models/m.sql": now, "models/t.sql": "select 1 as id", "models/u.sql": "select 1 as id"],
      outside: Yesterday(text: then, now: now))
    #expect(other == [])
  }

  @Test func `a new column of an incremental model is not taken out again`() throws {
    let then = "{{ config(materialized='incremental') }}\nselect order_id, amount from {{ ref('t') }}"
    let now = then.replacing("amount from", with: "amount, status from")
    let titles = try applied(
      "Compilation Error in model m (models/m.sql)\n  The source and target schemas on this incremental model are out of "
        + "sync!\n  They can be reconciled in several ways:\n    - set the `on_schema_change` config to either "
        + "append_new_columns or sync_all_columns",
      ["models/m.sql": now, "models/t.sql": "select 1 as order_id"],
      outside: Yesterday(text: then, now: now))
    #expect(titles == [])
  }

  @Test func `a key that stands twice is nothing to look into the rows for`() throws {
    let diagnoses = StandardRules.diagnostician.diagnose(
      [
        Failure(
          id: "run",
          message: "Compilation Error\n  [WARNING][DuplicateYAMLKeysDeprecation]: Deprecated functionality\n"
            + "  Duplicate key 'description' in \"<unicode string>\", line 7, column 5 in file\n  `models/_staging.yml`",
          isBeforeRun: true)
      ], evidence: NothingKnown())
    #expect(diagnoses[0].category == "YAML")
  }

  private struct NothingKnown: Evidence {
    func answer(_ question: Question) -> Value { .unknown }
  }
}
