import HealProject
import Testing

@testable import HealRunner

/// What heal does when someone else works on the project during a run.
struct WorldWatchTests {
  /// Shell text that commits something beside heal.
  static let commit = """
    git -c user.name=Eve -c user.email=eve@example.com commit --quiet --allow-empty -m Other
    """

  @Test(arguments: [CommitSettings.Strategy.none, .direct])
  func `HEAD that moves while a fix is tried`(strategy: CommitSettings.Strategy) async throws {
    let project = try await GitProject.committed(green: Self.commit)
    let outcome = try await project.heal(strategy)
    #expect(outcome.status == .notHealed && outcome.commit == nil)
    #expect(outcome.remarks.first?.hasPrefix("HEAD has moved from main at ") == true)
    #expect(outcome.putBack.count == 1 && outcome.proposal != nil)
    #expect(project.model == GitProject.broken)
    #expect(try await project.git("log", "-1", "--format=%s") == "Other\n")
  }

  @Test func `HEAD that moves before anything was tried`() async throws {
    let project = try await GitProject.committed(
      always: "[ $command = build ] && { \(Self.commit); }")
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .notHealed)
    #expect(outcome.remarks.first?.hasPrefix("HEAD has moved") == true)
    #expect(outcome.putBack == [] && project.dbt.calls == ["build"])
    #expect(project.model == GitProject.broken)
  }

  @Test func `another branch of the same commit is a move too`() async throws {
    let project = try await GitProject.committed(green: "git checkout --quiet -b other")
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .notHealed && outcome.commit == nil)
    #expect(outcome.remarks.first?.contains("to other at") == true)
  }

  @Test(arguments: [
    "echo 'select 9' > models/b.sql", "rm models/b.sql", "echo 'select 9' > models/new.sql",
  ])
  func `a file that someone else changes stays changed, the fix does not`(
    change: String
  ) async throws {
    let project = try await GitProject.committed(green: change)
    let outcome = try await project.heal(.none)
    #expect(outcome.status == .notHealed)
    #expect(outcome.remarks.first?.hasPrefix("someone else has changed `models/") == true)
    #expect(project.model == GitProject.broken)
    #expect(try await project.git("status", "--porcelain", "models") != "")
  }

  @Test func `it needs no git`() async throws {
    let project = GitProject(green: "echo 'select 9' > models/b.sql")
    let outcome = try await project.heal(.none)
    #expect(outcome.status == .notHealed)
    #expect(
      outcome.remarks.first == "someone else has changed `models/b.sql` during the run")
    #expect(project.dbt.folder.read("models/b.sql") == "select 9\n")
    #expect(project.model == GitProject.broken)
  }

  @Test func `the healed file itself, changed by someone else, keeps what they wrote`() async throws
  {
    let project = try await GitProject.committed(green: "echo '-- mine' >> models/a.sql")
    let outcome = try await project.heal(.direct)
    #expect(outcome.status == .notHealed && outcome.commit == nil)
    #expect(
      outcome.remarks == [
        "someone else has changed `models/a.sql` during the run",
        "heal's change is out of `models/a.sql`; what someone else wrote into it meanwhile stays",
      ])
    #expect(project.model == GitProject.broken + "-- mine\n")
  }

  @Test func `what dbt writes itself, and a file that is only touched, are no interference`()
    async throws
  {
    let project = try await GitProject.committed(
      green: """
        touch models/b.sql; mkdir -p dbt_packages/x logs target/compiled
        for file in dbt_packages/x/y.sql logs/z.yml target/compiled/a.sql package-lock.yml .user.yml \\
          shop.duckdb; do echo 1 > $file; done
        """)
    let outcome = try await project.heal(.none)
    #expect(outcome.status == .healed, "\(outcome.remarks)")
  }
}
