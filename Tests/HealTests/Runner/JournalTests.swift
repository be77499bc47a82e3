import Platform
import Testing

@testable import HealRunner

/// Every act is cut short at every step; what is on disk then must be enough to put the tree back.
struct JournalTests {
  let folder = TemporaryFolder()
  var files: ProjectTree { ProjectTree(root: folder.path) }
  let stop = RunnerError.interrupted(signal: SIGKILL)

  init() {
    folder.write("select 1\n", to: "models/a.sql", mode: 0o640)
    folder.write("select 2\r\n", to: "models/b.sql")
  }

  @Test(arguments: JournalStep.allCases, [1, 2, 3])
  func `a run cut short at any step is put back by the next start`(
    step: JournalStep, occurrence: Int
  ) throws {
    let before = folder.tree
    let wasCut = try play(until: step, occurrence)
    if wasCut, step == .ended { return }
    guard wasCut else { return }
    _ = try recover(files)
    #expect(folder.tree == before)
    #expect(try recover(files).isEmpty)
  }

  @Test(arguments: JournalStep.allCases)
  func `putting back can itself be cut short`(step: JournalStep) throws {
    let before = folder.tree
    _ = try play(until: .ending, 1)
    let stop = stop
    do {
      _ = try recover(
        files, onStep: { reached throws(RunnerError) in if reached == step { throw stop } })
    } catch {
      #expect(error == stop)
    }
    _ = try recover(files)
    #expect(folder.tree == before)
  }

  @Test func `undo puts back a run that ended, and only once`() throws {
    let before = folder.tree
    _ = try play(until: nil, 0)
    #expect(folder.tree != before)
    #expect(try recover(files).isEmpty)
    let undone = try undo(nil, in: files)
    #expect(undone.files.restored == ["models/a.sql", "models/new.sql", "package-lock.yml"])
    #expect(folder.tree == before)
    let files = files
    #expect(throws: RunnerError.nothingToUndo) { try undo(nil, in: files) }
    #expect(throws: RunnerError.nothingToUndo) { try undo(undone.run, in: files) }
  }

  @Test(arguments: JournalStep.allCases)
  func `an undo cut short is finished by the next start`(step: JournalStep) throws {
    let before = folder.tree
    _ = try play(until: nil, 0)
    let stop = stop
    var wasCut = false
    do {
      _ = try undo(
        nil, in: files,
        onStep: { reached throws(RunnerError) in
          if reached == step { throw stop }
        })
    } catch {
      wasCut = true
      #expect(error == stop)
    }
    _ = try recover(files)
    #expect(folder.tree == before, "cut: \(wasCut)")
  }

  @Test func `undo touches nothing when one file has changed since`() throws {
    _ = try play(until: nil, 0)
    folder.write("someone's work\n", to: "models/a.sql")
    let before = folder.tree
    let run = try #require(HealFolder(project: folder.path).allRuns.first)
    let files = files
    #expect(
      throws: RunnerError.changedSinceRun(run: run.description, paths: ["models/a.sql"])
    ) { try undo(run, in: files) }
    #expect(folder.tree == before)
  }

  @Test func `recovery leaves alone what someone has changed since, and says so`() throws {
    _ = try play(until: .ending, 1)
    folder.write("someone's work\n", to: "models/a.sql")
    let recovered = try #require(try recover(files).first)
    #expect(recovered.files.left.map(\.path) == ["models/a.sql"])
    #expect(recovered.files.restored == ["models/new.sql", "package-lock.yml"])
    #expect(folder.read("models/a.sql") == "someone's work\n")
    #expect(folder.read("models/new.sql") == nil)
  }

  @Test func `a damaged backup is never put back`() throws {
    _ = try play(until: .ending, 1)
    let heal = HealFolder(project: folder.path)
    let run = try #require(heal.allRuns.first)
    let original = SHA256.hex(Array("select 1\n".utf8))
    folder.write("garbage", to: ".heal/runs/\(run)/backup/\(original)")
    let changed = folder.read("models/a.sql")
    let files = files
    #expect(
      throws: RunnerError.damagedBackup(
        path: "models/a.sql", backup: heal.backups(run) + "/" + original)
    ) { try undo(run, in: files) }
    // The next run has to begin all the same, and reverts what it can.
    let left = try #require(try recover(files).first?.files.left.first)
    #expect(left.path == "models/a.sql" && left.reason.contains("missing or damaged"))
    #expect(folder.read("models/a.sql") == changed)
    #expect(folder.read("models/new.sql") == nil)
    #expect(try recover(files).isEmpty)
  }

  @Test func `a journal line that was cut short is as if never written`() throws {
    let before = folder.tree
    _ = try play(until: .replaced, 1)
    let run = try #require(HealFolder(project: folder.path).allRuns.first)
    let journal = HealFolder(project: folder.path).journal(run)
    try FileSystem.append(Array(#"{"time":"2026","event":{"chan"#.utf8), to: journal)
    _ = try recover(files)
    #expect(folder.tree == before)
    #expect(try recover(files).isEmpty)
  }

  /// A run that changes `a.sql` twice, creates `new.sql` and has a command write a lock file.
  ///
  /// - Returns: whether it was cut short.
  private func play(until step: JournalStep?, _ occurrence: Int) throws -> Bool {
    let counter = StepCounter(step, occurrence)
    let stop = stop
    do {
      let journal = try Journal(
        beginning: RunID(at: .now), command: ["dbt", "build"], tree: files
      ) { reached throws(RunnerError) in if counter.isDue(reached) { throw stop } }
      let first = FileState(bytes: Array("select 1\n".utf8), mode: 0o640)
      let second = FileState(bytes: Array("select 10\n".utf8), mode: 0o640)
      let third = FileState(bytes: Array("select 100\n".utf8), mode: 0o640)
      try journal.change("models/a.sql", from: first, to: second)
      try journal.change("models/a.sql", from: second, to: third)
      try journal.change("models/new.sql", from: nil, to: FileState(bytes: [], mode: 0o600))
      try journal.willRun(["dbt", "deps"], mayChange: ["package-lock.yml"])
      folder.write("packages: []\n", to: "package-lock.yml")
      try journal.didRun(exit: 0, mayHaveChanged: ["package-lock.yml"])
      try journal.end(.kept)
      return false
    } catch {
      guard error == stop else { throw error }
      return true
    }
  }
}

/// Counts how often a step is reached.
private final class StepCounter: @unchecked Sendable {
  private let step: JournalStep?
  private var left: Int

  init(_ step: JournalStep?, _ occurrence: Int) {
    self.step = step
    left = occurrence
  }

  func isDue(_ reached: JournalStep) -> Bool {
    guard reached == step else { return false }
    left -= 1
    return left == 0
  }
}
