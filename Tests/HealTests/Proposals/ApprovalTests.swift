import HealEngine
import HealProject
import Platform
import Testing

@testable import HealRunner

/// Going on, later and in another process, from fixes that waited for a person.
@Suite struct ApprovalTests {
  @Test func `what is approved is applied, checked and resumed`() async throws {
    let shop = ProposalShop(first: "email")
    let waiting = try await shop.run()
    #expect(waiting.status == .waiting)
    let id = try #require(waiting.proposalID)
    let outcome = try await shop.approve(id)
    #expect(outcome.status == .healed)
    #expect(outcome.approvedBy == "Ann")
    #expect(outcome.fixes.map(\.title) == ["Read email for emial"])
    #expect(shop.model == "select {{ email }}\n")
    // The failed run's state was untouched, so it is gone on from.
    #expect(shop.dbt.calls == ["build", "parse", "retry"])
    let state = try shop.store.read(id).state
    #expect(state.name == .applied)
    #expect(state.by == "Ann")
    #expect(state.run == outcome.run.description)
  }

  @Test func `an approved run is undone as any other`() async throws {
    let shop = ProposalShop(first: "email")
    let before = shop.dbt.folder.tree
    let id = try #require(try await shop.run().proposalID)
    #expect(try await shop.approve(id).status == .healed)
    _ = try undo(nil, in: ProjectTree(root: shop.dbt.folder.path))
    #expect(shop.dbt.folder.tree == before)
    // What was undone may be approved again.
    #expect(try await shop.approve(id).status == .healed)
  }

  @Test(arguments: ["target/run_results.json", "models/other.sql", "macros/new.sql"])
  func `the command starts anew where its state or the project was touched`(
    file: String
  ) async throws {
    let shop = ProposalShop(first: "email")
    let id = try #require(try await shop.run().proposalID)
    shop.dbt.folder.write("select 1\n", to: file)
    #expect(try await shop.approve(id).status == .healed)
    #expect(shop.dbt.calls == ["build", "parse", "build"])
  }

