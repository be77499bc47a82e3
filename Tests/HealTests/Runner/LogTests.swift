import Testing

@testable import HealProject
@testable import HealRunner

struct LogTests {
  let folder = TemporaryFolder()

  @Test func `dbt's events become the lines that dbt itself would have written`() {
    folder.write(
      #"""
      {"data": {"log_version": 3}, "info": {"category": "", "code": "A001", "extra": {}, "invocation_id": "72f4", "level": "info", "msg": "Running with dbt=1.11.16", "name": "MainReportVersion", "pid": 1, "thread": "MainThread", "ts": "2026-11-22T23:37:51.008253Z"}}
      not an event
      {"data": {"msg": "\"info\": {\"level\": \"lie\"}"}, "info": {"extra": {"a": "}"}, "invocation_id": "72f4", "level": "error", "msg": "two\nlines \"quoted\" \\ \u00e9 \ud83d\ude00", "thread": "Thread-1 (worker)", "ts": "2026-11-22T23:37:51.5Z"}}
      {"data": {}, "info": {"invocation_id": "72f4", "level": "warn", "msg": "cut sho
      """#, to: "own/dbt.log")
    folder.write("earlier\n", to: "logs/dbt.log")
    DbtLog.append(events: folder.path + "/own/dbt.log", to: folder.path + "/logs")
    #expect(
      folder.read("logs/dbt.log") == """
        earlier


        ============================== 23:37:51.008253 | 72f4 ==============================
        23:37:51.008253 [info ] [MainThread]: Running with dbt=1.11.16
        23:37:51.500000 [error] [Thread-1 (worker)]: two
        lines "quoted" \\ é 😀

        """)
  }

  @Test func `a log that is not there adds nothing`() {
    DbtLog.append(events: folder.path + "/none", to: folder.path + "/logs")
    #expect(folder.read("logs/dbt.log") == nil)
  }

  @Test func `an entry is one line, simple or JSON`() throws {
    var logging = Settings.Logging()
    let run = try #require(RunID("20261122-230509-00ff"))
    let entry = PipelineLog.Entry(
      attempt: 2, node: "stg_orders", rule: "duckdb.column_not_found", confidence: 0.854,
      status: "applying", detail: "two\nlines \"x\"")
    PipelineLog(project: folder.path, run: run, settings: logging).write(entry, to: .fixes)
    let simple = try #require(folder.read("logs/fixes.log"))
    #expect(
      simple.hasSuffix(
        "Z run=20261122-230509-00ff attempt=2 node=stg_orders rule=duckdb.column_not_found "
          + "confidence=85% status=applying detail=\"two\\nlines \\\"x\\\"\"\n"))
    logging.format = .json
    logging.errors = folder.path + "/elsewhere/e.log"
    let log = PipelineLog(project: folder.path, run: run, settings: logging)
    log.write(entry, to: .errors)
    log.write(entry, to: .errors)
    let text = try #require(folder.read("elsewhere/e.log"))
    let read = JSONLines.read(Array(text.utf8), as: PipelineLog.Entry.self)
    #expect(read.count == 2)
    #expect(read.first?.detail == "two\nlines \"x\"")
    #expect(read.first?.confidence == 0.854)
    #expect(read.first?.time.hasSuffix("Z") == true)
  }

  @Test func `paths are taken as dbt takes them`() throws {
    let project = DbtProject(directory: folder.path)
    func paths(_ words: String, _ environment: [String: String] = [:]) throws -> DbtPaths {
      let command = try #require(DbtCommand(words.split(separator: " ").map(String.init)))
      return DbtPaths(command, project: project, environment: environment, folder: "/cwd")
    }
    let plain = try paths("dbt build")
    #expect(plain.target == folder.path + "/target")
    #expect(plain.logs == folder.path + "/logs")
    #expect(plain.canRedirectLog && plain.writesEvents && plain.wantsLog)
    let told = try paths("dbt build --target-path out --log-path l")
    #expect(told.target == folder.path + "/out")
    #expect(told.logs == "/cwd/l")
    #expect(!told.canRedirectLog)
    let variables = try paths("dbt build", ["DBT_TARGET_PATH": "/t", "DBT_LOG_PATH": "/l"])
    #expect(variables.target == "/t")
    #expect(variables.logs == "/l")
    #expect(variables.canRedirectLog)
    #expect(plain.recordsName == "heal.jsonl" && plain.wantedRecordsName == nil)
    #expect(try paths("dbt build", ["DBT_OTEL_FILE_NAME": "mine.jsonl"]).wantedRecordsName == "mine.jsonl")
    #expect(try paths("dbt build --otel-file-name mine.jsonl").recordsName == "mine.jsonl")
    #expect(try !paths("dbt build --log-format-file text").writesEvents)
    #expect(try !paths("dbt build --log-format=text").writesEvents)
    #expect(try !paths("dbt build --log-level-file none").writesEvents)
    #expect(try !paths("dbt build", ["DBT_LOG_LEVEL_FILE": "none"]).wantsLog)
  }
}
