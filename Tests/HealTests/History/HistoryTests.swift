import SQLite
import Testing

@testable import HealRunner

/// What the database keeps, and what it does with files that are not as it left them.
@Suite struct HistoryTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/history.db" }

  private func problem(_ schema: HistorySchema = .current) -> HistoryError? {
    do throws(RunnerError) {
      _ = try History(path: path, schema: schema)
    } catch .history(let error) {
      return error
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test func `what is written is read again, newest first`() throws {
    var rich = SampleRuns.run(
      "b", .healed, failures: [SampleRuns.failure(), SampleRuns.failure("ff", rule: nil)],
      fixes: [SampleRuns.fix(.rolledBack), SampleRuns.fix(.verified, by: "Ada")])
    rich.commit = MadeCommit(sha: "abc", pullRequest: "https://example.org/1")
    rich.issue = IssueReference(number: 7, url: "https://example.org/7")
    rich.timings.dbt = 12.5
    rich.fixes[1].files = ["a \"b\".sql", "é.sql"]
    let plain = SampleRuns.run("a", .observed, daysAgo: 1)
    let history = try History.holding([rich, plain], in: folder)
    #expect(try history.runs(limit: 10) == [rich, plain])
    #expect(try history.runs(limit: 1) == [rich])
    #expect(try history.runCount() == 2)
    #expect(try History(path: path).machine == history.machine)
  }

  @Test func `a run written again replaces what was known of it`() throws {
    var run = SampleRuns.run("a", .cutShort, failures: [SampleRuns.failure()])
    let history = try History.holding([run], in: folder)
    run.status = .healed
    run.fixes = [SampleRuns.fix(.verified)]
    try history.record(run)
    #expect(try history.runs(limit: 10) == [run])
  }

  @Test func `an older database is migrated with its runs`() throws {
    let run = SampleRuns.run("a", .healed, fixes: [SampleRuns.fix(.verified)])
    _ = try History.holding([run], in: folder)
    let later = HistorySchema(
      steps: HistorySchema.current.steps + [
        "alter table run add column weather text not null default 'fair'",
        "create table mood (of text not null) strict",
      ])
    let history = try History(path: path, schema: later)
    #expect(try history.runs(limit: 10) == [run])
    let rows = try Database(path, .read).run(
      "select weather, (select count(*) from mood) as n from run")
    #expect(try rows[0].value("weather", as: String.self) == "fair")
    #expect(
      try Database(path, .read).run("pragma user_version")[0].value("user_version")
        == later.version)
  }

  @Test func `a migration that fails leaves the file as it was`() throws {
    let run = SampleRuns.run("a")
    _ = try History.holding([run], in: folder)
    let before = try #require(FileSystem.read(path))
    let broken = HistorySchema(
      steps: HistorySchema.current.steps + [
        "alter table run add column weather text; create table run (again text)"
      ])
    guard case .refused = problem(broken) else {
      Issue.record("the broken step was taken")
      return
    }
    #expect(FileSystem.read(path) == before)
    #expect(try History(path: path).runs(limit: 1) == [run])
  }

  @Test func `a file of the first version is read and written by this heal`() throws {
    let script = try #require(
      FileSystem.read(HouseTests.root + "/Tests/HealTests/History/Golden/version-1.sql"))
    try Database(path).execute(String(decoding: script, as: UTF8.self))
    let history = try History(path: path)
    #expect(history.machine == "5eed5eed5eed5eed")
    let runs = try history.runs(limit: 10)
    #expect(runs.map(\.status) == [.healed, .green])
    #expect(runs[0].fixes.map(\.verdict) == [.rolledBack, .verified])
    #expect(runs[0].failures.map(\.rule) == ["duckdb.column_not_found", nil])
    #expect(try history.standings().first?.fixes.count == 2)
    let run = SampleRuns.run("new", daysAgo: -1, fixes: [SampleRuns.fix(.verified)])
    try history.record(run)
    #expect(try history.runs(limit: 1) == [run])
  }

  @Test func `a newer database is refused and not touched`() throws {
    _ = try History.holding([SampleRuns.run("a")], in: folder)
    let later = HistorySchema(steps: HistorySchema.current.steps + ["create table mood (of text)"])
    _ = try History(path: path, schema: later)
    let before = try #require(FileSystem.read(path))
    #expect(
      problem()
        == .newer(path: path, version: later.version, known: HistorySchema.current.version))
    #expect(FileSystem.read(path) == before)
    #expect("\(HistoryError.newer(path: "x", version: 2, known: 1))".contains("update heal"))
  }

  @Test(arguments: ["no database at all, but long enough to be looked at", "SQLite format 3"])
  func `what is no database is damaged, and not touched`(text: String) throws {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 5000)
    try FileSystem.append(bytes, to: path)
    guard case .damaged = problem() else {
      Issue.record("it was taken for a history")
      return
    }
    #expect(FileSystem.read(path) == bytes)
  }

  @Test func `another program's database is damaged, and not touched`() throws {
    try Database(path).execute("create table song (title text)")
    let before = try #require(FileSystem.read(path))
    guard case .damaged = problem() else {
      Issue.record("it was taken for a history")
      return
    }
    #expect(FileSystem.read(path) == before)
  }

  /// What an import could bring in must not make the whole history unreadable.
  @Test func `a word that heal does not know cannot come in`() throws {
    _ = try History.holding([SampleRuns.run("a", fixes: [SampleRuns.fix(.verified)])], in: folder)
    for change in ["update run set status = 'purple'", "update fix set verdict = 'perhaps'"] {
      let error = #expect(throws: SQLiteError.self) { try Database(path).execute(change) }
      #expect(error?.kind == .constraint)
    }
    // A run in which heal only looked on is kept as `not-healed`, with a mark of its own.
    for status in RunRecord.Status.allCases where status != .observed {
      try Database(path).run("update run set status = ?", [.text(status.rawValue)])
    }
    for verdict in FixRecord.Verdict.allCases {
      try Database(path).run("update fix set verdict = ?", [.text(verdict.rawValue)])
    }
  }

  @Test func `two processes take turns`() async throws {
    let path = path
    _ = try History(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          try await offPool {
            for number in 0..<10 {
              try History(path: path).record(SampleRuns.run("\(writer)-\(number)"))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try History(path: path).runCount() == 40)
  }

  @Test func `a green run is one small insert`() throws {
    _ = try History.holding([], in: folder)
    let start = ContinuousClock.now
    for number in 0..<20 { try History(path: path).record(SampleRuns.run("\(number)")) }
    let each = start.duration(to: .now).inSeconds / 20
    // 1 to 2 ms on two cores, opening included; the limit leaves room for slow disks and busy machines.
    #expect(each < 0.05, "\(each) s")
  }
}
