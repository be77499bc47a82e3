import HealEngine
import HealProject
import Platform
import Testing

@testable import HealRunner

/// `hostile-proposal`: a proposal of this machine whose file someone has changed before a person approves it.
@Suite struct ProposalAttackTests {
  private let shop = ProposalShop(first: "email")
  private var folder: TemporaryFolder { shop.dbt.folder }

  /// Approves the proposal of a run after it was changed, and gives how that ended; nil where it was refused.
  private func approve(_ change: (inout SavedProposal) -> Void) async throws -> Outcome? {
    #expect(try await shop.run().status == .waiting)
    var saved = try #require(shop.store.all.proposals.first)
    change(&saved)
    try shop.store.write(saved)
    let id = saved.id
    do {
      return try await shop.approve(id)
    } catch is RunnerError {
      return nil
    }
  }

  @Test func `an unchanged one is applied`() async throws {
    #expect(try await approve { _ in }?.status == .healed)
  }

  @Test(arguments: [
    ["touch", "PWNED"], ["./dbt", "deps"], ["sh", "-c", "touch PWNED"], ["bin/../dbt", "deps"],
    ["env", "touch", "PWNED"], ["dbt\u{0}", "deps"], ["DBT", "deps"], [""], [],
  ])
  func `hostile-proposal: a stored command of a fix is not run`(words: [String]) async throws {
    for name in ["dbt", "PWN"] {
      folder.write("#!/bin/sh\ntouch \"$(dirname \"$0\")/PWNED\"\n", to: name, mode: 0o755)
    }
    let outcome = try await approve { $0.fixes[0].actions.insert(.run(words: words), at: 0) }
    #expect(outcome?.status != .healed)
    #expect(folder.read("PWNED") == nil)
    #expect(shop.model == "select {{ emial }}\n")
  }

  @Test(arguments: [
    "../outside.sql", "/tmp/outside.sql", "models/../../outside.sql", ".git/config", ".heal/lock",
    "config/execution_mode.yml", "./config/execution_mode.yml", "rules/x.heal", "models/link.sql",
    "link/file.sql", "target/x.sql", "models/\u{0}a.sql", "models//a.sql", ".claude/agent-notes.md",
    "models/..", ".", "", String(repeating: "a", count: 5_000),
  ])
  func `hostile-proposal: a target that is not the project's text is not changed`(
    path: String
  ) async throws {
    let outside = TemporaryFolder()
    outside.write("evil\n", to: "file.sql")
    let open = [
      ".git/config", "rules/x.heal", "target/x.sql", ".claude/agent-notes.md",
      "config/execution_mode.yml",
    ]
    for name in open { folder.write("# evil\n", to: name) }
    #expect(
      unsafe symlink("../config/execution_mode.yml", folder.path + "/models/link.sql") == 0)
    #expect(unsafe symlink(outside.path, folder.path + "/link") == 0)
    let place = path.hasPrefix("/") ? path : folder.path + "/" + path
    let outcome = try await approve { saved in
      saved.fixes[0].actions = [
        .change(
          file: SavedChange(
            path: path, sha256: SHA256.hex(FileSystem.read(place) ?? []),
            edits: [.init(start: 0, end: 0, replacement: "evil")], diff: ""))
      ]
    }
    #expect(outcome?.status != .healed)
    for name in open { #expect(folder.read(name) == "# evil\n", "\(name)") }
    #expect(outside.tree.count == 1 && outside.read("file.sql") == "evil\n")
  }

  @Test(arguments: [
    (-1, 2), (5, 3), (0, Int.max), (Int.min, Int.max), (Int.max, Int.max), (1_000, 1_001),
  ])
  func `hostile-proposal: edits that do not fit are not made`(start: Int, end: Int) async throws {
    let outcome = try await approve { saved in
      guard case .change(var file)? = saved.fixes[0].actions.first else { return }
      file.edits = [.init(start: start, end: end, replacement: "evil")]
      saved.fixes[0].actions = [.change(file: file)]
      saved.fixes[0].stage = Int.min
    }
    #expect(outcome == nil)
    #expect(shop.model == "select {{ emial }}\n")
  }

  @Test func `hostile-proposal: edits that overlap, and failures that there are none of`()
    async throws
  {
    let outcome = try await approve { saved in
      guard case .change(var file)? = saved.fixes[0].actions.first else { return }
      file.edits = [
        .init(start: 0, end: 6, replacement: "evil"), .init(start: 3, end: 8, replacement: "evil"),
      ]
      saved.fixes[0].actions = [.change(file: file)]
      saved.fixes[0].failures = []
    }
    #expect(outcome?.status != .healed)
    #expect(shop.model == "select {{ emial }}\n")
  }
}
