import HealEngine
import Testing

@testable import HealProject

@Suite("The structured log of dbt 2")
struct Dbt2LogTests {
  private static let trace = "01a229ba3f457d82b745aedf657c8e1d"
  private static let id = "01a229ba-3f45-7d82-b745-aedf657c8e1d"

  private static func record(
    _ kind: String, _ type: String, _ attributes: String, severity: String = "INFO", body: String = "",
    trace: String = trace, span: String = "1"
  ) -> String {
    #"{"record_type":"\#(type)","trace_id":"\#(trace)","span_id":"\#(span)","severity_text":"\#(severity)","#
      + #""body":"\#(body)","event_type":"v1.public.events.fusion.x.\#(kind)","attributes":\#(attributes)}"#
  }

  private static let begin = record("Process", "SpanStart", #"{"version":"2.0.0-alpha.4"}"#)

  private static func ended(_ id: String, _ outcome: String, _ more: String = "") -> String {
    let parts = id.split(separator: ".")
    return record(
      "NodeProcessed", "SpanEnd",
      #"{"unique_id":"\#(id)","name":"\#(parts[2])","node_type":"NODE_TYPE_\#(parts[0].uppercased())","#
        + #""relative_path":"models/a.sql","duration_ms":"250","node_outcome":"NODE_OUTCOME_\#(outcome)"\#(more)}"#)
  }

  private static func log(_ lines: String...) -> EventLog {
    EventLog(Array(lines.joined(separator: "\n").utf8))
  }

  @Test("A run tells its id, its version and its adapter")
  func facts() {
    let log = Self.log(
      Self.begin, Self.record("QueryExecuted", "SpanEnd", #"{"adapter_type":"postgres"}"#))
    #expect(log.invocationID == Self.id)
    #expect(log.dbtVersion == "2.0.0-alpha.4")
    #expect(log.adapter == "postgres")
    #expect(log.isOfDbt2)
    #expect(!log.hasNodes)
  }

  @Test(
    "How a node ended",
    arguments: [
      ("model.shop.a", "SUCCESS", "", NodeStatus.success),
      ("test.shop.a.1", "SUCCESS", #","node_test_detail":{}"#, .pass),
      ("unit_test.shop.a.u", "SUCCESS", "", .pass),
      ("test.shop.a.1", "SUCCESS", #","node_test_detail":{"test_outcome":"TEST_OUTCOME_WARNED"}"#, .warn),
      ("test.shop.a.1", "SUCCESS", #","node_test_detail":{"test_outcome":"TEST_OUTCOME_FAILED"}"#, .fail),
      ("model.shop.a", "ERROR", "", .error),
      ("model.shop.a", "SKIPPED", #","node_skip_reason":"NODE_SKIP_REASON_UPSTREAM""#, .skipped),
      ("model.shop.a", "SKIPPED", #","node_skip_reason":"NODE_SKIP_REASON_NO_OP""#, .noOp),
      ("model.shop.a", "SKIPPED", #","node_skip_reason":"NODE_SKIP_REASON_CACHED""#, .reused),
      ("model.shop.a", "CANCELED", "", .skipped),
    ])
  func outcomes(id: String, outcome: String, more: String, status: NodeStatus) {
    let log = Self.log(Self.begin, Self.ended(id, outcome, more))
    #expect(log.statuses == [id: status])
    #expect(log.executionTimes == [id: 0.25])
  }

  @Test("A test that failed tells its rows in the words of dbt 2's console")
  func failedTest() {
    let log = Self.log(
      Self.begin,
      Self.ended(
        "test.shop.unique_a.1", "SUCCESS",
        #","node_test_detail":{"test_outcome":"TEST_OUTCOME_FAILED","failing_rows":3}"#))
    var found = FoundFailures()
    found.add(log, isInterrupted: false)
    #expect(found.failures.map(\.message) == ["Test failed (3 failed row(s)): unique_a"])
    #expect(found.failures.first?.node?.file == "models/a.sql")
  }

  @Test("A test whose query broke is told once, by the engine's words")
  func brokenTest() {
    let log = Self.log(
      Self.begin,
      Self.record(
        "LogMessage", "LogRecord", #"{"unique_id":"test.shop.unique_a.1"}"#, severity: "ERROR",
        body: #"Error materializing test test.shop.unique_a.1 (target/run/shop/x.sql)\n  Binder Error: no"#),
      Self.ended(
        "test.shop.unique_a.1", "SUCCESS",
        #","node_test_detail":{"test_outcome":"TEST_OUTCOME_FAILED","failing_rows":1}"#))
    var found = FoundFailures()
    found.add(log, isInterrupted: false)
    #expect(found.failures.count == 1)
    #expect(found.failures.first?.message.contains("Binder Error") == true)
    #expect(log.statuses == ["test.shop.unique_a.1": .error])
  }

  @Test("An error in a hook is the hook's, which the error does not name")
  func hook() {
    let log = Self.log(
      Self.begin,
      Self.record(
        "HookProcessed", "SpanEnd",
        #"{"unique_id":"operation.shop.shop-on-run-end-0","hook_outcome":"HOOK_OUTCOME_ERROR"}"#),
      Self.record(
        "LogMessage", "LogRecord", #"{"code":1308,"code_name":"DbDriverFailed","relative_path":"<RUN_OPERATION>"}"#,
        severity: "ERROR", body: "Catalog Error: no table"))
    var found = FoundFailures()
    found.add(log, isInterrupted: false)
    #expect(found.failures.first?.node?.kind == "operation")
    #expect(found.failures.first?.message == "[error] [DbDriverFailed (dbt1308)]: Catalog Error: no table")
  }

  @Test("Nothing to retry, nothing selected and a cancelled run are no failures")
  func noFailures() {
    let nothing = Self.record(
      "LogMessage", "LogRecord", #"{"code":1000,"code_name":"Generic"}"#, severity: "ERROR",
      body: "No failed nodes found in run_results.json - nothing to retry")
    let unselected = Self.record(
      "LogMessage", "LogRecord", #"{"code":1601}"#, severity: "WARN", body: "Nothing to do. Try checking")
    for line in [nothing, unselected] {
      let log = Self.log(Self.begin, line)
      #expect(log.didNothing)
      #expect(!log.endedWithError)
    }
    let cancelled = Self.record(
      "LogMessage", "LogRecord", #"{"code":8995}"#, severity: "ERROR", body: "Operation cancelled")
    #expect(Self.log(Self.begin, cancelled).wasInterrupted)
  }

  @Test("Warnings that something was left out are remarks")
  func losses() {
    let log = Self.log(
      Self.begin,
      Self.record(
        "LogMessage", "LogRecord", #"{"code":1089}"#, severity: "WARN",
        body: "Unused schema.yml entry for model 'stg_nothing'"))
    #expect(log.silentLosses == ["Unused schema.yml entry for model 'stg_nothing'"])
  }

  @Test("Of two runs with one id the last is read, and both are noticed")
  func sameID() throws {
    let first = [
      Self.begin, Self.ended("model.shop.a", "ERROR"),
      Self.record("Process", "SpanEnd", "{}", span: "1"),
    ]
    let second = [
      Self.record("Process", "SpanStart", #"{"version":"2.0.0"}"#, span: "2"),
      Self.ended("model.shop.b", "SUCCESS"), Self.record("Process", "SpanEnd", "{}", span: "2"),
    ]
    let folder = try ProjectFolder(["logs/heal.jsonl": (first + second).joined(separator: "\n") + "\n"])
    let path = folder.path + "/logs/heal.jsonl"
    let last = try #require(LogTail.lastRun(of: path))
    #expect(EventLog(last).statuses == ["model.shop.b": .success])
    #expect(LogTail.holdsSeveralRuns(path))
  }

  @Test("Every run that failed ends with 1; one without nodes died before it ran any")
  func beforeRun() throws {
    let error = Self.record(
      "LogMessage", "LogRecord", #"{"code":1048,"code_name":"DependencyNotFound"}"#, severity: "ERROR",
      body: "Ref 'a' not found in project.")
    let folder = try ProjectFolder([
      "logs/dbt.log": Self.begin + "\n" + error,
      "target/run_results.json": #"{"metadata":{"invocation_id":"\#(Self.id)"},"results":[{"unique_id":"model.shop.a","#
        + #""status":"error","message":"Compilation Error"}]}"#,
    ])
    let reading = readRun(folder.run(.code(1)))
    #expect(reading.failures.map(\.isBeforeRun) == [true])
    #expect(reading.statuses.isEmpty)
    #expect(reading.hasOwnRunResults)
    #expect(!reading.didNothing)
  }

  @Test("Without a structured log the console tells the same")
  func consoleAlone() throws {
    let folder = try ProjectFolder(["dbt_project.yml": "name: shop\n"])
    let reading = readRun(
      folder.run(
        .code(1), output: "  dbt-core 2.0.0-alpha.4\n   Loading profiles.yml\n",
        error: "\n==== Errors ====\n[error] [DependencyNotFound (dbt1048)]: Ref 'a' not found in project.\n",
        hasLog: false))
    #expect(reading.dbtVersion == "2.0.0-alpha.4")
    #expect(reading.failures.map(\.code) == ["dbt1048"])
    #expect(reading.failures.map(\.isBeforeRun) == [true])
  }

  @Test("Without a structured log results of the id that dbt was given are its own")
  func givenID() throws {
    let folder = try ProjectFolder([
      "target/run_results.json": #"{"metadata":{"invocation_id":"\#(Self.id)"},"results":["#
        + #"{"unique_id":"model.shop.a","status":"skipped","message":"Skipped"},"#
        + #"{"unique_id":"test.shop.unique_a.1","status":"fail","message":"Error","failures":2}]}"#
    ])
    var run = folder.run(.code(1), hasLog: false)
    #expect(!readRun(run).hasOwnRunResults)
    run.invocationID = Self.id
    let reading = readRun(run)
    #expect(reading.hasOwnRunResults)
    #expect(reading.statuses == ["model.shop.a": .noOp, "test.shop.unique_a.1": .fail])
    #expect(reading.failures.map(\.message) == ["Test failed (2 failed row(s)): unique_a"])
  }

  @Test(
    "The YAML file behind the SQL of a generic test",
    arguments: [
      ("acepted_values_stg_orders_adab5a9753089b91a99ebf1c2eb26519", "models/_staging.yml"),
      ("unique_stg_orders_order_id", "models/_staging.yml"),
      ("orders_are_unique", "models/_marts.yml"),
      ("source_not_null_shop_payments_id", "models/_marts.yml"),
      ("dbt_utils_not_constant_stg_orders_order_id", "models/_staging.yml"),
      ("unique_stg_customers_id", nil),
    ])
  func genericTests(name: String, file: String?) throws {
    let folder = try ProjectFolder([
      "models/_staging.yml": """
      models:
        - name: stg_orders
          columns:
            - name: order_id
              data_tests: [unique, dbt_utils.not_constant]
            - name: status
              data_tests:
                - acepted_values:
                    arguments: {values: [placed]}
      """,
      "models/_marts.yml": """
      sources:
        - name: shop
          tables:
            - name: payments
              columns:
                - name: id
                  tests: [not_null]
      models:
        - name: orders
          data_tests:
            - unique:
                name: orders_are_unique
                arguments: {column_name: id}
      """,
    ])
    #expect(DbtProject.read(directory: folder.path).file(ofGenericTest: name) == file)
  }
}
