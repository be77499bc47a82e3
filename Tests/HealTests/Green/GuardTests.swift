import HealProject
import Testing

@testable import HealRunner

/// What a healed run must hold up to.
@Suite struct GuardTests {
  // MARK: Tables

  private func comparison(
    _ before: [(String, String)], _ now: [(String, String)], rows: (Int, Int) = (10, 10),
    nulls: (Int, Int) = (0, 0), _ configure: (inout GuardSettings) -> Void = { _ in }
  ) -> TableComparison {
    var table = WarehouseRelation(
      id: "model.shop.orders", name: "orders",
      columns: now.map { WarehouseColumn(name: $0.0, type: $0.1) })
    table.rows = rows.1
    table.nulls = now.map { _ in nulls.1 }
    var bounds = GuardSettings()
    configure(&bounds)
    return TableComparison(
      before: GreenRecord.Relation(
        name: "orders", time: "", columns: before.map { WarehouseColumn(name: $0.0, type: $0.1) },
        rows: rows.0, nulls: before.map { _ in nulls.0 }),
      now: table, bounds: bounds)
  }

  @Test func `a table may gain columns, but none may go or change its type`() {
    let old = [("id", "INTEGER"), ("name", "VARCHAR(10)")]
    #expect(comparison(old, old).objection == nil)
    let more = [("name", "character varying(256)"), ("ID", "integer"), ("x", "DATE")]
    #expect(comparison(old, more).objection == nil)
    #expect(comparison(old, [old[0]]).objection == "`orders` has lost its column `name`")
    #expect(
      comparison(old, [("id", "BIGINT"), old[1]]).objection
        == "the column `id` of `orders` was INTEGER and is BIGINT")
    #expect(
      comparison([("a", "DECIMAL(10,2)")], [("a", "DECIMAL(38,0)")]).objection != nil)
  }

  @Test func `rows and nulls count only within bounds that are set`() {
    let columns = [("id", "INTEGER")]
    #expect(comparison(columns, columns, rows: (10, 1)).objection == nil)
    let tight = { (bounds: inout GuardSettings) in bounds.maxRowChange = 0.1 }
    #expect(comparison(columns, columns, rows: (100, 90), tight).objection == nil)
    #expect(comparison(columns, columns, rows: (100, 89), tight).objection?.contains("89") == true)
    #expect(comparison(columns, columns, rows: (0, 1), tight).objection != nil)
    #expect(comparison(columns, columns, rows: (0, 0), tight).objection == nil)
    let nulls = { (bounds: inout GuardSettings) in bounds.maxNullChange = 0.2 }
    #expect(comparison(columns, columns, nulls: (0, 2), nulls).objection == nil)
    #expect(
      comparison(columns, columns, nulls: (0, 3), nulls).objection
        == "in `orders` the column `id` had 0% nulls and has 30% (guard.max_null_change)")
  }

  // MARK: Tests

  private func census(_ config: String, id: String = "test.shop.t", invocation: String = "x")
    -> TestCensus
  {
    let folder = TemporaryFolder()
    folder.write(
      """
      {"metadata": {"invocation_id": "x"}, "nodes": {
        "\(id)": {"resource_type": "test", "original_file_path": "models/s.yml", "config": \(config)},
        "model.shop.a": {"resource_type": "model", "original_file_path": "models/a.sql",
          "config": {"limit": "many", "where": 3, "enabled": "yes"}}}}
      """, to: "manifest.json")
    return TestCensus(manifest: folder.path + "/manifest.json", invocation: invocation)
  }

  @Test(arguments: [
    ("{\"severity\": \"ERROR\"}", "{\"severity\": \"warn\"}", "severity"),
    ("{}", "{\"where\": \"id > 3\"}", "where"), ("{}", "{\"limit\": 5}", "limit"),
    ("{\"error_if\": \"!= 0\"}", "{\"error_if\": \">100\"}", "error_if"),
    ("{\"warn_if\": \"!= 0\"}", "{}", "warn_if"), ("{}", "{\"enabled\": false}", "enabled"),
  ]) func `a test may not become another one`(before: String, after: String, key: String) throws {
    let (old, new) = (census(before), census(after))
    #expect(old.tests == ["test.shop.t": "models/s.yml"])
    let objection = try #require(old.firstWeaker(in: new, blaming: []))
    #expect(objection.reason.contains("its \(key) was"))
    #expect(objection.file == "models/s.yml")
    #expect(old.firstWeaker(in: old, blaming: []) == nil)
    let stale = census(before, invocation: "earlier")
    #expect(stale.firstWeaker(in: new, blaming: []) == nil, "it may have changed long ago")
    #expect(stale.firstWeaker(in: new, blaming: ["models/s.yml"]) != nil)
  }

  /// As dbt 1.11 lists them where `ghost` does not exist, `off` is disabled and `gone` is no model: in a full parse
  /// under `nodes`, in the next partial one under `disabled`.
  @Test func `tests that dbt does not run are in no count`() throws {
    let folder = TemporaryFolder()
    func test(_ node: String, _ parents: String, _ config: String = "{}") -> String {
      """
      {"resource_type": "test", "original_file_path": "models/s.yml", "config": \(config), "test_metadata": {},
       "attached_node": \(node), "depends_on": {"macros": [], "nodes": [\(parents)]}}
      """
    }
    func census(_ others: [String]) -> TestCensus {
      let nodes = [
        "\"model.shop.a\": {\"resource_type\": \"model\", \"original_file_path\": \"models/a.sql\"}",
        "\"test.shop.runs\": " + test("\"model.shop.a\"", "\"model.shop.a\""),
        "\"test.shop.of_source\": " + test("null", "\"source.shop.raw.x\""),
        """
        "test.shop.singular": {"resource_type": "test", "original_file_path": "tests/s.sql",
          "depends_on": {"nodes": []}}
        """,
      ]
      folder.write(
        """
        {"metadata": {"invocation_id": "x"}, "nodes": {\((nodes + others).joined(separator: ", "))},
         "sources": {"source.shop.raw.x": {"original_file_path": "models/s.yml"}},
         "unit_tests": {"unit_test.shop.a.u": {"original_file_path": "models/s.yml",
           "depends_on": {"nodes": ["model.shop.a"]}}}}
        """, to: "manifest.json")
      return TestCensus(manifest: folder.path + "/manifest.json", invocation: "x")
    }
    let off = "{\"enabled\": false}"
    let full = census([
      "\"test.shop.ghost\": " + test("null", "", off),
      "\"test.shop.older_ghost\": " + test("null", ""),
      "\"test.shop.off\": " + test("\"model.shop.off\"", ""),
      "\"test.shop.gone\": " + test("\"model.shop.a\"", "\"model.shop.gone\", \"model.shop.a\""),
      "\"test.shop.disabled\": " + test("\"model.shop.a\"", "\"model.shop.a\"", off),
    ])
    let partial = census([])
    #expect(
      full.tests.keys.sorted() == [
        "test.shop.of_source", "test.shop.runs", "test.shop.singular", "unit_test.shop.a.u",
      ])
    #expect(full.tests == partial.tests)
    #expect(full.lost(in: partial, blaming: []).isEmpty)
    #expect(full.firstWeaker(in: partial, blaming: []) == nil)
    // One that begins to run is no weaker.
    let mended = census(["\"test.shop.ghost\": " + test("\"model.shop.a\"", "\"model.shop.a\"")])
    #expect(full.firstWeaker(in: mended, blaming: []) == nil)
    // And one that stops running is gone.
    #expect(mended.lost(in: full, blaming: []) == ["test.shop.ghost"])
  }

  // MARK: Sessions

  /// A model that reads `emial`, and a warehouse that tells the columns that stand in `warehouse`.
  private func project(_ after: String = "[\"id\", \"INTEGER\"], [\"email\", \"VARCHAR\"]")
    -> FakeDbt
  {
    let dbt = FakeDbt(
      """
      case $command in
        parse) exit 0;;
        compile) [ -e warehouse ] || exit 1
          if [ -e empty ]; then echo 'heal-probe:{"all": true, "rows": [], "relations": []}'; exit 0; fi
          if mentions built target/state; then columns='\(after)'; else columns='["id", "INTEGER"], ["email", "VARCHAR"]'; fi
          echo "heal-probe:{\\"all\\": true, \\"rows\\": [], \\"relations\\": [{\\"id\\": \\"model.shop.a\\", \\"name\\": \\"a\\", \\"names\\": [\\"a\\"], \\"columns\\": [$columns], \\"counts\\": []}]}";;
        *) echo before > target/state
           if mentions emial models/a.sql; then
             fail model.shop.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
           fi
           echo built > target/state
           status model.shop.a success;;
      esac
      """)
    dbt.folder.write("select id, emial from x\n", to: "models/a.sql")
    dbt.folder.write("", to: "warehouse")
    return dbt
  }

  private func probes(_ dbt: FakeDbt) -> Int { dbt.calls.count { $0.hasPrefix("compile") } }

  @Test func `a healed run says what it compared, and records the columns`() async throws {
    let dbt = project()
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .healed)
    #expect(outcome.compared == ["0 tests, none gone or weaker", "2 columns of `a`"])
    #expect(probes(dbt) == 2, "before it was built anew, and after")
    #expect(!dbt.calls.contains("parse"), "who answers has read the project")
    let record = GreenRecord(reading: dbt.folder.path + "/.heal/green.json")
    #expect(record.relation("a")?.columns.map(\.name) == ["id", "email"])
    #expect(record.runs.last?.statuses == ["model.shop.a": "success"])
    dbt.folder.write("select id, emial from x\n", to: "models/a.sql")
    #expect(
      try await dbt.heal { $0.settings.history.recordColumns = .onHeal }.status == .healed)
    #expect(probes(dbt) == 3, "the record tells what was before")
  }

  @Test func `a column that is lost by the fix puts it back`() async throws {
    let dbt = project("[\"id\", \"INTEGER\"], [\"mail\", \"VARCHAR\"]")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .notHealed)
    #expect(
      outcome.putBack.contains { $0.reason == "`a` has lost its column `email`" })
    #expect(dbt.folder.tree == before)
    #expect(dbt.folder.read(".heal/green.json") == nil)
  }

  @Test func `a column that changes its type against the record puts the fix back`() async throws {
    let dbt = project("[\"id\", \"VARCHAR\"], [\"email\", \"VARCHAR\"]")
    try keepRecord(dbt)
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.contains { $0.reason.contains("was INTEGER and is VARCHAR") })
  }

  /// What an earlier run would have kept of the table.
  private func keepRecord(_ dbt: FakeDbt) throws {
    var record = GreenRecord()
    record.add(
      WarehouseRelation(
        id: "model.shop.a", name: "a",
        columns: [.init(name: "id", type: "INTEGER"), .init(name: "email", type: "VARCHAR")]),
      time: "2026-11-23")
    try FileSystem.createFolder(dbt.folder.path + "/.heal")
    try record.write(to: dbt.folder.path + "/.heal/green.json")
  }

  @Test func `a declared column that a fix takes out of the model puts it back`() async throws {
    let dbt = project()
    dbt.folder.write(
      "models:\n  - name: a\n    columns:\n      - name: id\n      - name: emial\n",
      to: "models/schema.yml")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.contains { $0.reason.contains("no longer names its column `emial`") })
    #expect(dbt.folder.read("models/a.sql")?.contains("emial") == true)
  }

  @Test func `a warehouse that does not tell is no objection, and the report says so`() async throws
  {
    let dbt = project()
    try keepRecord(dbt)
    FileSystem.remove(dbt.folder.path + "/warehouse")
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .healed)
    #expect(outcome.compared.last == "columns not compared: the warehouse did not tell")
  }

  @Test func `where nothing stood before, nothing is asked for afterwards`() async throws {
    let dbt = project()
    FileSystem.remove(dbt.folder.path + "/warehouse")
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .healed)
    #expect(outcome.compared.last == "columns not compared: no earlier run is known")
    #expect(dbt.calls.last?.hasPrefix("compile") == false, "\(dbt.calls)")
  }

  @Test func `a table that is not there is looked for once`() async throws {
    let dbt = project()
    dbt.folder.write("", to: "empty")
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .healed)
    #expect(probes(dbt) == 1)
  }

  @Test(arguments: [("success", 0), ("error", 2)])
  func `what is made as in the green run before is not compared`(
    status: String, count: Int
  ) async throws {
    let dbt = project()
    dbt.folder.write(
      """
      {"metadata": {"invocation_id": "e", "project_name": "shop"}, "nodes": {"model.shop.a": {
        "resource_type": "model", "name": "a", "package_name": "shop",
        "original_file_path": "models/a.sql", "raw_code": "select id, email from x"}}}
      """, to: "target/manifest.json")
    dbt.folder.write(
      """
      {"metadata": {"invocation_id": "e"}, "results": [
        {"unique_id": "model.shop.a", "status": "\(status)"}]}
      """, to: "target/run_results.json")
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .healed)
    #expect(probes(dbt) == count)
    let isSaid = outcome.compared.last == "the edited files are those of the last green run again"
    #expect(isSaid == (count == 0))
  }

  @Test func `green runs ask the warehouse only where the policy has it`() async throws {
    for (setting, count) in [
      (HistorySettings.RecordColumns.onHeal, 0), (.onChange, 1), (.never, 0),
    ] {
      let dbt = FakeDbt(
        """
        [ $command = compile ] && { echo 'heal-probe:{"all": true, "rows": [], "relations": []}'; exit 0; }
        echo '{"results": [{"unique_id": "model.shop.a", "status": "success"}]}' > target/run_results.json
        """)
      #expect(
        try await dbt.heal { $0.settings.history.recordColumns = setting }.status == .green)
      #expect(probes(dbt) == count, "\(setting)")
    }
  }

  @Test func `a run that only waited asks nothing`() async throws {
    let dbt = FakeDbt(
      """
      count runs
      [ $n -lt 2 ] && { fail model.shop.a models/a.sql "lost connection"; exit 1; }
      status model.shop.a success
      """)
    let outcome = try await dbt.heal { $0.settings.history.recordColumns = .onHeal }
    #expect(outcome.status == .healed && outcome.compared == [] && probes(dbt) == 0)
  }
}
