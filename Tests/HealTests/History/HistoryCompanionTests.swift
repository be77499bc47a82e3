import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// Sessions that write their runs down.
@Suite struct HistoryCompanionTests {
  private static let misspelt = """
    [ $command = parse ] && exit 0
    if mentions emial models/a.sql; then
      fail model.a models/a.sql '"emial" not found in models/a.sql; try "mail" "email"'; exit 1
    fi
    if mentions "select mail" models/a.sql; then
      fail model.a models/a.sql '"mail" not found in models/a.sql; password=hunter2'; exit 1
    fi
    status model.a success
    """

  private func heal(_ dbt: FakeDbt, _ policy: Policy = Policy(mode: .autonomous)) async throws
    -> Outcome
  {
    try await dbt.heal(policy: policy) { session in
      session.companions = [HistoryCompanion { $0.replacing("hunter2", with: "***") }]
    }
  }

  private func runs(_ dbt: FakeDbt) throws -> [RunRecord] {
    try #require(try History.existing(in: HealFolder(project: dbt.folder.path))).runs(limit: 10)
  }

  @Test func `a green run is written down`() async throws {
    let dbt = FakeDbt("status model.a success")
    let outcome = try await heal(dbt)
    #expect(outcome.remarks.isEmpty)
    let run = try #require(try runs(dbt).first)
    #expect(run.id == outcome.run.description)
    #expect(run.status == .green && run.failed == nil && run.ended != nil && run.attempts == 1)
    #expect(run.failures.isEmpty && run.fixes.isEmpty)
  }

  @Test func `a healed run has its failures, its fixes and what became of them`() async throws {
    let dbt = FakeDbt(Self.misspelt)
    dbt.folder.write("select emial\n", to: "models/a.sql")
    #expect(try await heal(dbt).status == .healed)
    let run = try #require(try runs(dbt).first)
    #expect(run.status == .healed && run.timeToGreen != nil)
    #expect(run.fixes.map(\.verdict) == [.rolledBack, .verified])
    #expect(run.fixes.map(\.title) == ["Read mail for emial", "Read email for emial"])
    #expect(run.fixes.allSatisfy { $0.risk == "review" && $0.files == ["models/a.sql"] })
    #expect(run.fixes[0].reason == "what it wrote failed in its turn")
    #expect(run.fixes.allSatisfy { $0.approvedBy == nil })
    #expect(run.failures.first?.rule == "test.rule")
    #expect(run.failures.first?.summary.contains("emial") == true)
    #expect(run.failures.allSatisfy { !$0.isOpen })
    #expect(!"\(run)".contains("hunter2"))
  }

  /// Told of everything but the end, as when heal is killed right behind the journal's.
  private final class Killed: RunCompanion {
    private let history = HistoryCompanion { $0 }

    func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
      history.failed(run, diagnoses, &outcome)
    }

