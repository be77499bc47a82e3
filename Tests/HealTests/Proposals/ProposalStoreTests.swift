import HealEngine
import Testing

@testable import HealRunner

/// Proposals as they are kept and found again.
@Suite struct ProposalStoreTests {
  @Test func `the same failure and fix keep their name, run after run`() async throws {
    let shop = ProposalShop()
    let first = try await shop.run()
    let second = try await shop.run()
    #expect(first.proposalID == second.proposalID)
    let all = shop.store.all.proposals
    #expect(all.count == 1)
    #expect(all.map(\.run) == [second.run.description])
  }

  @Test func `a name is two words, and its beginning is enough`() async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    #expect(id.description.utf8.count == 11)
    #expect(ProposalID(id.description) == id)
    #expect(try shop.store.proposal("\(id.description.prefix(3).uppercased())").id == id)
    #expect(throws: RunnerError.proposal(.unknown("xyz", waiting: [id.description]))) {
      try shop.store.proposal("xyz")
    }
    #expect(throws: RunnerError.self) { try shop.store.proposal("") }
  }

  @Test func `a beginning that several names have is refused`() async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    var other = try shop.store.read(id)
    let name = "\(id.description.dropLast(1))\(id.description.hasSuffix("b") ? "d" : "b")"
    other.id = try #require(ProposalID(name))
    try shop.store.write(other)
    #expect(
      throws: RunnerError.proposal(
        .ambiguous(String(name.prefix(5)), [id.description, name].sorted()))
    ) { try shop.store.proposal(String(name.prefix(5))) }
  }

  @Test(arguments: ["{}", "no JSON", #"{"version": 2}"#, #"{"version": 1}"#, ""])
  func `what cannot be read says so and is left out`(text: String) async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    shop.dbt.folder.write(text, to: ".heal/proposals/\(id).json")
    let (proposals, problems) = shop.store.all
    #expect(proposals.isEmpty)
    #expect(problems.count == 1)
    await #expect(throws: RunnerError.self) { try await shop.approve(id) }
    #expect(shop.model == "select {{ emial }}\n")
  }

  @Test(arguments: [("\"start\":10", "\"start\":100"), ("\"start\":10", "\"start\":-7")])
  func `edits that do not fit are refused, not made`(old: String, new: String) async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    let path = ".heal/proposals/\(id).json"
    let text = try #require(shop.dbt.folder.read(path))
    #expect(text.contains(old))
    shop.dbt.folder.write(text.replacing(old, with: new), to: path)
    await #expect(throws: RunnerError.self) { try await shop.approve(id) }
    #expect(shop.model == "select {{ emial }}\n")
  }

  @Test func `a run that turns green without it makes a proposal pointless`() async throws {
    let shop = ProposalShop()
    let id = try #require(try await shop.run().proposalID)
    shop.dbt.folder.write("select {{ email }}\n", to: "models/a.sql")
    #expect(try await shop.run().status == .green)
    #expect(try shop.store.read(id).state.name == .superseded)
  }

  @Test func `the patch holds what git apply takes`() async throws {
    let shop = ProposalShop()
    let outcome = try await shop.run()
    let id = try #require(outcome.proposalID)
    let patch = try #require(shop.dbt.folder.read(".heal/proposals/\(id).patch"))
    #expect(patch == outcome.patch)
    let runner = CommandRunner(interruption: Interruption())
    let path = shop.dbt.folder.path
    let result = try await offPool {
      try runner.run(Command(["git", "apply", ".heal/proposals/\(id).patch"], folder: path))
    }
    #expect(result.isSuccess)
    #expect(shop.model == "select {{ mail }}\n")
  }

  @Test func `a dry run keeps nothing and logs nothing`() async throws {
    let shop = ProposalShop()
    let outcome = try await shop.dbt.heal { session in
      session.isDryRun = true
      session.settings.logging.pipelineRuns = "runs.log"
      session.settings.logging.errors = "errors.log"
      session.settings.logging.fixes = "fixes.log"
    }
    #expect(outcome.status == .notHealed)
    #expect(outcome.patch.contains("+select {{ mail }}"))
    #expect(shop.dbt.folder.read("runs.log") == nil)
    #expect(shop.dbt.folder.read("errors.log") == nil)
    #expect(
      FileSystem.names(in: shop.dbt.folder.path + "/.heal").sorted()
        == [".gitignore", "lock", "runs"])
    #expect(FileSystem.names(in: shop.dbt.folder.path + "/.heal/runs").isEmpty)
  }
}
