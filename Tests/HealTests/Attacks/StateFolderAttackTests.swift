import HealLanguage
import HealProject
import Platform
import SQLite
import Testing

@testable import HealRunner

/// A `.heal` that came with a clone, met by the program itself.
@Suite struct StateFolderAttackTests {
  private let attacked = AttackedProject()
  private static let run = "20261101-000000-abcd"

  // MARK: Journals

  @Test(arguments: [["undo"], ["run", "--", "bin/dbt", "build"]])
  func `hostile-journal: a temporary name with ../ deletes nothing outside`(
    words: [String]
  ) async throws {
    attacked.outside.write("PRIVATE KEY\n", to: "home/id_rsa")
    let model = try #require(attacked.folder.read(BrokenProject.model))
    let mark = #"{"mode":420,"sha256":"\#(SHA256.hex(Array(model.utf8)))"}"#
    let events = [
      #"{"started":{"command":["dbt","build"],"process":1}}"#,
      #"{"changing":{"path":"\#(BrokenProject.model)","before":\#(mark),"after":\#(mark),"#
        + #""temporary":"../../\#(outsideName)/home/id_rsa"}}"#,
    ]
    attacked.folder.write(
      events.map { #"{"event":\#($0),"time":"2026-11-01T00:00:00Z"}"# + "\n" }.joined(),
      to: ".heal/runs/\(Self.run)/journal.jsonl")
    let result = try await attacked.project.run(words)
    #expect(result.endedByItself, "\(result.printed)")
    #expect(attacked.outside.read("home/id_rsa") == "PRIVATE KEY\n")
  }

  private var outsideName: String {
    attacked.outside.path.split(separator: "/").last.map(String.init) ?? ""
  }

  // MARK: Messages

  private func putLetter(_ name: String, run: String, more: String = "") {
    attacked.folder.write(
      #"{"run":"\#(run)","started":0,"fingerprints":["x"],"title":"t","body":"b @everyone","#
        + #""again":"a","issue":{"number":1,"url":"u"},"ending":{"comment":"Closed by attacker "#
        + #"@maintainers","action":"close","isCommented":false},"tries":0\#(more)}"# + "\n",
      to: ".heal/outbox/\(name).json")
  }

  @Test(arguments: ["flush", "run"])
  func `hostile-outbox: a letter's run with ../ removes and closes nothing`(
    command: String
  ) async throws {
    attacked.outside.write("original\n", to: "victim/settings.json")
    let up = "../../../" + outsideName
    putLetter("a", run: up + "/victim/settings")
    putLetter(Self.run, run: up + "/victim/settings")
    putLetter("20261101-000000-abce", run: "20261101-000000-abce")
    let result =
      command == "flush"
      ? try await attacked.heal("issues", "flush")
      : try await attacked.heal("run", "--issues", "--", attacked.dbt, "build")
    #expect(result.endedByItself, "\(result.printed)")
    #expect(
      attacked.outside.tree.keys.filter { $0.hasPrefix("victim") } == ["victim/settings.json"])
    #expect(attacked.outside.read("victim/settings.json") == "original\n")
    #expect(!attacked.told.contains("attacker") && !attacked.told.contains("issues/1"))
  }

  /// Where the policy says that machines share the folder, messages are sent: through the same door.
  @Test func `hostile-outbox: a shared message is redacted, and its numbers are bounded`()
    async throws
  {
    attacked.folder.write(
      "execution: {mode: autonomous, auto_detect_ci: false}\nstate: {shared: true}\n",
      to: "config/execution_mode.yml")
    let token = "ghp_" + String(repeating: "aB3", count: 12)
    putLetter(Self.run, run: Self.run)
    let path = ".heal/outbox/\(Self.run).json"
    let text = try #require(attacked.folder.read(path))
    attacked.folder.write(
      text.replacing("\"tries\":0", with: "\"tries\":9223372036854775807")
        .replacing("\"started\":0", with: "\"started\":1e300")
        .replacing("@maintainers", with: token), to: path)
    let result = try await attacked.heal("issues", "flush")
    #expect(result.endedByItself, "\(result.printed)")
    #expect(!attacked.told.contains(token))
  }

  // MARK: Proposals

  @Test(arguments: [["./dbt", "build"], ["./uv", "run", "dbt", "build"]])
  func `hostile-proposal: the clone's own dbt is not started`(words: [String]) async throws {
    for name in ["dbt", "uv"] {
      attacked.folder.write("#!/bin/sh\ntouch \"$(dirname \"$0\")/PWNED\"\n", to: name, mode: 0o755)
    }
    attacked.outside.write("#!/bin/sh\nexit 1\n", to: "bin/dbt", mode: 0o755)
    let waiting = try await attacked.run("--mode", "human-in-loop")
    #expect(waiting.exit == .code(3), "\(waiting.printed)")
    let store = ProposalStore(HealFolder(project: attacked.folder.path))
    var proposal = try #require(store.all.proposals.first)
    proposal.command = words
    proposal.resumption.canRetry = false
    try store.write(proposal)
    let result = try await attacked.heal("approve", "\(proposal.id)", "--by", "Ann")
    #expect(result.endedByItself && result.exit != .code(0), "\(result.printed)")
    #expect(attacked.folder.read("PWNED") == nil)
  }

