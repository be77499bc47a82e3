import Testing

@testable import HealProject
@testable import HealRunner

/// A project whose `dbt` fails until the model reads `order_date`, as dbt does on DuckDB.
struct BrokenProject {
  let folder = TemporaryFolder()

  static let model = "models/stg_orders.sql"

  init(mode: String = "autonomous") {
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
    folder.write("execution:\n  mode: \(mode)\n", to: "config/execution_mode.yml")
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
}
