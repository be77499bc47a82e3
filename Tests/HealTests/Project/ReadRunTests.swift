import HealEngine
import HealProject
import Testing

@Suite("Reading a run")
struct ReadRunTests {
  @Test("A failing model is known with its file, schema and SQL")
  func failingModel() throws {
    let reading = readRun(try Recording.named("duckdb/col_ambiguous").run)
    let failure = try #require(reading.failures.first)
    #expect(reading.failures.count == 1)
    #expect(failure.id == "model.jaffle_lab.customers")
    #expect(
      failure.message.hasPrefix("Runtime Error in model customers (models/marts/customers.sql)"))
    #expect(failure.node?.file == "models/marts/customers.sql")
    #expect(failure.node?.schema == "main")
    #expect(failure.node?.materialized == "table")
    #expect(failure.node?.compiledSQL?.contains("customer_id") == true)
    #expect(failure.adapter == "duckdb")
    #expect(failure.dbtVersion == "1.11.16")
    #expect(!failure.isBeforeRun)
    #expect(reading.hasOwnRunResults)
    #expect(reading.statuses["model.jaffle_lab.customers"] == .error)
    #expect(reading.statuses["model.jaffle_lab.stg_orders"] == .success)
    #expect(reading.statuses.values.contains(.skipped))
  }

  @Test("What dbt died of before the run has no node's id")
  func beforeRun() throws {
    let reading = readRun(try Recording.named("duckdb/ref_missing").run)
    let failure = try #require(reading.failures.first)
    #expect(failure.isBeforeRun)
    #expect(failure.id.hasPrefix("failure-"))
    #expect(failure.node?.kind == "model")
    #expect(failure.node?.file?.hasPrefix("models/") == true)
    #expect(!reading.hasOwnRunResults)
  }

  @Test("A path relative to the model path becomes the project's")
  func yamlFile() throws {
    let reading = readRun(try Recording.named("duckdb/yaml_tab").run)
    #expect(reading.failures.first?.node?.file == "models/staging/_staging.yml")
    #expect(reading.failures.first?.line != nil)
  }

  @Test("A unit test's failure is its own, not its input's")
  func unitTest() throws {
    let reading = readRun(try Recording.named("duckdb/unit_test_bad_fixture_col").run)
    #expect(reading.failures.first?.node?.kind == "unit_test")
    #expect(reading.failures.first?.node?.name == "test_payment_pivot")
  }

  @Test("Several failures are all found, and what is told twice is one")
  func several() throws {
    #expect(readRun(try Recording.named("duckdb/testfail_multi").run).failures.count == 4)
    #expect(readRun(try Recording.named("duckdb/fail_fast").run).failures.count == 1)
  }

  @Test("An interrupted run says so")
  func interrupted() throws {
    let reading = readRun(try Recording.named("duckdb/sigint").run)
    #expect(reading.wasInterrupted)
    #expect(reading.failures.count == 1)
    #expect(!readRun(try Recording.named("duckdb/hook_jinja").run).wasInterrupted)
  }

  @Test("A killed run has one failure that names the signal")
  func killed() throws {
    let reading = readRun(try Recording.named("duckdb/sigkill").run)
    #expect(reading.failures.map(\.message).first?.contains("signal 9") == true)
    #expect(reading.failures.count == 1)
  }

  @Test("A usage error is told by the standard error")
  func usage() throws {
    let reading = readRun(try Recording.named("duckdb/cli_bad_command").run)
    #expect(
      reading.failures.map(\.message) == ["Error: No such command 'biuld'. Did you mean 'build'?"])
  }

  @Test("A run that printed nothing has a failure nonetheless")
  func silent() throws {
    let folder = try ProjectFolder()
    let reading = readRun(folder.run(.code(2)))
    #expect(reading.failures.first?.message.contains("not be writable") == true)
  }

  @Test("Nothing to do is noticed")
  func nothingToDo() throws {
    let reading = readRun(try Recording.named("duckdb/select_nothing").run)
    #expect(reading.didNothing)
    #expect(!readRun(try Recording.named("duckdb/testwarn").run).didNothing)
  }

  @Test("Results of another invocation are ignored with a remark")
  func staleResults() throws {
    let folder = try ProjectFolder([
      "logs/dbt.log": event("A001", #"{"version": "=1.11.16"}"#, id: "new")
        + event("Z002", #"{"exc": "Compilation Error\n  broken"}"#, id: "new"),
      "target/run_results.json": results(id: "old"),
    ])
    let reading = readRun(folder.run(.code(2)))
    #expect(reading.failures.map(\.message) == ["Compilation Error\n  broken"])
    #expect(reading.statuses.isEmpty)
    #expect(!reading.hasOwnRunResults)
    #expect(reading.remarks.contains { $0.contains("run_results.json") })
  }

  @Test("Own results fill in what no event tells")
  func ownResults() throws {
    let folder = try ProjectFolder([
      "logs/dbt.log": event("A001", #"{"version": "=1.11.16"}"#, id: "new"),
      "target/run_results.json": results(id: "new"),
    ])
    let reading = readRun(folder.run(.code(1)))
    #expect(reading.failures.map(\.id) == ["model.shop.a"])
    #expect(reading.failures.first?.node?.compiledSQL == "select 1")
    #expect(reading.statuses == ["model.shop.a": .error, "model.shop.b": .success])
  }

  @Test("Of several invocations in a log the last counts; a line cut off is passed over")
  func severalInvocations() throws {
    let folder = try ProjectFolder([
      "logs/dbt.log": event("Z002", #"{"exc": "old"}"#, id: "1") + "not json\n"
        + event("Z002", #"{"exc": "new", "more": [1, {"a": null}]}"#, id: "2") + #"{"info": {"co"#
    ])
    let reading = readRun(folder.run(.code(2)))
    #expect(reading.invocationID == "2")
    #expect(reading.failures.map(\.message) == ["new"])
  }

  @Test("A node is completed from the manifest")
  func manifest() throws {
    let folder = try ProjectFolder([
      "dbt_project.yml": "name: shop\n",
      "models/a.sql": "select x",
      "logs/dbt.log": event(
        "Z024", #"{"msg": "Database Error\n  x", "node_info": {"unique_id": "model.shop.a"}}"#,
        id: "n"),
      "target/manifest.json": #"""
      {"metadata": {"invocation_id": "n", "adapter_type": "postgres"}, "nodes": {"model.shop.a":
      {"name": "a", "resource_type": "model", "package_name": "shop", "schema": "s",
       "original_file_path": "models/a.sql", "raw_code": "old", "compiled_code": "select 2",
       "config": {"materialized": "view"}, "depends_on": {"nodes": ["model.shop.b"]}}}}
      """#,
    ])
    let failure = try #require(readRun(folder.run(.code(1))).failures.first)
    #expect(failure.adapter == "postgres")
    #expect(
      failure.node
        == Node(
          name: "a", kind: "model", file: "models/a.sql", package: "shop", schema: "s",
          materialized: "view", uniqueID: "model.shop.a", rawSQL: "select x",
          compiledSQL: "select 2", dependsOn: ["model.shop.b"]))
  }

  @Test("A node keeps its id whatever its message; a message's id leaves numbers aside")
  func ids() throws {
    let first = try ProjectFolder([
      "logs/dbt.log": event("Z002", #"{"exc": "locked by PID 17"}"#, id: "1")
    ])
    let second = try ProjectFolder([
      "logs/dbt.log": event("Z002", #"{"exc": "locked by PID 4711"}"#, id: "2")
    ])
    let third = try ProjectFolder([
      "logs/dbt.log": event("Z002", #"{"exc": "locked by me"}"#, id: "3")
    ])
    let ids = [first, second, third].map { readRun($0.run(.code(2))).failures.first?.id }
    #expect(ids[0] == ids[1])
    #expect(ids[0] != ids[2])
  }

  @Test("A green run has no failures, whatever an earlier one left")
  func green() throws {
    let folder = try ProjectFolder([
      "logs/dbt.log": event("Z002", #"{"exc": "old"}"#, id: "1") + event("A001", "{}", id: "2")
    ])
    #expect(readRun(folder.run(.code(0))).failures.isEmpty)
  }

  private func event(_ code: String, _ data: String, id: String) -> String {
    let level = code.hasPrefix("A") ? "info" : "error"
    return #"{"data": \#(data), "info": {"code": "\#(code)", "level": "\#(level)", "#
      + #""invocation_id": "\#(id)", "msg": "m"}}"# + "\n"
  }

  private func results(id: String) -> String {
    #"""
    {"metadata": {"invocation_id": "\#(id)", "dbt_version": "1.11.16"}, "results": [
     {"status": "error", "message": "Runtime Error\n  y", "unique_id": "model.shop.a", "compiled_code": "select 1"},
     {"status": "success", "message": "OK", "unique_id": "model.shop.b", "compiled_code": "select 2"}]}
    """#
  }
}