  // MARK: Links and other files

  @Test(arguments: [["lock"], ["green.json", "rejections.jsonl", ".gitignore", "history.db"]])
  func `a link in the folder has nothing written behind it`(names: [String]) async throws {
    let folder = TemporaryFolder()
    try Database(folder.path + "/other.db").execute("create table song (title text)")
    let bytes = try #require(FileSystem.read(folder.path + "/other.db"))
    attacked.folder.make(folder: ".heal")
    for target in ["other.db", "made"] {
      for name in names {
        let link = attacked.folder.path + "/.heal/" + name
        FileSystem.remove(link)
        #expect(unsafe symlink(folder.path + "/" + target, link) == 0)
      }
      let result = try await attacked.run()
      #expect(result.endedByItself && result.printed.contains("dbt failed"), "\(result.printed)")
      #expect(FileSystem.read(folder.path + "/other.db") == bytes)
      #expect(FileSystem.names(in: folder.path) == ["other.db"])
      _ = try await attacked.project.run(["undo"])
    }
  }

  @Test func `a FIFO in place of a file is not waited for`() async throws {
    for path in [
      ".claude/agent-notes.md", "profiles.yml", "packages.yml", "models/s.yml",
      "target/manifest.json", ".heal/green.json", ".heal/history.db", ".heal/rejections.jsonl",
      ".heal/outbox", ".heal/proposals", ".heal/.gitignore", "logs/fixes.log",
      "logs/pipeline_runs.log",
    ] {
      let file = attacked.folder.path + "/" + path
      try FileSystem.createFolder(FileSystem.parent(of: file))
      #expect(unsafe mkfifo(file, 0o644) == 0)
    }
    let result = try await attacked.run()
    #expect(result.exit == .code(0) && result.endedByItself, "\(result.printed)")
  }

  @Test(arguments: [".heal/lock", ".heal/runs"])
  func `nor where heal cannot do without it: dbt runs all the same`(path: String) async throws {
    attacked.folder.make(folder: ".heal")
    #expect(unsafe mkfifo(attacked.folder.path + "/" + path, 0o644) == 0)
    let result = try await attacked.run()
    #expect(result.exit == .code(1) && result.endedByItself, "\(result.printed)")
    #expect(result.printed.contains("only looked on"), "\(result.printed)")
  }

  @Test(arguments: ["FIFO", "folder", "link that leads nowhere"])
  func `a policy that cannot be read is an error, not the defaults`(kind: String) async throws {
    let path = attacked.folder.path + "/config/execution_mode.yml"
    FileSystem.remove(path)
    switch kind {
    case "FIFO": #expect(unsafe mkfifo(path, 0o644) == 0)
    case "folder": attacked.folder.make(folder: "config/execution_mode.yml")
    default: #expect(unsafe symlink("nowhere.yml", path) == 0)
    }
    let result = try await attacked.run()
    #expect(result.exit == .code(2), "\(result.printed)")
    #expect(result.printed.contains("execution_mode.yml"), "\(result.printed)")
  }

  @Test func `deep JSON in all that is kept is no crash`() async throws {
    let deep = String(repeating: "[", count: 200_000)
    let run = "runs/\(Self.run)/journal.jsonl"
    for name in [
      "green.json", "rejections.jsonl", "outbox/\(Self.run).json", "proposals/lusab-gutih.json",
      run,
    ] {
      attacked.folder.write(deep + "\n", to: ".heal/" + name)
    }
    attacked.folder.write("{\"nodes\":" + deep, to: "target/manifest.json")
    let result = try await attacked.run()
    #expect(result.exit == .code(0), "\(result.printed)")
    for words in [["proposals"], ["undo"], ["undo"], ["issues", "list"]] {
      #expect(try await attacked.project.run(words).endedByItself, "\(words)")
    }
  }

  @Test func `YAML that multiplies itself is no crash`() async throws {
    var text = "name: shop\na: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, last) in zip("bcdefghijkl", "abcdefghijk") {
      text +=
        "\(name): &\(name) [" + (1...9).map { _ in "*\(last)" }.joined(separator: ", ") + "]\n"
    }
    for file in ["dbt_project.yml", "models/s.yml", "profiles.yml", "packages.yml"] {
      attacked.folder.write(text, to: file)
    }
    let result = try await attacked.run()
    #expect(result.endedByItself && result.printed.contains("dbt failed"), "\(result.printed)")
  }
}
