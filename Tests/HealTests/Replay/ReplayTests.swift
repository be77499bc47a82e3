import HealEngine
import HealLanguage
import Testing

@testable import HealProject

@Suite struct ReplayTests {
  private let folder = TemporaryFolder()

  private static let rules = """
    category CONNECTION "x"
    category SCHEMA "x"
    rule shop.lost { category CONNECTION; match 'the line was cut'; fix "Wait" { retry after 5s; confidence 90% } }
    rule shop.low { category CONNECTION; match 'the line is slow'; fix "Wait" { retry after 5s; confidence 30% } }
    rule shop.column { category SCHEMA; match 'no column "<column>"'; advise "Look" }
    rule shop.noisy { category SCHEMA; match 'is deprecated' }
    rule shop.never { category SCHEMA; match 'a phoenix' }
    """

  /// A run as dbt's log file has it, between debug lines.
  private func run(
    _ id: String, at time: String, failing: (node: String, message: String)? = nil,
    passing: [String] = []
  ) -> String {
    var lines = [
      "============================== \(time).123456 | \(id) ==============================",
      "\(time).123456 [info ] [MainThread]: Running with dbt=1.11.16",
      "\(time).123456 [debug] [MainThread]: running dbt with arguments {'no column \"x\"': 'y'}",
      "  more of it: Database Error in model nothing (models/nothing.sql)",
    ]
    for (index, node) in passing.enumerated() {
      lines.append(
        "\(time).2 [info ] [Thread-1 ]: \(index + 1) of 9 OK created sql view model main.\(node) .... [OK in 0.1s]"
      )
    }
    if let failing {
      lines += [
        "\(time).3 [error] [Thread-1 ]: 1 of 9 ERROR creating sql view model main.\(failing.node) .. [ERROR in 0.1s]",
        "\(time).4 [error] [MainThread]: Completed with 1 error, 0 partial successes, and 0 warnings:",
        "\(time).4 [error] [MainThread]: ",
        "\(time).4 [error] [MainThread]:   Runtime Error in model \(failing.node) (models/\(failing.node).sql)",
        "  \(failing.message)",
        "\(time).5 [info ] [MainThread]: Done. PASS=1 WARN=0 ERROR=1 SKIP=0 TOTAL=2",
        "\(time).5 [debug] [MainThread]: Command `dbt build` failed at \(time).5 after 9.21 seconds",
      ]
    } else {
      lines += [
        "\(time).4 [info ] [MainThread]: Completed successfully",
        "\(time).5 [info ] [MainThread]: Done. PASS=2 WARN=0 ERROR=0 SKIP=0 TOTAL=2",
        "\(time).5 [debug] [MainThread]: Command `dbt build` succeeded at \(time).5 after 9.21 seconds",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func replay() throws -> (report: ReplayReport, past: PastFolder) {
    let compilation = compile([HealLanguage.Source(name: "shop.heal", text: Self.rules)])
    try #require(!compilation.hasErrors, "\(compilation.problems)")
    let replay = Replay(
      Diagnostician(compilation.rules), policy: Policy(mode: .autonomous), adapter: "duckdb")
    var past = try #require(PastFolder(folder.path))
    past.forEachRun(replay.take)
    return (replay.report, past)
  }

  @Test func `the runs of a log are told apart, and what would have become of each failure`() throws
  {
    folder.write(
      run("a-1", at: "01:00:00", failing: ("orders", "the line was cut"))
        + run("a-2", at: "02:00:00", failing: ("orders", "the line is slow"))
        + run("a-3", at: "03:00:00", failing: ("orders", "no column \"x\""))
        + run("a-4", at: "04:00:00", failing: ("orders", "the till 17 said no"))
        + run("a-5", at: "05:00:00", passing: ["orders"]),
      to: "logs/dbt.log")
    let report = try replay().report
    #expect(report.runCount == 5)
    #expect(report.greenCount == 1)
    #expect(report.redCount == 4)
    #expect(report.failureCount == 4)
    #expect(report.counts == [.healed: 1, .asked: 1, .advised: 1, .unknown: 1])
    #expect(report.healedRunCount == 1)
    #expect(report.unknown.map(\.shape) == ["the till <int1:int> said no"])
    #expect(report.silentRules.map(\.name) == ["shop.never", "shop.noisy"])
    #expect(report.unknown.first?.place.hasSuffix("logs/dbt.log:34") == true, "\(report.unknown)")
  }

  @Test func `unknown failures are grouped by shape, the most frequent first`() throws {
    let messages = ["the till 1 said no", "the fridge is open", "the till 22 said no"]
    for (index, message) in messages.enumerated() {
      folder.write(
        run("b-\(index)", at: "0\(index):00:00", failing: ("m\(index)", message)),
        to: "day\(index)/logs/dbt.log.\(index)")
    }
    let unknown = try replay().report.unknown
    #expect(unknown.map(\.count) == [2, 1])
    #expect(unknown.first?.nodes == ["m0", "m2"])
  }

  @Test func `what failed and passed the next time is evidence`() throws {
    folder.write(
      run("c-1", at: "01:00:00", failing: ("orders", "the line was cut"), passing: ["items"])
        + run("c-2", at: "02:00:00", passing: ["orders"])
        + run("c-3", at: "03:00:00", failing: ("items", "the line was cut"))
        + run("c-4", at: "04:00:00", failing: ("items", "the line was cut"))
        + run("c-5", at: "05:00:00", passing: ["orders"]),
      to: "dbt.log")
    let transient = try replay().report.transient
    #expect(transient.map(\.rule) == ["shop.lost"])
    #expect(transient.first?.passed == 1)
    #expect(transient.first?.failedAgain == 1)
    #expect(transient.first?.nodes == ["orders"])
  }

  @Test func `a run that several files tell of counts once`() throws {
    folder.write(run("d-1", at: "01:00:00", failing: ("orders", "the line was cut")), to: "dbt.log")
    folder.write(
      """
      {"metadata": {"invocation_id": "d-1", "dbt_version": "1.11.0", "generated_at": "2026-03-04T01:00:09.5Z"},
       "results": [{"unique_id": "model.shop.orders", "status": "error", "message": "the line was cut"},
                   {"unique_id": "model.shop.items", "status": "success", "message": null}]}
      """, to: "target/run_results.json")
    let report = try replay().report
    #expect(report.runCount == 1)
    #expect(report.failureCount == 1)
    #expect(report.moments?.first == "2026-03-04T01:00:09")
  }

  @Test func `structured logs are read, a run for each invocation`() throws {
    let lines = ["e-1", "e-2"].flatMap { id in
      [
        #"{"data": {"version": "=1.11.16"}, "info": {"code": "A001", "invocation_id": "\#(id)", "level": "info", "msg": "Running with dbt=1.11.16", "ts": "2026-05-0\#(id.last ?? "1")T01:00:00.1Z"}}"#,
        #"{"data": {"exc": "Runtime Error\n  the line was cut"}, "info": {"code": "Z002", "invocation_id": "\#(id)", "level": "error", "msg": "Encountered an error"}}"#,
        #"{"data": {}, "info": {"code": "Z999", "invocation_id": "\#(id)", "level": "debug", "msg": "the line was cut in debug"}}"#,
        #"{"data": {"success": false}, "info": {"code": "Q039", "invocation_id": "\#(id)", "level": "debug", "msg": "x"}}"#,
      ]
    }
    folder.write(lines.joined(separator: "\n") + "\n", to: "json/dbt.jsonl")
    let report = try replay().report
    #expect(report.redCount == 2)
    #expect(report.failureCount == 2)
    #expect(report.moments?.first == "2026-05-01T01:00:00")
  }

  @Test func `Airflow's lines are read like dbt's own`() throws {
    let console = """
      01:00:00  Running with dbt=1.11.16
      01:00:01  1 of 2 OK created sql view model main.items ........ [OK in 0.1s]
      01:00:02  Completed with 1 error, 0 partial successes, and 0 warnings:
      01:00:02
      01:00:02    Runtime Error in model orders (models/orders.sql)
        the line was cut
      01:00:02
      01:00:02  Done. PASS=1 WARN=0 ERROR=1 SKIP=0 TOTAL=2
      """
    let prefixed = console.split(separator: "\n", omittingEmptySubsequences: false).map {
      "[2025-05-06, 15:32:51 UTC] {subprocess.py:93} INFO - \($0)"
    }
    folder.write(prefixed.joined(separator: "\n"), to: "dag_id=x/run_id=y/attempt=1.log")
    let report = try replay().report
    #expect(report.redCount == 1)
    #expect(report.known.map(\.rule) == ["shop.lost"])
    #expect(report.moments?.first == "2025-05-06T15:32:51")
  }

  @Test func `what a green run prints must be no rule's business`() throws {
    folder.write(
      """
      01:00:00  Running with dbt=1.11.16
      01:00:01  [WARNING]: The flag x is deprecated
      01:00:01  1 of 1 OK created sql view model main.items ........ [OK in 0.1s]
      01:00:02  Completed successfully
      01:00:02  Done. PASS=1 WARN=0 ERROR=0 SKIP=0 TOTAL=1
      """, to: "captured.txt")
    let report = try replay().report
    #expect(report.greenCount == 1)
    #expect(report.failureCount == 0)
    #expect(report.alarms.map(\.rule) == ["shop.noisy"])
  }

  @Test func `what is no account of dbt is passed over`() throws {
    folder.write("hello world\nError: what else\n", to: "notes.txt")
    folder.write("a,b\n1,2\n", to: "data.csv")
    folder.write("select 1", to: "target/compiled/shop/x.log")
    folder.write("{\"a\": 1}", to: "run_results_old.json")
    folder.write("x", to: "dbt.log.gz")
    let (report, past) = try replay()
    #expect(report.redCount <= 1)
    #expect(past.unread.map(\.reason).contains("it is compressed; unpack it first"))
    #expect(past.unread.map(\.reason).contains("it is no run_results.json"))
  }

  @Test func `a file that cannot be read is named`() throws {
    folder.write(run("f-1", at: "01:00:00", passing: ["x"]), to: "a/dbt.log")
    folder.write("x", to: "b/dbt.log", mode: 0)
    let (report, past) = try replay()
    #expect(report.runCount == 1)
    // The superuser reads everything.
    if past.unread.isEmpty { return }
    #expect(past.unread.first?.path.hasSuffix("b/dbt.log") == true)
  }

  @Test func `a recording is judged with its own files`() throws {
    let recordings = Repository.root + "/Tests/Recordings/duckdb/build_empty"
    var past = try #require(PastFolder(recordings))
    var runs: [PastRun] = []
    past.forEachRun { runs.append($0) }
    #expect(runs.map(\.source) == [.recording])
    #expect(runs.first?.failures.count == 1)
    #expect(runs.first?.evidence.answer(.fileText("models/staging/stg_customers.sql")) != .unknown)
  }

  @Test func `there is nothing to replay where nothing is`() {
    #expect(PastFolder(folder.path + "/nowhere") == nil)
  }

  /// Debug lines are most of a log; they cost little and are not kept.
  @Test func `a part keeps no debug lines`() {
    var parts: [LogPart] = []
    var cutter = LogCutter { parts.append($0) }
    let log = run("g-1", at: "01:00:00", passing: ["x"]) + run("g-2", at: "02:00:00")
    // Cut anywhere at a line's end.
    let bytes = Array(log.utf8)
    let middle = bytes[..<(bytes.count / 2)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    cutter.take(bytes[..<middle])
    cutter.take(bytes[middle...])
    cutter.finish()
    #expect(parts.map(\.invocationID) == ["g-1", "g-2"])
    #expect(parts.map(\.end) == [.green, .green])
    #expect(parts.allSatisfy { !$0.bytes[...].contains(text: "[debug]") })
    #expect(parts.allSatisfy { !$0.bytes[...].contains(text: "more of it") })
  }
}
