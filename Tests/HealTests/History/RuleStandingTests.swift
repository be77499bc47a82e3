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

  /// Two fixes of the rule, one of which ``SampleRuns`` has applied.
  private let rules = compile([
    Source(
      name: "shop.heal",
      text: """
        category SCHEMA "Our own."
        rule duckdb.column_not_found {
          category SCHEMA
          match 'Column "<column>" not found; try "<better>" in "<name>"'
          fix "Read ${better} where ${name} reads ${column}" { retry after 1s; confidence 90% }
          fix "Wait for ${column}" { retry after 2s; confidence 90% }
        }
        """)
  ]).rules
  private let reading = FixName(
    rule: "duckdb.column_not_found", title: "Read ${better} where ${name} reads ${column}")

  @Test func `a fix is demoted for itself, and its rule's other fixes are not`() throws {
    let history = try history([SampleRuns.fix(.rolledBack)])
    let records = try history.trackRecords(of: rules)
    #expect(records[reading]?.isDemoted == true)
    #expect(records[FixName(rule: rule, title: "Wait for ${column}")]?.isDemoted == false)
    #expect(try history.standings().first?.demotedFixes == [reading.title])
  }

  @Test func `what an earlier heal recorded by its title is known by it`() throws {
    let bad = SampleRuns.fix(.rolledBack, template: nil)
    let other = SampleRuns.fix(.rolledBack, title: "Nobody offers this", template: nil)
    let history = try history([bad, other])
    #expect(try history.trackRecords(of: rules)[reading]?.isDemoted == true)
    #expect(
      try history.standings().first?.demotedFixes == ["Nobody offers this", reading.title])
  }

  @Test(arguments: [
    ("Read a where b reads c", true), ("Read a where b", false), ("Read  where  reads ", true),
    ("read a where b reads c", false), ("Read a where b reads c where d reads e", true),
  ]) func `a template fits what can have come of it`(title: String, fits: Bool) throws {
    #expect(try #require(rules.rules.first?.fixes.first).title.fits(title) == fits)
  }

  @Test func `a fix that was rolled back is demoted until people have approved enough`() throws {
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
      let record = try history.trackRecords(of: rules)[reading]
      #expect(record?.isDemoted == isDemoted, "\(story.map(\.verdict))")
    }
  }

  @Test func `a track record has every rule that was asked for`() throws {
    let records = try history([SampleRuns.fix(.rolledBack)]).trackRecords(of: rules)
    let fresh = TrackRecord(measuredConfidence: 0.9, isDemoted: false)
    #expect(records[FixName(rule: rule, title: "Wait for ${column}")] == fresh)
    #expect(try #require(records[reading]).measuredConfidence < 0.8)
    #expect(records.count == 2)
  }

  @Test func `the authored number is the highest of a fix`() {
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
    #expect(
      compilation.rules.authoredConfidence == [
        FixName(rule: "shop.late", title: "Wait"): 0.7,
        FixName(rule: "shop.late", title: "Wait longer"): 0.9,
      ])
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

  @Test(arguments: [nil, "it reads another column"])
  func `what a person reverts counts with a reason only`(reason: String?) throws {
    let history = try History(path: folder.path + "/history.db")
    var run = SampleRuns.run("a", .healed, fixes: [SampleRuns.fix(.verified)])
    run.machine = try #require(history.machine)
    try history.record(run)
    try history.recordUndo(of: "a", because: reason)
    #expect(try history.trackRecords(of: rules)[reading]?.isDemoted == (reason != nil))
    let fix = try history.runs(limit: 1)[0].fixes[0]
    #expect(fix.verdict == (reason == nil ? .withdrawn : .rolledBack))
    #expect(fix.reason == "reverted by heal undo" + (reason.map { ": \($0)" } ?? ""))
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
