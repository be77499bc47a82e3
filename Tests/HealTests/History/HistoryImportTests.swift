import SQLite
import Testing

@testable import HealRunner

/// Runs of several machines in one history.
@Suite struct HistoryImportTests {
  private let folder = TemporaryFolder()
  private let here = SampleRuns.run("a", .healed, fixes: [SampleRuns.fix(.verified)])
  private let there = SampleRuns.run(
    "a", .notHealed, machine: "00000000000000bb", daysAgo: 1,
    failures: [SampleRuns.failure(rule: nil, isOpen: true)],
    fixes: [SampleRuns.fix(.rolledBack)])

  @Test func `runs of another machine come in once`() throws {
    let history = try History.holding([here], in: folder)
    let other = try History.holding([there], in: folder, "other.db")
    #expect(
      try history.importRuns(of: other.path) == History.Import(added: 1, updated: 0, known: 0))
    #expect(try history.runs(limit: 10) == [here, there])
    #expect(
      try history.importRuns(of: other.path) == History.Import(added: 0, updated: 0, known: 1))
    #expect(try history.runs(limit: 10) == [here, there])
    #expect(try other.runs(limit: 10) == [there])
    #expect(FileSystem.names(in: folder.path) == ["history.db", "other.db"])
  }

  @Test func `merging in either order gives the same`() throws {
    let one = try History.holding([here], in: folder, "one.db")
    let two = try History.holding([there], in: folder, "two.db")
    _ = try one.importRuns(of: two.path)
    _ = try two.importRuns(of: one.path)
    #expect(try one.runs(limit: 10) == two.runs(limit: 10))
  }

  @Test func `a run that went on elsewhere is brought up to date, never back`() throws {
    var run = SampleRuns.run("a", .cutShort)
    let history = try History.holding([run], in: folder)
    run.status = .healed
    run.fixes = [SampleRuns.fix(.verified)]
    let later = try History.holding([run], in: folder, "later.db")
    #expect(
      try history.importRuns(of: later.path) == History.Import(added: 0, updated: 1, known: 0))
    #expect(try history.runs(limit: 10) == [run])
    run.status = .cutShort
    let stale = try History.holding([run], in: folder, "stale.db")
    try Database(stale.path).execute("update run set changed = 1")
    #expect(
      try history.importRuns(of: stale.path) == History.Import(added: 0, updated: 0, known: 1))
    #expect(try history.runs(limit: 10).map(\.status) == [.healed])
  }

  @Test func `what is no history is refused with its name, and nothing comes in`() throws {
    let history = try History.holding([here], in: folder)
    folder.write(String(repeating: "no database ", count: 500), to: "text.db")
    try Database(folder.path + "/songs.db").execute("create table song (title text)")
    let later = HistorySchema(steps: HistorySchema.current.steps + ["create table mood (of text)"])
    _ = try History(path: folder.path + "/later.db", schema: later)
    for name in ["text.db", "songs.db", "later.db", "missing.db"] {
      let error = #expect(throws: RunnerError.self) {
        _ = try history.importRuns(of: folder.path + "/" + name)
      }
      #expect(error?.description.contains(name) == true, "\(String(describing: error))")
    }
    #expect(try history.runs(limit: 10) == [here])
    #expect(!FileSystem.names(in: folder.path).contains { $0.contains("import") })
  }
}
