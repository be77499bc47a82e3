import HealEngine
import HealProject
import Testing

/// What dbt says of the batches of a microbatch model, read as one failure of the model.
@Suite struct BatchFailureTests {
  private let lock = #"Database Error\n  canceling statement due to lock timeout\n  LINE 16: merge"#
  private let value = #"Database Error\n  invalid input syntax for type integer: \"n/a\""#

  @Test func `a batch that failed is the model's one failure`() throws {
    let reading = try read(
      error(lock) + batch("2026-11-03", 3),
      status: "partial success", message: "PARTIAL SUCCESS (3/4)")
    #expect(
      reading.failures.map(\.message) == [
        """
        Database Error in model fct_events
          canceling statement due to lock timeout
          LINE 16: merge
          in batch 2026-11-03 of analytics.fct_events
        """
      ])
    #expect(reading.failures.first?.id == "model.shop.fct_events")
    #expect(reading.failures.first?.node?.name == "fct_events")
  }

  @Test func `of a model that failed altogether dbt's own word is no message`() throws {
    let reading = try read(
      error(lock) + batch("2026-11-01", 1)
        + event("Z022", #""path": "models/fct_events.sql""#) + event("Z024", #""msg": "ERROR""#),
      status: "error", message: "ERROR")
    #expect(reading.failures.count == 1)
    #expect(
      reading.failures.first?.message.hasPrefix(
        "Database Error in model fct_events (models/fct_events.sql)\n  canceling statement") == true
    )
  }

  @Test func `the same error of several batches is told once`() throws {
    let reading = try read(
      error(lock) + batch("2026-11-01", 1) + error(lock) + batch("2026-11-02", 2),
      status: "partial success", message: "PARTIAL SUCCESS (2/4)")
    #expect(reading.failures.count == 1)
    #expect(
      reading.failures.first?.message.hasSuffix(
        "  in batches 2026-11-01, 2026-11-02 of analytics.fct_events") == true)
  }

  @Test func `different errors stand in one message`() throws {
    let reading = try read(
      error(lock) + batch("2026-11-01", 1) + error(value) + batch("2026-11-02", 2),
      status: "partial success", message: "PARTIAL SUCCESS (2/4)")
    let message = try #require(reading.failures.first?.message)
    #expect(reading.failures.count == 1)
    #expect(message.contains("lock timeout"))
    #expect(message.contains("invalid input syntax"))
  }

  @Test func `another node's failure hides no batch`() throws {
    let other = event(
      "Z024", #""msg": "Database Error in model b (models/b.sql)\n  x""#, node: "model.shop.b")
    let reading = try read(
      error(lock) + batch("2026-11-03", 3) + other, status: "partial success",
      message: "PARTIAL SUCCESS (3/4)")
    #expect(Set(reading.failures.map(\.id)) == ["model.shop.fct_events", "model.shop.b"])
  }

  @Test func `an unhandled error of a node without batches stays as dbt tells it`() throws {
    let reading = try read(
      event("W004", #""exc": "list index out of range""#)
        + event("Z024", #""msg": "  list index out of range""#),
      status: "error", message: "list index out of range")
    #expect(reading.failures.map(\.message) == ["list index out of range"])
  }

  @Test func `a console without events says the same`() {
    let head = """
      02:18:00  Unhandled error while executing\u{20}
      Exception on worker thread. Database Error
        canceling statement due to lock timeout
        LINE 16: merge
      02:18:00  Batch 1 of 3 ERROR creating batch 2026-11-01 of analytics.fct_events ..... [ERROR in 3.66s]
      02:18:00  Batch 2 of 3 SKIP batch 2026-11-02 of analytics.fct_events ............... [SKIPPED in 0.00s]
      """
    let error =
      head + """

        02:18:00  3 of 6 ERROR creating sql microbatch model analytics.fct_events .......... [ERROR in 3.73s]
        02:18:00\u{20}\u{20}
        02:18:00  Failure in model fct_events (models/fct_events.sql)
        02:18:00    ERROR
        02:18:00\u{20}\u{20}
        02:18:00  Done. PASS=5 WARN=0 ERROR=1 SKIP=0 NO-OP=0 TOTAL=6
        """
    let body =
      "\n  canceling statement due to lock timeout\n  LINE 16: merge\n  in batch 2026-11-01 of analytics.fct_events"
    #expect(
      FailureText.readAll(error).map(\.message)
        == ["Database Error in model fct_events (models/fct_events.sql)" + body])
    #expect(FailureText.readAll(error).first?.node?.file == "models/fct_events.sql")
    let partial = head + "\n02:18:00  Completed with 1 partial success and 0 warnings\n"
    #expect(
      FailureText.readAll(partial).map(\.message) == ["Database Error in model fct_events" + body])
  }

  // MARK: What dbt wrote

  private func error(_ message: String) -> String {
    event("W004", #""exc": "Exception on worker thread. \#(message)""#)
  }

  private func batch(_ day: String, _ index: Int) -> String {
    event(
      "Q046", #""batch_index": \#(index), "description": "batch \#(day) of analytics.fct_events""#)
  }

  private func event(
    _ code: String, _ data: String, node: String = "model.shop.fct_events"
  ) -> String {
    let name = node.split(separator: ".").last ?? ""
    return #"""
      {"data": {\#(data), "node_info": {"unique_id": "\#(node)", "node_name": "\#(name)", \#
      "resource_type": "model"}}, "info": {"code": "\#(code)", "level": "error", \#
      "invocation_id": "i", "msg": "m"}}
      """# + "\n"
  }

  private func read(_ events: String, status: String, message: String) throws -> RunReading {
    let folder = try ProjectFolder([
      "dbt_project.yml": "name: shop\n", "logs/dbt.log": events,
      "target/run_results.json": #"""
      {"metadata": {"invocation_id": "i"}, "results": [
        {"unique_id": "model.shop.fct_events", "status": "\#(status)", "message": "\#(message)"}]}
      """#,
    ])
    return readRun(folder.run(.code(1)))
  }
}
