import HealEngine
import HealProject
import Platform
import Testing

@testable import HealRunner

/// A `.heal` that came with a clone, an archive or a cache, and says things that heal has never said.
struct HostileFolderTests {
  private static let run = "20260101-120000-00ff"
  private let folder = TemporaryFolder()
  private var tree: ProjectTree { ProjectTree(root: folder.path) }

  private func journal(_ lines: String..., in run: String = run) {
    let text = lines.map { #"{"time":"2026-01-01T12:00:00Z","event":\#($0)}"# + "\n" }.joined()
    folder.write(text, to: ".heal/runs/\(run)/journal.jsonl")
  }

  private func changing(
    _ path: String, before: String? = nil, after: String? = nil, temporary: String
  ) -> String {
    let mark = { (text: String) in
      #"{"sha256":"\#(SHA256.hex(Array(text.utf8)))","mode":420}"#
    }
    return #"{"changing":{"path":"\#(path)","before":\#(before.map(mark) ?? "null"),"#
      + #""after":\#(after.map(mark) ?? "null"),"temporary":"\#(temporary)"}}"#
  }

  private let started = #"{"started":{"command":["dbt","build"],"process":1}}"#

  @Test(arguments: [
    "../../precious", "../precious", "precious", "./../precious", "a/../../precious", ".a.sql",
    ".a.sql.heal-1/../../precious", "..%2f..%2fprecious", "．．／．．／precious", "/precious",
    ".a.sql.heal-\\u0000/../../precious", ".b.sql.heal-1", ".a.sql.heal-folder",
    String(repeating: "../", count: 2_000) + "precious",
  ])
  func `hostile-journal: a temporary name removes nothing but heal's own`(name: String) throws {
    folder.write("x\n", to: "models/a.sql")
    let kept = [
      "precious", "models/precious", "models/.a.sql", "models/.b.sql.heal-1",
      "models/.a.sql.heal-folder/file", "models/..%2f..%2fprecious",
    ]
    for path in kept { folder.write("keep\n", to: path) }
    journal(started, changing("models/a.sql", before: "x\n", after: "y\n", temporary: name))
    _ = try recover(tree, trusting: .shared)
    for path in kept {
      #expect(folder.read(path) == "keep\n", "\(path)")
    }
  }

  @Test(arguments: [
    "../outside", "/etc/passwd", "models/../../outside", ".git/config", ".heal/lock",
    "link/outside", "models//../../outside", "./../outside", "\\u0000../outside", "..", "",
    "target/../../outside", ".heal/../../outside",
  ])
  func `hostile-journal: a path stays in the project`(path: String) throws {
    let project = TemporaryFolder("project", in: folder)
    folder.write("outside\n", to: "outside")
    #expect(unsafe symlink(folder.path, project.path + "/link") == 0)
    let lines = [
      started, changing(path, before: "evil\n", after: "outside\n", temporary: ".x.heal-1"),
    ]
    let text = lines.map { #"{"time":"2026","event":\#($0)}"# + "\n" }.joined()
    project.write(text, to: ".heal/runs/\(Self.run)/journal.jsonl")
    project.write("evil\n", to: ".heal/runs/\(Self.run)/backup/\(SHA256.hex(Array("evil\n".utf8)))")
    _ = try? recover(ProjectTree(root: project.path), trusting: .shared)
    #expect(folder.read("outside") == "outside\n")
  }

  @Test func `hostile-journal: without this machine's mark it is not acted on`() throws {
    folder.write("mine\n", to: "models/a.sql")
    folder.write("evil\n", to: ".heal/runs/\(Self.run)/backup/\(SHA256.hex(Array("evil\n".utf8)))")
    journal(
      started,
      changing("models/a.sql", before: "evil\n", after: "mine\n", temporary: ".a.sql.heal-1"))
    #expect(try recover(tree).isEmpty)
    #expect(folder.read("models/a.sql") == "mine\n")
    let id = try #require(RunID(Self.run))
    let tree = tree
    #expect(throws: RunnerError.notOfThisMachine("run \(id)")) { try undo(id, in: tree) }
    #expect(throws: RunnerError.notOfThisMachine("run \(id)")) { try undo(nil, in: tree) }
    // Where machines share the folder the policy says so.
    #expect(try recover(tree, trusting: .shared).first?.files.restored == ["models/a.sql"])
  }

  @Test func `a mark is worth nothing under another run's name`() throws {
    let id = try #require(RunID(Self.run))
    let other = try #require(RunID("20260101-120000-00fe"))
    let mark = try #require(HealFolder(project: folder.path).mark(of: other))
    folder.write("mine\n", to: "models/a.sql")
    journal(
      #"{"started":{"command":["dbt"],"process":1,"mark":"\#(mark)"}}"#,
      changing("models/a.sql", after: "mine\n", temporary: ".a.sql.heal-1"))
    #expect(try recover(tree).isEmpty)
    #expect(HealFolder(project: folder.path).mark(of: id) != mark)
  }

  @Test(arguments: [
    "../../../tmp/x", "20260101-120000-00fg", "20260101-120000", "x", "20260101-120000-00ff.bak",
    "..", "20260101-120000-00FF", "２０２６０１０１-120000-00ff", "20260101-120000-00ff\n",
    "20260101-120000-00ff/../x", "20260101-120000-00ff\u{0}", " 20260101-120000-00ff", "",
  ])
  func `a run has a name of the known form`(name: String) { #expect(RunID(name) == nil) }

  @Test(arguments: ["runs", "outbox", "proposals", "green", "runs/\(run)"])
  func `a link inside the folder leads nowhere`(name: String) throws {
    let outside = TemporaryFolder()
    outside.write("keep\n", to: "\(Self.run)/journal.jsonl")
    outside.write("keep\n", to: "journal.jsonl")
    folder.make(folder: ".heal/runs")
    FileSystem.remove(folder.path + "/.heal/" + name)
    #expect(unsafe symlink(outside.path, folder.path + "/.heal/" + name) == 0)
    let heal = HealFolder(project: folder.path)
    heal.prune(keeping: 0)
    let id = try #require(RunID(Self.run))
    #expect(throws: RunnerError.self) {
      try FileSystem.replace(folder.path + "/.heal/\(name)/x", with: [1])
    }
    _ = try? Journal(beginning: id, command: ["dbt"], tree: tree)
    #expect(outside.tree.keys.sorted() == ["\(Self.run)/journal.jsonl", "journal.jsonl"])
    #expect(outside.read("journal.jsonl") == "keep\n")
  }

  @Test func `also seen: the folder itself may be a link to a volume`() async throws {
    let volume = TemporaryFolder()
    let dbt = Self.shop()
    #expect(unsafe symlink(volume.path, dbt.folder.path + "/.heal") == 0)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed, "\(outcome.remarks)")
    #expect(volume.read("green.json") != nil)
    #expect(volume.read("runs/\(outcome.run)/journal.jsonl") != nil)
    _ = try undo(nil, in: ProjectTree(root: dbt.folder.path))
    #expect(dbt.folder.read("models/a.sql") == "emial\n")
  }

  @Test func `hostile-outbox: a letter of another run, machine or form is not said`() throws {
    let heal = HealFolder(project: folder.path)
    let other = "20260101-120000-0001"
    for (name, run) in [(Self.run, other), ("../../x", "../../x"), (other, "../../../x")] {
      let letter = IssueLetter(
        run: run, mark: RunID(run).flatMap(heal.mark(ofLetter:)), started: 1, fingerprints: [],
        title: "t", body: "b", again: "a")
      folder.write(
        String(decoding: JSONLines.line(letter), as: UTF8.self),
        to: ".heal/outbox/\(name.split(separator: "/").last ?? "").json")
    }
    #expect(IssueOutbox(heal).letters(trusting: .shared).isEmpty)
    let letter = IssueLetter(
      run: Self.run, mark: "guessed", started: 1, fingerprints: [], title: "t", body: "b",
      again: "a")
    try IssueOutbox(heal).put(letter)
    #expect(IssueOutbox(heal).letters.count == 1)
    #expect(IssueOutbox(heal).letters(trusting: .thisMachine).isEmpty)
  }

  @Test func `hostile-proposal: what another machine made is not approved`() async throws {
    let dbt = Self.shop()
    let waiting = try await dbt.heal(policy: Policy(mode: .humanInLoop))
    let id = try #require(waiting.proposalID)
    let path = ".heal/proposals/\(id).json"
    let saved = try #require(dbt.folder.read(path))
    let store = ProposalStore(HealFolder(project: dbt.folder.path))
    var proposal = try store.read(id)
    let mark = try #require(proposal.mark)
    proposal.mark = nil
    try store.write(proposal)
    await #expect(throws: RunnerError.notOfThisMachine("proposal \(id)")) {
      try await dbt.heal { $0.approval = Approval(id: id, by: "Eve") }
    }
    #expect(dbt.folder.read("models/a.sql") == "emial\n")
    // Nor one whose file says that it is another one.
    let other = ProposalID(fingerprints: ["other"], fixes: [])
    dbt.folder.write(saved, to: ".heal/proposals/\(other).json")
    #expect(throws: RunnerError.self) { try store.read(other) }
    proposal.mark = mark
    try store.write(proposal)
    let outcome = try await dbt.heal { $0.approval = Approval(id: id, by: "Ann") }
    #expect(outcome.status == .healed)
  }

  @Test(arguments: [
    (["./dbt", "build"], ["dbt"]), (["/tmp/evil/dbt", "run"], ["dbt"]),
    (["rm", "-rf", "/", "dbt", "build"], ["dbt"]), (["sh", "x.sh", "bin/dbtf", "build"], ["dbtf"]),
    (["uv", "run", "dbt", "build"], ["uv", "run", "dbt"]),
    (["python", "-m", "dbt.cli.main", "build"], ["python", "-m", "dbt.cli.main"]),
    (["./uv", "run", "dbt", "build"], ["dbt"]),
  ])
  func `hostile-proposal: a stored command's program comes from the search path`(
    words: [String], program: [String]
  ) throws {
    #expect(try #require(DbtCommand(words)).programOnPath == program)
  }

  @Test func `a folder that git tracks is ignored, and dbt runs`() async throws {
    let project = try await GitProject.committed()
    project.root.write("keep\n", to: "precious")
    project.root.write("{}\n", to: ".heal/green.json")
    try await project.git("add", "--force", ".heal")
    try await project.git("commit", "--quiet", "--message=Add state")
    let before = project.root.read(".heal/green.json")
    let outcome = try await project.heal(.none)
    #expect(outcome.status == .notHealed)
    #expect(outcome.remarks.filter { $0.contains("git tracks .heal") }.count == 1)
    #expect(outcome.attempts.count == 1)
    #expect(project.model == GitProject.broken)
    #expect(project.root.read(".heal/green.json") == before)
    #expect(FileSystem.names(in: project.root.path + "/.heal") == ["green.json"])
  }

  @Test func `the machine is known by digits that two starts agree on`() {
    let state = TemporaryFolder()
    let marks = (0..<8).map { _ in Machine(stateFolder: state.path + "/heal").mark(of: "run/1") }
    #expect(Set(marks).count == 1 && marks[0] != nil)
    #expect(Machine(stateFolder: state.path + "/heal").mark(of: "run/2") != marks[0])
    #expect(Machine(stateFolder: TemporaryFolder().path).mark(of: "run/1") != marks[0])
    #expect(Machine(stateFolder: nil).mark(of: "run/1") == nil)
    #expect(FileSystem.names(in: state.path + "/heal") == ["machine"])
  }

  /// A project whose model reads `emial` for `email`.
  static func shop() -> FakeDbt {
    let dbt = FakeDbt(
      """
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("emial\n", to: "models/a.sql")
    return dbt
  }
}
