import Testing

@testable import HealProject
@testable import HealRunner

/// A project whose `dbt` fails until the model reads `order_date`, as dbt does on DuckDB.
struct BrokenProject {
  let folder = TemporaryFolder()

  static let model = "models/stg_orders.sql"

  init(mode: String = "autonomous") {
    let dbt = #"""
      #!/bin/sh
      # dbt, as far as heal can see it: its structured log, its results, and what it prints.
      cd "$(dirname "$0")/.."
      mkdir -p target
      event() { echo "{\"info\": {\"code\": \"$1\", \"level\": \"$2\", \"invocation_id\": \"$$\"}, \"data\": {$3}}"; }
      log="${DBT_LOG_PATH:-logs}/dbt.log"
      event A001 info '"version": "=1.11.16"' >> "$log"
      if [ "$1" = deps ]; then : > target/installed; : > package-lock.yml; exit 0; fi
      if [ -e packages.yml ] && [ ! -e target/installed ]; then
        printf '%s\n' "{\"info\": {\"code\": \"Z002\", \"level\": \"error\", \"invocation_id\": \"$$\"}, \"data\": {\"exc\": \"dbt found 1 package(s) specified in packages.yml, but only 0 package(s) installed in dbt_packages. Run \\\"dbt deps\\\" to install package dependencies.\"}}" >> "$log"
        exit 2
      fi
      if [ "$1" = parse ]; then exit 0; fi
      node='"unique_id": "model.shop.stg_orders"'
      results() { echo "{\"metadata\": {\"invocation_id\": \"$$\"}, \"results\": [{$node, \"status\": \"$1\"}]}" > target/run_results.json; }
      if ! grep -q ordered_at models/stg_orders.sql; then
        results success
        echo 'Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=1'
        exit 0
      fi
      results error
      message='Runtime Error in model stg_orders (models/stg_orders.sql)\n  Binder Error: Referenced column \"ordered_at\" not found in FROM clause!\n  Candidate bindings: \"order_date\", \"order_id\"'
      printf '%s\n' "{\"info\": {\"code\": \"Z024\", \"level\": \"error\", \"invocation_id\": \"$$\"}, \"data\": {\"msg\": \"$message\", \"node_info\": {$node, \"node_path\": \"stg_orders.sql\", \"resource_type\": \"model\"}}}" >> "$log"
      echo 'Completed with 1 error, 0 partial successes, and 0 warnings:'
      exit 1

      """#
    folder.write(dbt, to: "bin/dbt", mode: 0o755)
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write(
      "execution: {mode: \(mode), auto_detect_ci: false}\n", to: "config/execution_mode.yml")
    folder.write(
      "select cast(ordered_at as date) as order_date\r\nfrom {{ ref('raw_orders') }}",
      to: Self.model)
  }

  /// Has it lack a package too, which `dbt deps` installs.
  func lackingPackages() -> BrokenProject {
    folder.write("packages:\n  - local: ../shared\n", to: "packages.yml")
    return self
  }

  func run(
    _ words: [String], killAt step: String? = nil, environment more: [String: String] = [:],
    from place: String? = nil
  ) async throws -> CommandResult {
    var environment = ["HEAL_BASE_DELAY_SECONDS": "0", "NO_COLOR": "1"]
    environment["HEAL_TEST_KILL_AT"] = step
    environment.merge(more) { $1 }
    let folder = place ?? folder.path
    return try await offPool { [environment] in
      try CommandRunner(interruption: Interruption()).run(
        Command([RealDbt.heal] + words, environment: environment, folder: folder, timeLimit: 300))
    }
  }

  func heal(killAt step: String? = nil) async throws -> CommandResult {
    try await run(["run", "--", folder.path + "/bin/dbt", "build"], killAt: step)
  }
}
