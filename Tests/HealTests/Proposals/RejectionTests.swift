import HealEngine
import Testing

@testable import HealRunner

/// What people have said no to.
@Suite struct RejectionTests {
  @Test func `a rejected fix is never proposed again, and the next best is`() async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    _ = try shop.store.reject(id, by: "Ann", because: "mail is another thing")
    let outcome = try await shop.run()
    #expect(outcome.proposed.map(\.title) == ["Read email for emial"])
    #expect(outcome.proposalID != id)
    #expect(
      outcome.openDiagnoses.flatMap(\.withheld).map(\.reason)
        == ["rejected by Ann: mail is another thing"])
    // Nor does heal apply it by itself.
    #expect(try await shop.dbt.heal().fixes.map(\.title) == ["Read email for emial"])
  }

  @Test func `lines added above make no other fix of it`() async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    _ = try shop.store.reject(id, by: "Ann", because: "no")
    shop.dbt.folder.write("-- a remark\nselect {{ emial }}\n", to: "models/a.sql")
    #expect(try await shop.run().proposed.map(\.title) == ["Read email for emial"])
  }

  @Test func `when all are rejected nothing waits`() async throws {
    let shop = ProposalShop(first: "email")
    let id = try #require(try await shop.run().proposalID)
    _ = try shop.store.reject(id, by: "Ann", because: "no")
    let outcome = try await shop.run()
    #expect(outcome.status == .notHealed)
    #expect(outcome.proposalID == nil)
  }

  @Test func `a rejection can be taken back`() async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    _ = try shop.store.reject(id, by: "Ann", because: "no")
    await #expect(throws: RunnerError.self) { try await shop.approve(id) }
    #expect(try shop.store.takeBackRejection(of: id).state.name == .waiting)
    #expect(try await shop.run().proposalID == id)
  }

  @Test func `of two fixes one can be rejected`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      bad=0
      for name in a b; do
        if mentions emial models/$name.sql; then
          fail model.$name models/$name.sql "\\"emial\\" not found in models/$name.sql; try \\"email\\""; bad=1
        else status model.$name success; fi
      done
      exit $bad
      """)
    dbt.folder.write("select {{ emial }} a\n", to: "models/a.sql")
    dbt.folder.write("select {{ emial }} b\n", to: "models/b.sql")
    let outcome = try await dbt.heal(policy: Policy())
    #expect(outcome.proposed.count == 2)
    let store = ProposalStore(HealFolder(project: dbt.folder.path))
    let id = try #require(outcome.proposalID)
    #expect(throws: RunnerError.proposal(.noSuchFix(id, 3, of: 2))) {
      try store.reject(id, only: 3, by: "Ann", because: "no")
    }
    _ = try store.reject(id, only: 2, by: "Ann", because: "no")
    let next = try await dbt.heal(policy: Policy())
    #expect(next.proposed.flatMap(\.files).map(\.path) == ["models/a.sql"])
  }
}