  @Test func `a file that moved on is left alone`() async throws {
    let shop = ProposalShop(first: "email")
    let id = try #require(try await shop.run().proposalID)
    shop.dbt.folder.write("select {{ emial }} -- mine\n", to: "models/a.sql")
    await #expect(throws: RunnerError.proposal(.stale(id, paths: ["models/a.sql"]))) {
      try await shop.approve(id)
    }
    #expect(shop.model == "select {{ emial }} -- mine\n")
    #expect(shop.dbt.calls == ["build"])
    #expect(try shop.store.read(id).state.name == .waiting)
    #expect(
      try shop.store.read(id).moved(in: ProjectTree(root: shop.dbt.folder.path)) == ["models/a.sql"]
    )
  }

  @Test func `a fix in vain is put back, and the next one waits`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      for name in emial mail; do
        if mentions "select {{ $name }}" models/a.sql; then
          fail model.a models/a.sql "\\"$name\\" not found in models/a.sql; try \\"mail\\" \\"email\\""; exit 1
        fi
      done
      results
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let store = ProposalStore(HealFolder(project: dbt.folder.path))
    let first = try #require(try await dbt.heal(policy: Policy()).proposalID)
    let approve = { (id: ProposalID) in
      try await dbt.heal(policy: Policy()) { $0.approval = Approval(id: id, by: "Ann") }
    }
    let outcome = try await approve(first)
    #expect(outcome.status == .waiting)
    #expect(outcome.exitCode == 3)
    #expect(dbt.folder.tree == before)
    let second = try #require(outcome.proposalID)
    #expect(second != first)
    #expect(outcome.proposed.map(\.title) == ["Read email for emial"])
    #expect(try store.read(first).state.successor == second)
    #expect(try await approve(second).status == .healed)
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }}\n")
  }

  @Test func `what lies behind waits together with what held`() async throws {
    let shop = ProposalShop(first: "email")
    shop.dbt.folder.write("select {{ emial }}, totl\n", to: "models/a.sql")
    let before = shop.dbt.folder.tree
    let first = try #require(try await shop.run().proposalID)
    let outcome = try await shop.approve(first)
    #expect(outcome.status == .waiting)
    #expect(shop.dbt.folder.tree == before)
    let both = try shop.store.read(try #require(outcome.proposalID))
    #expect(both.fixes.map(\.title) == ["Read email for emial", "Read total for totl"])
    #expect(both.fixes.map(\.stage) == [1, 2])
    #expect(both.fixes.map(\.hasHeld) == [true, false])
    #expect(both.patch.contains("+select {{ email }}, total"))
    #expect(!both.patch.contains("+select {{ email }}, totl"))
    #expect(try await shop.approve(both.id).status == .healed)
    #expect(shop.model == "select {{ email }}, total\n")
  }

  @Test func `a run that does not turn green leaves nothing behind`() async throws {
    let shop = ProposalShop(
      first: "email",
      before: "if mentions email models/a.sql; then fail model.b models/b.sql 'gone'; exit 1; fi")
    shop.dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = shop.dbt.folder.tree
    let id = try #require(try await shop.run().proposalID)
    let outcome = try await shop.approve(id)
    #expect(outcome.status == .notHealed)
    #expect(shop.dbt.folder.tree == before)
    #expect(outcome.putBack.map(\.reason) == ["the run did not turn green"])
    // It held, so it waits again: someone may mend the rest.
    #expect(outcome.proposalID == id)
    #expect(try shop.store.read(id).fixes.map(\.hasHeld) == [true])
  }

  @Test func `an edit that dbt cannot read is put back`() async throws {
    let dbt = FakeDbt(
      """
      if mentions email models/a.sql; then broken 'no such thing'; exit 2; fi
      fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let id = try #require(try await dbt.heal(policy: Policy()).proposalID)
    let outcome = try await dbt.heal(policy: Policy()) {
      $0.approval = Approval(id: id, by: "Ann")
    }
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.tree == before)
    #expect(dbt.calls == ["build", "parse"])
    let state = try ProposalStore(HealFolder(project: dbt.folder.path)).read(id).state
    #expect(state.name == .putBack)
    #expect(state.because == "with it dbt could not read the project")
  }

  @Test func `an interruption puts everything back and the proposal waits on`() async throws {
    let shop = ProposalShop(first: "email")
    let before = shop.dbt.folder.tree
    let id = try #require(try await shop.run().proposalID)
    let interruption = Interruption()
    let outcome = try await shop.dbt.heal(policy: Policy(), interruption: interruption) { session in
      session.approval = Approval(id: id, by: "Ann")
      session.onStep = { if $0 == .replaced { interruption.deliver(SIGINT) } }
    }
    #expect(outcome.status == .interrupted)
    #expect(shop.dbt.folder.tree == before)
    #expect(try shop.store.read(id).state.name == .waiting)
  }

  @Test func `what may destroy is done when a person approves it`() async throws {
    let dbt = FakeDbt(
      """
      if [ "$*" = "run --full-refresh" ]; then : > target/rebuilt; exit 0; fi
      if [ -e target/rebuilt ]; then results; status model.a success; exit 0; fi
      fail model.a models/a.sql 'drop me'; exit 1
      """)
    let id = try #require(try await dbt.heal().proposalID)
    #expect(dbt.calls == ["build"])
    let outcome = try await dbt.heal { $0.approval = Approval(id: id, by: "Ann") }
    #expect(outcome.status == .healed)
    #expect(dbt.calls.contains("run --full-refresh"))
    let count = dbt.calls.count
    await #expect(throws: RunnerError.self) {
      try await dbt.heal { $0.approval = Approval(id: id, by: "Ann") }
    }
    #expect(dbt.calls.count == count)
  }

  @Test func `a command that the policy has forbidden since is not run`() async throws {
    let shop = ProposalShop(first: "email")
    let id = try #require(try await shop.run().proposalID)
    let strict = Policy(maxFiles: 0)
    await #expect {
      try await shop.approve(id, policy: strict)
    } throws: { error in
      if case .proposal(.forbidden(id, _, _)) = error as? RunnerError { true } else { false }
    }
    #expect(shop.model == "select {{ emial }}\n")
  }

  @Test func `where heal is stopped nothing is applied, and the proposal waits on`() async throws {
    let shop = ProposalShop(first: "email")
    let id = try #require(try await shop.run().proposalID)
    shop.dbt.folder.write("", to: ".heal/STOP")
    let outcome = try await shop.approve(id)
    #expect(outcome.status == .notHealed)
    #expect(shop.model == "select {{ emial }}\n")
    #expect(shop.dbt.calls == ["build"])
    #expect(try shop.store.read(id).state.name == .waiting)
  }

  @Test func `companions hear of the failure that was approved to be healed`() async throws {
    let shop = ProposalShop(first: "email")
    let id = try #require(try await shop.run().proposalID)
    let listener = Listener()
    #expect(try await shop.approve(id) { $0.companions = [listener] }.status == .healed)
    #expect(listener.heard == ["begin", "failed model.a", "ended healed"])
  }
}

/// Notes what a session tells its companions.
private final class Listener: RunCompanion, @unchecked Sendable {
  private(set) var heard: [String] = []

  func begin(_ run: RunFacts) { heard.append("begin") }

  func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
    heard.append("failed \(diagnoses.map(\.failure.id).joined())")
  }

  func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    heard.append("ended \(outcome.status.rawValue)")
  }
}
