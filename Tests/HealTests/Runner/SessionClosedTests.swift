import HealEngine
import HealLanguage
import HealProject
import Platform
import Testing

@testable import HealRunner

/// What is closed to fixes at run time, and a policy that only observes.
@Suite struct SessionClosedTests {
  /// A project that fails over a name in a file.
  private func shop(_ file: String) -> FakeDbt {
    let dbt = FakeDbt(
      """
      if mentions emial \(file); then
        fail model.a models/a.sql "\\"emial\\" not found in \(file); try \\"email\\""; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("{{ emial }}\n", to: file)
    dbt.folder.write("select 1\n", to: "models/a.sql")
    return dbt
  }

  @Test(arguments: ["profiles.yml", "conf/Profiles.yml", ".github/workflows/dbt.yml", "Makefile"])
  func `no mode and no flag changes a closed file without a person`(file: String) async throws {
    for mode in [Policy.Mode.autonomous, .autonomousCI, .humanInLoop] {
      let dbt = shop(file)
      let before = dbt.folder.read(file)
      let outcome = try await dbt.heal(policy: Policy(mode: mode, minConfidence: 0)) {
        $0.approvesReview = true
      }
      #expect(outcome.status != .healed)
      #expect(dbt.folder.read(file) == before)
      #expect(dbt.calls == ["build"])
    }
  }

  @Test func `it is proposed with its reason`() async throws {
    let outcome = try await shop("profiles.yml").heal()
    #expect(outcome.status == .waiting)
    #expect(outcome.proposed.count == 1)
    #expect(
      outcome.refused.map(\.reason) == [
        "a person decides, since `profiles.yml` says where dbt connects or writes"
      ])
  }

  @Test(arguments: ["config/execution_mode.yml", "rules/shop.heal", ".claude/agent-notes.md"])
  func `heal's own files are not changed even by a person's yes`(file: String) async throws {
    for mode in [Policy.Mode.autonomous, .humanInLoop] {
      let dbt = shop(file)
      let outcome = try await dbt.heal(policy: Policy(mode: mode, minConfidence: 0)) {
        $0.approver = Agreeing()
        $0.approvesReview = true
      }
      #expect(outcome.status == .notHealed)
      #expect(outcome.proposed == [])
      #expect(dbt.folder.read(file) == "{{ emial }}\n")
    }
  }

  @Test func `what a project calls its policy, notes, rules and profile is closed too`() async throws
  {
    for file in ["ops/policy.yml", "docs/notes.md", "more/a.txt", "dbt/prod.yml"] {
      let dbt = shop(file)
      dbt.folder.make(folder: "conf")
      #expect(
        unsafe symlink("../dbt/prod.yml", dbt.folder.path + "/conf/profiles.yml") == 0)
      let outcome = try await dbt.heal(policy: Policy(mode: .autonomous, minConfidence: 0)) {
        $0.settings.file = dbt.folder.path + "/ops/policy.yml"
        $0.settings.notes.path = "docs/notes.md"
        $0.rulePaths = ["more"]
        $0.environment["DBT_PROFILES_DIR"] = "conf"
      }
      #expect(outcome.status != .healed, "\(file)")
      #expect(dbt.folder.read(file) == "{{ emial }}\n", "\(file)")
    }
  }

  @Test func `the target is found as dbt finds it`() throws {
    let folder = TemporaryFolder()
    func target(_ profile: String, _ words: [String] = [], _ environment: [String: String] = [:])
      throws -> String?
    {
      folder.write(profile, to: "profiles.yml")
      var project = DbtProject(directory: folder.path)
      project.profile = "shop"
      let command = try #require(DbtCommand(["dbt", "build"] + words))
      return DbtProfile(
        command, project: project, environment: environment, folder: folder.path
      ).target
    }
    #expect(try target("shop: {target: prod}") == "prod")
    #expect(try target("shop: {target: prod}", ["--target", "dev"]) == "dev")
    #expect(try target("shop: {target: prod}", ["-t", "dev"]) == "dev")
    #expect(try target("shop: {target: prod}", [], ["DBT_TARGET": "ci"]) == "ci")
    #expect(try target("shop: {outputs: {}}") == "default")
    #expect(try target("till: {target: prod}") == nil)
    #expect(try target("till: {target: x}\nshop: {target: y}", ["--profile", "till"]) == "x")
    let variable = #"shop: {target: "{{ env_var('T', 'dev') }}"}"#
    #expect(try target(variable) == "dev")
    #expect(try target(variable, [], ["T": "prod"]) == "prod")
    #expect(try target(#"shop: {target: "{{ env_var('T') }}"}"#) == nil)
    #expect(try target(#"shop: {target: "{{ x }}"}"#) == nil)
  }

  @Test func `the policy asks to propose for a target`() async throws {
    let dbt = shop("models/b.sql")
    let outcome = try await dbt.heal("build", "--target", "prod") {
      $0.settings.policy.propose.targets = [Glob("prod")].compactMap(\.self)
    }
    #expect(outcome.status == .waiting)
    #expect(
      outcome.refused.map(\.reason) == ["the policy asks to propose fixes for target prod"])
    let other = try await shop("models/b.sql").heal("build", "--target", "dev") {
      $0.settings.policy.propose.targets = [Glob("prod")].compactMap(\.self)
    }
    #expect(other.status == .healed)
  }

  // MARK: Observing

  @Test func `observing shows what would be done, and changes nothing`() async throws {
    let dbt = shop("models/b.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal(policy: Policy(mode: .observe)) {
      $0.settings.history.recordColumns = .onChange
      $0.settings.commit.strategy = .direct
      $0.approver = Agreeing()
    }
    #expect(outcome.status == .observed)
    #expect(outcome.exitCode == 1)
    #expect(dbt.calls == ["build"])
    #expect(dbt.folder.tree == before)
    #expect(outcome.wouldApply.map(\.title) == ["Read email for emial"])
    #expect(outcome.wouldApply[0].files[0].diff.contains("+{{ email }}"))
    #expect(outcome.patch.contains("+{{ email }}"))
    #expect(outcome.proposed == [])
    #expect(outcome.proposal == nil)
    #expect(!FileSystem.exists(dbt.folder.path + "/.heal/proposals"))
  }

  @Test func `it says what would be proposed`() async throws {
    let outcome = try await shop("profiles.yml").heal(policy: Policy(mode: .observe))
    #expect(outcome.status == .observed)
    #expect(outcome.wouldApply == [])
    #expect(outcome.proposed.map(\.title) == ["Read email for emial"])
    #expect(outcome.proposalID == nil)
  }

  @Test func `a wait is not waited for`() async throws {
    let dbt = FakeDbt("fail model.a models/a.sql 'lost connection'; exit 1")
    let outcome = try await dbt.heal(policy: Policy(mode: .observe))
    #expect(outcome.wouldApply.map(\.title) == ["Wait"])
    #expect(dbt.waits == [])
    #expect(dbt.calls == ["build"])
  }

  @Test func `a green run is green`() async throws {
    let outcome = try await FakeDbt("status model.a success").heal(policy: Policy(mode: .observe))
    #expect(outcome.status == .green)
    #expect(outcome.exitCode == 0)
  }
}

/// Says yes to everything.
private struct Agreeing: Approver {
  func decide(_ proposal: Proposal) -> Answer { .yes }
}
