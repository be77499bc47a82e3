import HealEngine
import HealProject
import Testing

/// Whether a node that failed can be run twice, and how long it ran.
@Suite struct IdempotenceTests {
  @Test(arguments: ["table", "view", "materialized_view", "ephemeral"])
  func `what is built anew can be run twice`(materialized: String) throws {
    #expect(try isIdempotent(#"{"materialized": "\#(materialized)"}"#) == true)
  }

  @Test func `a materialization of the project's own is not known`() throws {
    #expect(try isIdempotent(#"{"materialized": "ledger"}"#) == false)
  }

  @Test(arguments: [
    ("append", false), ("merge", true), ("delete+insert", true), ("insert_overwrite", true),
    ("microbatch", true), ("home_made", false),
  ])
  func `an incremental model goes by its strategy`(strategy: String, expected: Bool) throws {
    let config = incremental(#""incremental_strategy": "\#(strategy)", "unique_key": "id""#)
    for adapter in ["postgres", "snowflake", "bigquery", "databricks", "duckdb"] {
      #expect(try isIdempotent(config, adapter: adapter) == expected, "\(adapter)")
    }
  }

  @Test(arguments: ["merge", "delete+insert"])
  func `without a key a merge only inserts`(strategy: String) throws {
    let config = incremental(#""incremental_strategy": "\#(strategy)", "unique_key": null"#)
    #expect(try isIdempotent(config) == false)
  }

  @Test(arguments: [
    ("postgres", true), ("redshift", true), ("duckdb", true), ("snowflake", true),
    ("bigquery", true), ("databricks", true), ("sqlserver", true), ("clickhouse", true),
    ("spark", false), ("trino", false), ("athena", false), ("teradata", false),
  ])
  func `without a strategy the adapter's own holds`(adapter: String, expected: Bool) throws {
    let keyed = incremental(#""incremental_strategy": null, "unique_key": ["id", "day"]"#)
    #expect(try isIdempotent(keyed, adapter: adapter) == expected)
    #expect(try isIdempotent(incremental(), adapter: adapter) == false, "and no key")
  }

  @Test func `Athena overwrites partitions, or appends where there are none`() throws {
    let partitioned = incremental(#""partitioned_by": ["day"]"#)
    #expect(try isIdempotent(partitioned, adapter: "athena") == true)
  }

  @Test(arguments: [
    ("grant select, insert on {{ this }} to reader", true), ("analyze {{ this }}", true),
    ("set lock_timeout = '2s'", true), ("-- insert later\\nvacuum {{ this }}", true),
    ("{{ tidy(this) }}", true), ("insert into audit values (1)", false),
    ("begin; UPDATE audit set n = n + 1; commit", false), ("delete from audit", false),
    ("merge into audit using x on true", false), ("call log_end()", false),
    ("select log_end('a')", false), ("{{ log_end() }}", false), ("{{ log_deeply() }}", false),
  ])
  func `a hook that changes rows is not run twice`(hook: String, expected: Bool) throws {
    for key in ["pre-hook", "post-hook"] {
      let config = #"{"materialized": "table", "\#(key)": [{"sql": "\#(hook)"}]}"#
      #expect(try isIdempotent(config) == expected, "\(key) \(hook)")
    }
    let run = try failure(of: "operation.shop.h", code: hook)
    #expect(run.isIdempotent == expected)
  }

  @Test(arguments: [
    ("select 1 as id", true), ("select insert_date, 'merge' as how from {{ ref('b') }}", true),
    ("{% set a = run_query('select max(id) from t') %} select {{ a }}", true),
    ("{% if execute %}{% do run_query('insert into log values (1)') %}{% endif %} select 1", false),
    ("{% call statement('x') %}delete from log{% endcall %} select 1", false),
    ("-- run_query('insert into log')\\nselect 1 as id", true),
    ("select {{ latest() }} as id", true), ("{{ note_down() }} select 1", false),
  ])
  func `a model whose body changes rows is not run twice`(body: String, expected: Bool) throws {
    let config = #"{"materialized": "table"}"#
    #expect(try failure(of: "model.shop.a", config: config, code: body).isIdempotent == expected)
  }

  @Test(arguments: [
    ("insert into ledger select * from inbox", true), ("{{ log_end() }}", false),
    ("insert into runs select '{{ invocation_id }}', count(*) from t", false), ("delete from ledger", false),
    ("insert into runs values (1)", false), ("{{ move_rows() }}", true),
  ])
  func `a hook that adds rows with every start is named`(hook: String, isRepeated: Bool) throws {
    let failure = try failure(of: "model.shop.a", code: hook)
    #expect(failure.repeatedHook == (isRepeated ? "h" : nil))
  }

  @Test func `a node may have acted before it failed`() throws {
    let hooked = #"{"materialized": "table", "post-hook": [{"sql": "insert into audit values (1)"}]}"#
    #expect(try failure(of: "model.shop.a", config: hooked).mayHaveActed)
    let plain = incremental(#""incremental_strategy": "append""#)
    #expect(try failure(of: "model.shop.a", config: plain).mayHaveActed == false)
  }

  @Test func `seeds, snapshots and tests can be run twice`() throws {
    for id in ["seed.shop.s", "snapshot.shop.s", "test.shop.s"] {
      #expect(try failure(of: id).isIdempotent == true, "\(id)")
    }
  }

  @Test func `a node that the manifest does not have is not known`() throws {
    #expect(try failure(of: "model.shop.other").isIdempotent == nil)
  }

  @Test func `the time of the results counts`() throws {
    #expect(try failure(of: "model.shop.a").executionTime == 12.5)
  }

  // MARK: A run that failed

  private func incremental(_ settings: String = #""unique_key": null"#) -> String {
    #"{"materialized": "incremental", \#(settings)}"#
  }

  private func isIdempotent(_ config: String, adapter: String = "postgres") throws -> Bool? {
    try failure(of: "model.shop.a", config: config, adapter: adapter).isIdempotent
  }

  private func failure(
    of id: String, config: String = "{}", adapter: String = "postgres", code: String = ""
  ) throws -> Failure {
    let nodes = [
      "model.shop.a", "seed.shop.s", "snapshot.shop.s", "test.shop.s", "operation.shop.h",
    ]
    .map { node in
      let kind = node.split(separator: ".")[0]
      return #"""
        "\#(node)": {"name": "n", "resource_type": "\#(kind)", "package_name": "shop",
          "original_file_path": "n.sql", "raw_code": "\#(code)", "config": \#(config)}
        """#
    }
    let folder = try ProjectFolder([
      "dbt_project.yml": "name: shop\n",
      "logs/dbt.log": #"{"data": {}, "info": {"code": "A001", "invocation_id": "i", "msg": "m"}}"#
        + "\n",
      "target/manifest.json": #"""
      {"metadata": {"invocation_id": "i", "project_name": "shop", "adapter_type": "\#(adapter)"},
       "nodes": {\#(nodes.joined(separator: ", "))},
       "macros": {
        "macro.shop.tidy": {"macro_sql": "{% call statement('x') %}vacuum{% endcall %}"},
        "macro.shop.move_rows": {"macro_sql": "insert into ledger select * from inbox"},
        "macro.shop.latest": {"macro_sql": "{% if execute %}{{ run_query('select 1') }}{% endif %}"},
        "macro.shop.note_down": {"macro_sql": "{% do run_query('insert into log values (1)') %}"},
        "macro.shop.log_end": {"macro_sql": "insert into audit values (1)"},
        "macro.shop.log_deeply": {"macro_sql": "{{ log_end() }}",
          "depends_on": {"macros": ["macro.shop.log_end", "macro.dbt.run_query"]}},
        "macro.dbt.run_query": {"macro_sql": "insert"}}}
      """#,
      "target/run_results.json": #"""
      {"metadata": {"invocation_id": "i"}, "results": [
        {"unique_id": "\#(id)", "status": "error", "message": "broken", "execution_time": 12.5}]}
      """#,
    ])
    return try #require(readRun(folder.run(.code(1))).failures.first)
  }
}