    func keeping(_ run: RunFacts, _ outcome: inout Outcome) { history.keeping(run, &outcome) }
  }

  private func healAndKill(_ dbt: FakeDbt) async throws -> Outcome {
    dbt.folder.write("select emial\n", to: "models/a.sql")
    return try await dbt.heal { $0.companions = [Killed()] }
  }

  @Test func `a kill behind the journal's end loses no fix from the history`() async throws {
    let dbt = FakeDbt(Self.misspelt)
    #expect(try await healAndKill(dbt).status == .healed)
    let run = try #require(try runs(dbt).first)
    #expect(run.status == .healed && run.ended != nil && run.failed != nil)
    #expect(run.fixes.map(\.verdict) == [.rolledBack, .verified])
    #expect(try await heal(dbt).status == .green)
    #expect(try runs(dbt).map(\.status) == [.green, .healed])
  }

  @Test func `a fix that the next start reverts is not in the history as healed`() async throws {
    let dbt = FakeDbt(Self.misspelt)
    let killed = try await healAndKill(dbt).run
    // As a kill leaves it right before the journal's end.
    let journal = ".heal/runs/\(killed)/journal.jsonl"
    let lines = try #require(dbt.folder.read(journal)).split(separator: "\n")
    dbt.folder.write(lines.dropLast().joined(separator: "\n") + "\n", to: journal)
    #expect(try await heal(dbt).status == .healed)
    let all = try runs(dbt)
    #expect(all.map(\.status) == [.healed, .cutShort])
    #expect(all.last?.fixes.map(\.verdict) == [.rolledBack, .withdrawn])
  }

  @Test func `a fix put back with its run is no evidence against it`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      fail model.a models/a.sql 'the column is gone'; exit 1
      """)
    dbt.folder.write("select emial\n", to: "models/a.sql")
    #expect(try await heal(dbt).status == .notHealed)
    let run = try #require(try runs(dbt).first)
    #expect(run.fixes.map(\.verdict) == [.withdrawn])
    #expect(run.failures.map(\.isOpen) == [false, true])
    #expect(run.failures.last?.rule == nil)
  }

  @Test func `what waits for a person is written down as that`() async throws {
    let dbt = FakeDbt(Self.misspelt)
    dbt.folder.write("select emial\n", to: "models/a.sql")
    #expect(try await heal(dbt, Policy(mode: .humanInLoop)).status == .waiting)
    let run = try #require(try runs(dbt).first)
    #expect(run.status == .waiting)
    #expect(run.fixes.map(\.verdict) == [.proposed])
    let waiting = WaitingProposal.all(in: HealFolder(project: dbt.folder.path))
    #expect(waiting.flatMap(\.fixes).map(\.rule) == run.fixes.map(\.rule))
  }

  @Test func `an interrupted run is written down`() async throws {
    let dbt = FakeDbt(Self.misspelt)
    dbt.folder.write("select emial\n", to: "models/a.sql")
    let interruption = Interruption()
    let outcome = try await dbt.heal(interruption: interruption) { session in
      session.companions = [HistoryCompanion { $0 }]
      let report = session.report
      session.report = { event in
        report(event)
        if case .applying = event { interruption.deliver(2) }
      }
    }
    #expect(outcome.status == .interrupted)
    #expect(try runs(dbt).map(\.status) == [.interrupted])
  }

  @Test func `a run that is killed after its failure is known to have been there`() throws {
    let folder = TemporaryFolder()
    let facts = RunFacts(
      run: RunID(at: .now), started: .now, project: .init(directory: folder.path),
      folder: HealFolder(project: folder.path), command: ["dbt", "build"], settings: Settings(),
      environment: [:])
    try facts.folder.create()
    var outcome = Outcome(status: .notHealed, run: facts.run, command: facts.command)
    HistoryCompanion { $0 }.failed(facts, [], &outcome)
    let history = try #require(try History.existing(in: facts.folder))
    #expect(try history.runs(limit: 1).map(\.status) == [.cutShort])
    HistoryCompanion { $0 }.ended(facts, &outcome)
    #expect(try history.runs(limit: 2).map(\.status) == [.notHealed])
  }

  @Test func `a damaged history is set aside and never stops a run`() async throws {
    let dbt = FakeDbt("status model.a success")
    let text = String(repeating: "no database ", count: 500)
    dbt.folder.write(text, to: ".heal/history.db")
    let outcome = try await heal(dbt)
    #expect(outcome.status == .green)
    #expect(outcome.remarks.count == 1)
    #expect(
      outcome.remarks.first?.contains("set aside") == true
        || outcome.remarks.first?.contains("kept as") == true)
    #expect(try runs(dbt).count == 1)
    let names = FileSystem.names(in: dbt.folder.path + "/.heal")
    let aside = try #require(names.first { $0.hasPrefix("history.db.damaged-") })
    #expect(dbt.folder.read(".heal/" + aside) == text)
  }

  @Test func `a newer history is left alone and never stops a run`() async throws {
    let dbt = FakeDbt("status model.a success")
    let folder = HealFolder(project: dbt.folder.path)
    try folder.create()
    let later = HistorySchema(steps: HistorySchema.current.steps + ["create table mood (of text)"])
    _ = try History(path: folder.history, schema: later)
    let before = try #require(FileSystem.read(folder.history))
    let outcome = try await heal(dbt)
    #expect(outcome.status == .green)
    #expect(outcome.remarks.first?.contains("newer heal") == true)
    #expect(FileSystem.read(folder.history) == before)
  }
}
