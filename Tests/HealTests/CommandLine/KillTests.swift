import Platform
import Testing

@testable import HealProject
@testable import HealRunner

/// The program itself, killed as `kill -9` does at each moment of its journal.
@Suite struct KillTests {
  /// Changes made before the run is over must go; after `ended` the run has had its say.
  static let midway: [JournalStep] = [
    .started, .backedUp, .journaled, .written, .replaced, .ending,
  ]

  @Test(arguments: KillTests.midway)
  func `undo gives the tree back after a kill`(step: JournalStep) async throws {
    let project = BrokenProject()
    let before = project.folder.tree
    let killed = try await project.heal(killAt: step.rawValue)
    #expect(killed.exit == .signal(SIGKILL), "\(killed.printed)")
    let undone = try await project.run(["undo"])
    #expect(project.folder.tree == before, "\(undone.printed)")
  }

  @Test(arguments: [JournalStep.running, .ran])
  func `undo after a kill around a command of a fix`(step: JournalStep) async throws {
    let project = BrokenProject().lackingPackages()
    let before = project.folder.tree
    let killed = try await project.heal(killAt: step.rawValue)
    #expect(killed.exit == .signal(SIGKILL), "\(killed.printed)")
    let undone = try await project.run(["undo"])
    #expect(project.folder.tree == before, "\(undone.printed)")
  }

  @Test(arguments: KillTests.midway)
  func `the next run starts from the tree as it was`(step: JournalStep) async throws {
    let project = BrokenProject()
    let model = try #require(project.folder.read(BrokenProject.model))
    #expect(try await project.heal(killAt: step.rawValue).exit == .signal(SIGKILL))
    let next = try await project.run(
      ["run", "--dry-run", "--", project.folder.path + "/bin/dbt", "build"])
    #expect(project.folder.read(BrokenProject.model) == model, "\(next.printed)")
    #expect(next.printed.contains("order_date"), "\(next.printed)")
  }

  @Test func `without a kill the same project is healed, line ends and all`() async throws {
    let project = BrokenProject()
    let result = try await project.heal()
    #expect(
      project.folder.read(BrokenProject.model)
        == "select cast(order_date as date) as order_date\r\nfrom {{ ref('raw_orders') }}",
      "\(result.printed)")
  }

  @Test func `of two runs at once the second waits or says so`() async throws {
    let project = BrokenProject()
    let lock = try RunLock(
      HealFolder(project: project.folder.path), owner: "a test", timeout: 0,
      interruption: Interruption()
    ) { _ in }
    defer { lock.release() }
    let result = try await project.run(
      ["run", "--lock-timeout", "0.2", "--", project.folder.path + "/bin/dbt", "build"])
    #expect(result.exit == .code(2), "\(result.printed)")
    #expect(result.printed.contains("a test"), "\(result.printed)")
  }
}
