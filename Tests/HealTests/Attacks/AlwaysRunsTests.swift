import HealEngine
import HealProject
import Platform
import Testing

@testable import HealRunner

/// dbt always runs, and what heal cannot keep, finish or revert it says.
struct AlwaysRunsTests {
  /// Files in the way of folders: the system refuses them to root too.
  @Test(arguments: [".heal", ".heal/runs", ".heal/lock/x"])
  func `unwritable: a folder that cannot be written costs a remark`(path: String) async throws {
    let dbt = HostileFolderTests.shop()
    dbt.folder.write("in the way\n", to: path)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed && outcome.exitCode == 1)
    #expect(dbt.calls == ["build"])
    #expect(outcome.remarks.contains { $0.contains("only looked on") })
    #expect(dbt.folder.read("models/a.sql") == "emial\n")
    #expect(outcome.openDiagnoses.count == 1)
    dbt.folder.write("email\n", to: "models/a.sql")
    #expect(try await dbt.heal().status == .green)
  }

  @Test(arguments: ["logs", "logs/fixes.log/x", "logs/pipeline_runs.log/x"])
  func `unwritable: a log that cannot be written costs a remark, not the fix`(path: String)
    async throws
  {
    let dbt = HostileFolderTests.shop()
    dbt.folder.write("in the way\n", to: path)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.remarks.contains { $0.contains("log is not complete") })
  }

  @Test(arguments: [JournalStep.started, .backedUp, .journaled, .written, .replaced, .ending])
  func `unwritable: a disk that fills up ends with 1 and everything reverted`(
    step: JournalStep
  ) async throws {
    let dbt = HostileFolderTests.shop()
    let outcome = try await dbt.heal {
      $0.onStep = { reached throws(RunnerError) in
        if reached == step { throw .file("x", doing: "write", reason: "No space left on device") }
      }
    }
    #expect(outcome.status == .notHealed && outcome.exitCode == 1)
    #expect(outcome.remarks.contains { $0.contains("No space left on device") })
    #expect(dbt.folder.read("models/a.sql") == "emial\n")
    #expect(outcome.left.isEmpty)
    #expect(try recover(ProjectTree(root: dbt.folder.path)).isEmpty)
  }

  @Test func `a project without room is reverted from its backup`() throws {
    let folder = TemporaryFolder()
    folder.write("old\n", to: "models/a.sql")
    folder.write("old\n", to: ".heal/runs/backup")
    let tree = ProjectTree(root: folder.path)
    let old = try #require(try tree.state(of: "models/a.sql"))
    folder.write("new\n", to: "models/a.sql")
    let new = try #require(try tree.state(of: "models/a.sql"))
    let backup = folder.path + "/.heal/runs/backup"
    #expect(!tree.replace("models/a.sql", expecting: old, with: old, movedFrom: backup))
    #expect(tree.replace("models/a.sql", expecting: new, with: old, movedFrom: backup))
    #expect(folder.read("models/a.sql") == "old\n")
    #expect(!FileSystem.exists(backup))
  }

  @Test func `edited-during-run: a file loses heal's change and nothing of theirs`()
    async throws
  {
    let dbt = FakeDbt(
      """
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      grep -q someone models/a.sql || echo "-- someone was here" >> models/a.sql
      fail model.a models/a.sql 'something else'; exit 1
      """)
    dbt.folder.write("select\n  emial\n\n\nfrom x\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.read("models/a.sql") == "select\n  emial\n\n\nfrom x\n-- someone was here\n")
    #expect(outcome.left.isEmpty)
    #expect(outcome.remarks.contains { $0.contains("heal's change is out of `models/a.sql`") })
  }

  @Test(arguments: [JournalStep.journaled, .written, .replaced, .ending])
  func `a kill while heal's change is taken out loses nothing of theirs`(step: JournalStep) throws {
    let folder = TemporaryFolder()
    let tree = ProjectTree(root: folder.path)
    let original = "select\n  emial\n\n\nfrom x\n"
    folder.write(original, to: "models/a.sql")
    let id = RunID(at: .now)
    let old = try #require(try tree.state(of: "models/a.sql"))
    let healed = "select\n  email\n\n\nfrom x\n"
    try Journal(beginning: id, command: ["dbt"], tree: tree).change(
      "models/a.sql", from: old, to: FileState(bytes: Array(healed.utf8)))
    folder.write(healed + "-- theirs\n", to: "models/a.sql")
    let stop = RunnerError.interrupted(signal: 9)
    #expect(throws: stop) {
      try recover(
        tree, onStep: { reached throws(RunnerError) in if reached == step { throw stop } })
    }
    _ = try recover(tree)
    #expect(folder.read("models/a.sql") == original + "-- theirs\n")
    #expect(folder.tree.keys.filter { $0.hasPrefix("models/") } == ["models/a.sql"])
    #expect(try recover(tree).isEmpty)
  }

  @Test func `a folder of a killed run that only looked on is removed by the next`() throws {
    let live = try #require(HealFolder.temporary())
    let dead = try #require(HealFolder.temporary())
    let empty = try #require(HealFolder.temporary())
    defer { for folder in [live, dead, empty] { FileSystem.remove(folder.path) } }
    let lock = try RunLock(live, owner: "run", timeout: 0, interruption: Interruption())
    try FileSystem.createFolder(dead.runs)
    try FileSystem.append(Array("run".utf8), to: dead.lock)
    HealFolder.removeAbandoned(Interruption())
    #expect(FileSystem.exists(live.lock))
    #expect(!FileSystem.exists(dead.path) && !FileSystem.exists(empty.path))
    lock.release()
  }

  @Test func `what a killed writer has left is removed by the next start`() async throws {
    let dbt = HostileFolderTests.shop()
    let run = RunID(at: .now)
    let left = [
      ".claude/agent-notes.md.heal", ".heal/green.json.heal", ".heal/rejections.jsonl.heal",
      ".heal/green/manifest.json.heal", ".heal/agent-notes.md.heal",
      ".heal/outbox/\(run).json.heal", ".heal/proposals/adder-maple.patch.heal",
      ".heal/runs/\(run)/commit-message.heal", ".heal/runs/\(run)/issue.json.heal",
      "target/run_results.json.heal",
    ]
    for path in left { dbt.folder.write("half", to: path) }
    dbt.folder.write("mine\n", to: "rules/own.heal")
    #expect(try await dbt.heal().status == .healed)
    #expect(left.filter { dbt.folder.read($0) != nil } == [])
    #expect(dbt.folder.read("rules/own.heal") == "mine\n")
  }

  @Test func `edited-during-run: what cannot be told apart is said to the line`() async throws {
    let dbt = FakeDbt(
      """
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      sed -i 's/  email/  email, phone/' models/a.sql
      fail model.a models/a.sql 'something else'; exit 1
      """)
    dbt.folder.write("select\n  emial\nfrom x\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed && outcome.exitCode == 1)
    let left = try #require(outcome.left.first)
    #expect(left.path == "models/a.sql" && left.diff.contains("+  email\n"))
    #expect(dbt.folder.read("models/a.sql") == "select\n  email, phone\nfrom x\n")
  }

  @Test func `conc: a dbt whose heal was killed holds the project`() async throws {
    let folder = TemporaryFolder()
    let heal = HealFolder(project: folder.path)
    try heal.create()
    folder.write("run 20260101-120000-00ff, process 1", to: ".heal/lock")
    let orphan = Task.detached {
      try await offPool {
        try CommandRunner(interruption: Interruption()).run(
          Command(
            ["sleep", "2"], environment: ["DBT_LOG_PATH": heal.path + "/runs/x/dbt-1"]))
      }
    }
    let told = try await offPool { () -> [String] in
      while OrphanedDbt.process(of: heal) == nil { usleep(10_000) }
      var told: [String] = []
      let lock = try RunLock(heal, owner: "2", timeout: 30, interruption: Interruption()) {
        told.append($0)
      }
      #expect(OrphanedDbt.process(of: heal) == nil)
      lock.release()
      return told
    }
    _ = try await orphan.value
    #expect(told.count == 1 && told[0].contains("whose heal was killed"))
    #expect(folder.read(".heal/lock") == "")
  }

  @Test func `also seen: a command keeps the priority that heal was started with`() async throws {
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(Command(["sh", "-c", "ps -o ni= -p $$"]))
    }
    let shown = String(decoding: result.standardOutput, as: UTF8.self).filter { !$0.isWhitespace }
    #expect(Int32(shown) == getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))
  }
}
