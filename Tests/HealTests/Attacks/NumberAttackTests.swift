import HealLanguage
import HealProject
import SQLite
import Testing

@testable import HealRunner

/// Numbers of users, of other machines and of hostile files: an error or a bound, never a trap.
@Suite struct NumberAttackTests {
  private let attacked = AttackedProject(mode: "human-in-loop")

  @Test func `a fix of a proposal has a number from 1`() async throws {
    #expect(try await attacked.run().exit == .code(3))
    let store = ProposalStore(HealFolder(project: attacked.folder.path))
    let id = try #require(store.all.proposals.first?.id)
    for number in [Int.min, -1, 0, 2, Int.max] {
      let result = try await attacked.heal(
        "reject", "\(id)", "--because", "x", "--fix=\(number)")
      #expect(result.exit == .code(2), "\(result.printed)")
      #expect(result.printed.contains("has no fix \(number)"), "\(result.printed)")
    }
    #expect(try store.read(id).state.isOpen)
  }

  @Test func `a time to wait is one that the policy accepts too`() async throws {
    for seconds in ["nan", "inf", "-inf", "-1", "1e300", "86401"] {
      for words in [["undo"], ["issues", "flush"], ["run"]] {
        let result = try await attacked.project.run(words + ["--lock-timeout=\(seconds)"])
        #expect(result.exit == .code(2), "\(words): \(result.printed)")
        #expect(result.printed.contains("86400"), "\(result.printed)")
      }
    }
    #expect(!FileSystem.exists(attacked.folder.path + "/target"))
  }

  @Test func `a count of runs or jobs is a bound`() async throws {
    for count in ["0", "-1", "\(Int.min)", "\(Int.max)", "99999999999999999999"] {
      for words in [["history", "--limit=\(count)"], ["test", "--jobs=\(count)", "rules"]] {
        #expect(try await attacked.project.run(words).endedByItself, "\(words)")
      }
    }
  }

  @Test(arguments: ["9e999", "-9e999", "1e300", "-1e300", "1e18"])
  func `a history of others may hold any time`(seconds: String) async throws {
    let path = attacked.folder.path + "/other.db"
    let record = SampleRuns.run(
      "20261101-000000-abcd", .healed, failures: [SampleRuns.failure()],
      fixes: [SampleRuns.fix(.verified)])
    try History(path: path).record(record)
    try Database(path).execute(
      """
      update run set started = \(seconds), failed = \(seconds), ended = \(seconds),
        dbt = \(seconds), diagnosis = 0 - \(seconds), edit = \(seconds), verify = 0,
        wait = \(seconds), attempts = \(Int.max), issue = \(Int.min);
      update failure set attempt = -\(Int.max);
      update fix set attempt = \(Int.max), confidence = \(seconds);
      """)
    let commands = [
      ["history", "import", "other.db"], ["history"], ["history", "--output-format", "json"],
      ["stats"], ["report"],
    ]
    for words in commands {
      let result = try await attacked.project.run(words)
      #expect(result.exit == .code(0), "\(words): \(result.printed)")
    }
  }

  @Test func `a moment lies between the years 1 and 9999`() {
    #expect(Timestamp(seconds: .nan).iso8601 == "1970-01-01T00:00:00.000Z")
    #expect(Timestamp(seconds: .infinity).shown == "9999-12-31 23:59")
    #expect(Timestamp(seconds: -1e300).shown == "01-01-01 00:00")
  }
}
