import HealEngine
import HealLanguage
import Testing

@testable import HealRunner

/// What the history says of rules: counts, demotion, budget.
@Suite struct RuleStandingTests {
  private let folder = TemporaryFolder()
  private let rule = "duckdb.column_not_found"

  /// One run a fix, in the order of time.
  private func history(_ fixes: [FixRecord]) throws -> History {
    let runs = fixes.enumerated().map { index, fix in
      SampleRuns.run(
        "r\(index)", .healed, daysAgo: Double(fixes.count - index),
        failures: [SampleRuns.failure()], fixes: [fix])
    }
    // Written in another order than they happened in, as an import does.
    return try History.holding(runs.reversed(), in: folder)
  }

  @Test func `fixes are counted by what became of them`() throws {
    let history = try history(
      [.verified, .verified, .withdrawn, .proposed, .refused].map { SampleRuns.fix($0) })
    let standing = try #require(try history.standings().first)
    #expect(standing.rule == rule)
    #expect(
      [standing.seen, standing.applied, standing.verified, standing.rolledBack, standing.withdrawn]
        == [5, 3, 2, 0, 1])
    #expect(standing.authored == 0.85)
    #expect(!standing.isDemoted)
    #expect(standing.measured == measuredConfidence(authored: 0.85, verified: 2, rolledBack: 0))
  }

  @Test func `a rule that was rolled back is demoted until people have approved enough`() throws {
    let bad = SampleRuns.fix(.rolledBack)
    let alone = SampleRuns.fix(.verified)
    let approved = SampleRuns.fix(.verified, by: "Ada")
    let stories: [([FixRecord], Bool)] = [
      ([alone], false), ([alone, bad], true), ([bad, alone, alone, alone, alone], true),
      ([bad, approved, approved], true), ([bad, approved, approved, approved], false),
      ([bad, approved, approved, approved, bad], true),
      ([approved, approved, approved, bad], true),
      ([bad, approved, SampleRuns.fix(.withdrawn), approved, approved], false),
    ]
    for (story, isDemoted) in stories {
      let folder = TemporaryFolder()
      let runs = story.enumerated().map {
        SampleRuns.run("r\($0)", .healed, daysAgo: Double(20 - $0), fixes: [$1])
      }
      let history = try History.holding(runs, in: folder)
      let record = try history.trackRecords(authored: [rule: 0.9])[rule]
      #expect(record?.isDemoted == isDemoted, "\(story.map(\.verdict))")
    }
  }

  @Test func `a track record has every rule that was asked for`() throws {
    let records = try history([SampleRuns.fix(.rolledBack)]).trackRecords(
      authored: [rule: 0.9, "shop.fresh": 0.9])
    #expect(records["shop.fresh"] == TrackRecord(measuredConfidence: 0.9, isDemoted: false))
    #expect(try #require(records[rule]).measuredConfidence < 0.8)
    #expect(records.count == 2)
  }

  @Test func `the authored number is the highest of a rule's`() {
    let text = """
      category SHOP "Our own."
      rule shop.late {
        category SHOP
        match 'late'
        fix "Wait" { retry after 1s; confidence 70% }
        fix "Wait longer" { retry after 2s; confidence 90% }
      }
      rule shop.gone { category SHOP; match 'gone'; advise "Ask the shop" }
      """
    let compilation = compile([Source(name: "shop.heal", text: text)])
    #expect(!compilation.hasErrors)
    #expect(compilation.rules.authoredConfidence == ["shop.late": 0.9])
  }

  @Test func `the budget counts what heal applied by itself`() throws {
    let history = try history([
      SampleRuns.fix(.verified), SampleRuns.fix(.verified, by: "Ada"),
      SampleRuns.fix(.rolledBack), SampleRuns.fix(.proposed), SampleRuns.fix(.refused),
    ])
    #expect(try history.fixesApplied(since: Timestamp(seconds: 0)) == 2)
    let twoDaysAgo = Timestamp(seconds: SampleRuns.now.seconds - 2.5 * 86_400)
    #expect(try history.fixesApplied(since: twoDaysAgo) == 0)
  }

  @Test func `a cause is counted once a run that ended`() throws {
    let fingerprint = try #require(Fingerprint("0123456789abcdef"))
    let history = try History.holding(
      [
        SampleRuns.run("a", .notHealed, failures: [SampleRuns.failure()]),
        SampleRuns.run("b", .healed, failures: [SampleRuns.failure()]),
        SampleRuns.run("c", .cutShort, failures: [SampleRuns.failure()]),
        SampleRuns.run("d", .healed, failures: [SampleRuns.failure("fedcba9876543210")]),
      ], in: folder)
    #expect(try history.failuresSeen(fingerprint) == 2)
  }

  @Test func `what a person took back did not hold`() throws {
    let history = try History(path: folder.path + "/history.db")
    var run = SampleRuns.run("a", .healed, fixes: [SampleRuns.fix(.verified)])
    run.machine = try #require(history.machine)
    try history.record(run)
    try history.recordUndo(of: "a")
    #expect(try history.trackRecords(authored: [rule: 0.9])[rule]?.isDemoted == true)
    #expect(try history.runs(limit: 1)[0].fixes[0].reason == "taken back by heal undo")
  }

  @Test func `failures that no rule knows are told, the most frequent first`() throws {
    let history = try History.holding(
      [
        SampleRuns.run(
          "a", .notHealed, daysAgo: 3, failures: [SampleRuns.failure("aa", rule: nil)]),
        SampleRuns.run(
          "b", .notHealed, daysAgo: 2, failures: [SampleRuns.failure("bb", rule: nil)]),
        SampleRuns.run(
          "c", .notHealed, daysAgo: 1, failures: [SampleRuns.failure("bb", rule: nil)]),
        // A rule was written since.
        SampleRuns.run("d", .healed, failures: [SampleRuns.failure("aa")]),
      ], in: folder)
    let unknown = try history.unknownFailures(limit: 10)
    #expect(unknown.map(\.fingerprint) == ["bb"])
    #expect(unknown.first?.runs == 2)
  }
}
