import Glibc
import Testing

@testable import HealRunner

/// The program itself, killed as `kill -9` does at each moment of its journal.
@Suite struct KillTests {
  /// A project whose `dbt` fails until the model reads `order_date`, as dbt does on DuckDB.
  private struct Project {
    let folder = TemporaryFolder()

    static let model = "models/stg_orders.sql"

    init() {
      let dbt = """
        #!/bin/sh
        cd "$(dirname "$0")/.."
        if [ "$1" = parse ] || ! grep -q ordered_at \(Self.model); then
          mkdir -p target
          echo 'Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=1'
          exit 0
        fi
        echo 'Completed with 1 error, 0 partial successes, and 0 warnings:'
        echo
        echo 'Failure in model stg_orders (\(Self.model))'
        echo '  Runtime Error in model stg_orders (\(Self.model))'
        echo '  Binder Error: Referenced column "ordered_at" not found in FROM clause!'
        echo '  Candidate bindings: "order_date", "order_id"'
        exit 1

        """
      folder.write(dbt, to: "bin/dbt", mode: 0o755)
      folder.write("name: shop\n", to: "dbt_project.yml")
      folder.write("execution:\n  mode: autonomous\n", to: "config/execution_mode.yml")
      folder.write(
        "select cast(ordered_at as date) as ordered_on\r\nfrom {{ ref('raw_orders') }}",
        to: Self.model)
    }

    func run(_ words: [String], killAt step: String? = nil) async throws -> CommandResult {
      var environment = ["HEAL_BASE_DELAY_SECONDS": "0", "NO_COLOR": "1"]
      environment["HEAL_TEST_KILL_AT"] = step
      let folder = folder.path
      return try await offPool { [environment] in
        try CommandRunner(interruption: Interruption()).run(
          Command([RealDbt.heal] + words, environment: environment, folder: folder, timeLimit: 60))
      }
    }

    func heal(killAt step: String? = nil) async throws -> CommandResult {
      try await run(["run", "--", folder.path + "/bin/dbt", "build"], killAt: step)
    }

    /// Changes made before the run is over must go; after `ended` the run has had its say.
    static let midway: [JournalStep] = [.started, .backedUp, .journaled, .written, .replaced, .ending]
  }

  @Test(arguments: Project.midway)
  func `undo gives the tree back after a kill`(step: JournalStep) async throws {
    let project = Project()
    let before = project.folder.tree
    let killed = try await project.heal(killAt: step.rawValue)
    #expect(killed.exit == .signal(SIGKILL), "\(killed.printed)")
    let undone = try await project.run(["undo"])
    #expect(project.folder.tree == before, "\(undone.printed)")
  }

  @Test(arguments: Project.midway)
  func `the next run starts from the tree as it was`(step: JournalStep) async throws {
    let project = Project()
    let model = try #require(project.folder.read(Project.model))
    #expect(try await project.heal(killAt: step.rawValue).exit == .signal(SIGKILL))
    let next = try await project.run(
      ["run", "--dry-run", "--", project.folder.path + "/bin/dbt", "build"])
    #expect(project.folder.read(Project.model) == model, "\(next.printed)")
    #expect(next.printed.contains("order_date"), "\(next.printed)")
  }

  @Test func `without a kill the same project is healed, line ends and all`() async throws {
    let project = Project()
    let result = try await project.heal()
    #expect(
      project.folder.read(Project.model)
        == "select cast(order_date as date) as ordered_on\r\nfrom {{ ref('raw_orders') }}",
      "\(result.printed)")
  }

  @Test func `of two runs at once the second waits or says so`() async throws {
    let project = Project()
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
