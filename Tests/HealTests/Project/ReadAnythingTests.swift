import HealEngine
import HealProject
import Testing

@Suite("Reading what a run left")
struct ReadAnythingTests {
  @Test("A message is one failure, a log as many as it tells")
  func text() {
    let message = readText("Catalog Error: Table with name x does not exist!", adapter: "DuckDB")
    #expect(message.map(\.message) == ["Catalog Error: Table with name x does not exist!"])
    #expect(message.first?.adapter == "duckdb")
    let log = """
      10:00:00  Running with dbt=1.9.3
      10:00:00  Registered adapter: postgres=1.9.0
      10:00:01    Database Error in model a (models/a.sql)
        column "x" does not exist
      10:00:01  \n10:00:01    Database Error in model b (models/b.sql)
        column "y" does not exist
      10:00:01  Done. PASS=0 WARN=0 ERROR=2 SKIP=0 TOTAL=2
      """
    let failures = readText(log)
    #expect(failures.map(\.node?.name) == ["a", "b"])
    #expect(failures.map(\.adapter) == ["postgres", "postgres"])
    #expect(failures.map(\.dbtVersion) == ["1.9.3", "1.9.3"])
  }

  @Test("A green log and an empty text are no failures")
  func green() {
    #expect(
      readText("10:00:00  Running with dbt=1.9.3\n10:00:01  Completed successfully\n").isEmpty)
    #expect(readText("").isEmpty)
    #expect(readText(" \n").isEmpty)
  }

  @Test("Of dbt's log file the last run counts")
  func logFile() throws {
    let folder = try ProjectFolder([
      "dbt_project.yml": "name: shop\n", "models/b.sql": "select y",
      "logs/dbt.log": """
      ============================== 10:00:00.000000 | 0000-1 ==============================
      10:00:01.000000 [error] [MainThread]:   Database Error in model a (models/a.sql)
        column "x" does not exist
      10:00:01.100000 [info ] [MainThread]: Done. PASS=0 WARN=0 ERROR=1 SKIP=0 TOTAL=1


      ============================== 11:00:00.000000 | 0000-2 ==============================
      11:00:00.000000 [info ] [MainThread]: Running with dbt=1.11.16
      11:00:00.000000 [debug] [Thread-1 (worker)]: Database Error in model c (models/c.sql)
        column "z" does not exist
      11:00:01.000000 [error] [MainThread]:   Database Error in model b (models/b.sql)
        column "y" does not exist
      11:00:01.100000 [info ] [MainThread]: Done. PASS=0 WARN=0 ERROR=1 SKIP=0 TOTAL=1
      """,
    ])
    for path in ["", "/logs/dbt.log"] {
      let failures = try #require(readAnything(path: folder.path + path))
      #expect(failures.map(\.node?.name) == ["b"])
      #expect(failures.first?.node?.rawSQL == "select y")
    }
    #expect(readAnything(path: folder.path + "/none") == nil)
  }

  @Test("Results alone are enough, and stale ones beside a log are not read")
  func results() throws {
    let stale = #"""
      {"metadata": {"invocation_id": "0000-1"}, "results": [
       {"status": "fail", "message": "Got 1 result", "unique_id": "test.shop.t.abc"}]}
      """#
    let folder = try ProjectFolder(["target/run_results.json": stale])
    #expect(readAnything(path: folder.path)?.map(\.message) == ["Got 1 result"])
    #expect(
      readAnything(path: folder.path + "/target/run_results.json")?.map(\.node?.name) == ["t"])
    #expect(readText(stale).map(\.id) == ["test.shop.t.abc"])
    try folder.write(
      "====== 11:00:00.0 | 0000-2 ======\n11:00:00.0 [error] [MainThread]: Encountered an error:\nParsing Error\n  x\n",
      to: "logs/dbt.log")
    #expect(readAnything(path: folder.path)?.map(\.message) == ["Parsing Error\n  x"])
  }

  @Test("Every recording can be diagnosed from its console, its events and its results")
  func recordings() {
    for recording in Recording.all where !recording.isGreen {
      let run = recording.run
      for path in [run.eventLog, run.targetDirectory + "/run_results.json"] {
        guard let path, let failures = readAnything(path: path) else { continue }
        #expect(failures.allSatisfy { !$0.message.isEmpty }, "\(recording.name)")
      }
      let printed = readText(String(decoding: run.standardOutput, as: UTF8.self))
      #expect(printed.allSatisfy { !$0.message.isEmpty }, "\(recording.name)")
    }
  }
}
