import HealEngine
import Testing

@Suite struct SafetyNetTests {
  private static let schema = """
    version: 2
    models:
      - name: orders
        description: All orders
        config:
          materialized: table
          tags: [daily]
        columns:
          - name: status
            description: how far it got
            data_tests:
              - not_null
              - accepted_values:
                  values: ['open', 'shut']
                  config:
                    severity: warn
          - name: customer_id
            tests: [not_null]
          - name: amount
    unit_tests:
      - name: adds_up
        model: orders
        given:
          - input: ref('raw_orders')
    """

  @Test(arguments: [
    ("'shut'", "'closed'", "test"), ("severity: warn", "severity: error", "test"),
    ("      - not_null", "      - unique", "test"), ("tests: [not_null]", "tests: []", "test"),
    ("ref('raw_orders')", "ref('raw')", "test"),
    ("materialized: table", "materialized: view", "materialized"),
    ("  tags: [daily]", "  tags: [daily]\n      post-hook: x", "hook"),
    ("    config:\n      materialized: table\n", "", "materialized"),
    ("- name: amount", "- name: amount\n        tests: [unique]", "test"),
  ])
  func `a change of a test, a hook or materialized in YAML is told`(
    old: String, new: String, reason: String
  ) throws {
    #expect(try self.reason("models/schema.yml", Self.schema, old, new)?.contains(reason) == true)
  }

  @Test(arguments: [
    ("All orders", "Every order"), ("how far it got", "state"), ("- name: amount", "- name: total"),
    ("tags: [daily]", "tags: [hourly]"), ("- name: customer_id", "- name: client_id"),
    ("- name: status", "- name: state"),
  ])
  func `a change beside them is not`(old: String, new: String) throws {
    #expect(try reason("models/schema.yml", Self.schema, old, new) == nil)
  }

  @Test(arguments: [
    (.remove("models[orders].columns[customer_id].tests"), "test"),
    (.remove("models[orders].columns[status].data_tests[accepted_values].accepted_values.config"), "test"),
    (.remove("models[orders].columns[status].data_tests[not_null]"), "test"),
    (.remove("models[orders].columns[status]"), "test"), (.remove("unit_tests[adds_up]"), "test"),
    (.remove("models[orders].config"), "materialized"),
    (.append("models[orders].columns[customer_id].tests", "unique"), "test"),
    (.append("models[orders].columns[amount].tests", "unique"), "test"),
    (.move("models[orders].columns[status].data_tests", under: "models[orders].columns[status].meta"), "test"),
    (.move("models[orders].columns", under: "models[orders].meta"), "test"),
    (.move("models[orders].config.materialized", under: "models[orders].meta"), "materialized"),
    (.remove("models[orders].description"), nil), (.remove("models[orders].columns[amount]"), nil),
    (.append("models[orders].config.tags", "late"), nil),
    (.move("models[orders].config.tags", under: "models[orders]"), nil),
  ] as [(EditRequest, String?)])
  func `what goes, comes or moves in YAML is told`(request: EditRequest, reason: String?) throws {
    let edits = try request.edits(in: Self.schema, path: "models/schema.yml", adapter: nil)
    let told = touchesSafetyNet(FileChange(path: "models/schema.yml", before: Self.schema, edits: edits))
    #expect(reason == nil ? told == nil : told?.contains(reason ?? "") == true)
  }

  /// Neither the line nor what stands less far in says that these are tests.
  @Test(arguments: [
    ("tests: [\nunique,\nnot_null]\nname: x", ",\nnot_null", ""), ("\"tests\" : [unique]", "unique", ""),
    ("? tests\n: - unique\n  - not_null", "\n  - not_null", ""),
    ("a: &a [unique,\n  not_null]\ntests: *a", ",\n  not_null", ""),
  ])
  func `a test is told however it is written`(before: String, old: String, new: String) throws {
    #expect(try reason("models/schema.yml", before, old, new) == "it changes a test")
  }

  private static let model = """
    {{ config(
        materialized='table',
        tags=['a', 'b'],
        post_hook=[
          "grant select on {{ this }} to x"
        ]
    ) }}
    select 1 as a, 'materialized' as b
    """

  @Test(arguments: [
    ("'table'", "'view'", "materialized"), ("grant select", "revoke select", "hook"),
    ("tags=['a', 'b']", "pre_hook='drop table x'", "hook"),
    ("    materialized='table',\n", "", "materialized"),
    ("tags=", "enabled=false, tags=", "enabled"),
  ])
  func `a change of a setting in config is told`(old: String, new: String, reason: String) throws {
    #expect(try self.reason("models/m.sql", Self.model, old, new)?.contains(reason) == true)
  }

  @Test(arguments: [
    ("'b']", "'c']"), ("select 1", "select 2"), ("'materialized' as b", "'x' as b"),
  ])
  func `a change of the rest of a model is not`(old: String, new: String) throws {
    #expect(try reason("models/m.sql", Self.model, old, new) == nil)
  }

  @Test func `tests are their files and their blocks`() throws {
    #expect(
      try reason("tests/assert_x.sql", "select 1", "1", "2") == "tests/assert_x.sql is a test")
    let macro =
      "{% test even(model) %}select 1 from {{ model }}{% endtest %}\n{% macro m() %}x{% endmacro %}"
    #expect(try reason("macros/even.sql", macro, "select 1", "select 2") == "it changes a test")
    #expect(try reason("macros/even.sql", macro, "x{%", "y{%") == nil)
    #expect(touchesSafetyNet(FileChange(path: "tests/x.sql", before: "", edits: [])) == nil)
  }

  @Test func `settings in dbt_project are told`() throws {
    let project =
      "name: shop\nmodels:\n  shop:\n    +materialized: view\n    staging:\n      +schema: a\non-run-end:\n  - \"{{ log('x') }}\"\n"
    #expect(try reason("dbt_project.yml", project, "view", "table") == "it changes “materialized”")
    #expect(try reason("dbt_project.yml", project, "log('x')", "log('y')") == "it changes a hook")
    #expect(try reason("dbt_project.yml", project, "+schema: a", "+schema: b") == nil)
  }

  private func reason(_ path: String, _ before: String, _ old: String, _ new: String) throws
    -> String?
  {
    let edits = try EditRequest.replace(old, with: new, all: false)
      .edits(in: before, path: path, adapter: nil)
    return touchesSafetyNet(FileChange(path: path, before: before, edits: edits))
  }
}
