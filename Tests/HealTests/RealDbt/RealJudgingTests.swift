import HealProject
import Testing

@testable import HealRunner

/// Greens of the real dbt that lie, and fixes that it makes look wrong.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil)) struct RealJudgingTests {
  private let folder = TemporaryFolder()

  init() {
    folder.write(
      """
      name: shop
      version: "1.0"
      profile: shop
      flags: {send_anonymous_usage_stats: false}
      """, to: "dbt_project.yml")
    folder.write(
      "shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, threads: 1}}}\n",
      to: "profiles.yml")
    folder.write("execution: {mode: autonomous}\n", to: "config/execution_mode.yml")
    folder.write("select 1 as customer_id, 'a' as city\n", to: "models/customers.sql")
    folder.write(
      "select custmer_id, city from {{ ref('customers') }}\n", to: "models/cities.sql")
  }

  /// dbt only warns of the entry; a full parse lists its tests under `nodes`, the next partial one under `disabled`.
  @Test func `tests of a model that does not exist do not condemn a right fix`() async throws {
    folder.write(
      """
      version: 2
      models:
        - name: cities
          columns: [{name: customer_id, data_tests: [not_null]}]
        - name: ghost
          columns: [{name: id, data_tests: [not_null, unique]}]
      """, to: "models/schema.yml")
    let result = try await heal("dbt")
    #expect(result.isSuccess, "\(result.printed)")
    #expect(!result.printed.contains("is gone"), "\(result.printed)")
    #expect(folder.read("models/cities.sql")?.contains("customer_id") == true)
  }

  @Test func `a script that swallows the exit code hides nothing`() async throws {
    folder.write(
      "#!/bin/sh\n\(RealDbt.dbt ?? "dbt") \"$@\" || true\n", to: "bin/dbt", mode: 0o755)
    let result = try await heal("bin/dbt")
    #expect(result.isSuccess, "\(result.printed)")
    #expect(result.printed.contains("dbt ended with 0"), "\(result.printed)")
    #expect(folder.read("models/cities.sql")?.contains("customer_id") == true)
    folder.write("select nothing_like_it from {{ ref('customers') }}\n", to: "models/cities.sql")
    let red = try await heal("bin/dbt")
    #expect(!red.isSuccess, "\(red.printed)")
    #expect(red.printed.contains("dbt ended with 0"), "\(red.printed)")
  }

  @Test func `a script that runs dbt again hides nothing of the first run`() async throws {
    let dbt = RealDbt.dbt ?? "dbt"
    folder.write("select nothing_like_it from {{ ref('customers') }}\n", to: "models/cities.sql")
    folder.write(
      "#!/bin/sh\n\(dbt) \"$@\"\nexec \(dbt) \"$@\" --exclude cities\n", to: "bin/dbt", mode: 0o755)
    let result = try await heal("bin/dbt")
    #expect(!result.isSuccess, "\(result.printed)")
    #expect(result.printed.contains("nothing_like_it"), "\(result.printed)")
  }

  private func heal(_ dbt: String) async throws -> CommandResult {
    try await RealDbt.run(
      [RealDbt.heal, "run", "--project-dir", ".", "--", dbt, "build"], in: folder.path)
  }
}
