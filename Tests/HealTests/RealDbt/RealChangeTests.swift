import FoundationEssentials
import Testing

@testable import HealRunner

/// Changes that somebody meant, committed after a green run of the real dbt, with a failure beside them: nothing takes
/// them back.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil)) struct RealChangeTests {
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
    folder.write(".heal/\ntarget/\nlogs/\n*.duckdb*\nrates.csv\n", to: ".gitignore")
    folder.write("id,state\n1,placed\n2,shipped\n", to: "seeds/orders.csv")
    folder.write("select id as order_id, state from {{ ref('orders') }}\n", to: "models/stg.sql")
  }

  /// The same text as a merge of another meaning: what fails is a file that has not arrived.
  @Test func `a file that is late reverts no merged filter`() async throws {
    func report(_ state: String) -> String {
      "select s.*, rate from {{ ref('stg') }} s cross join read_csv('rates.csv') where state = '\(state)'\n"
    }
    folder.write("rate\n1.5\n", to: "rates.csv")
    folder.write(report("placed"), to: "models/report.sql")
    try await green()
    let merged = report("shipped")
    folder.write(merged, to: "models/report.sql")
    try await commit("Report what was shipped")
    try FileManager.default.removeItem(atPath: folder.path + "/rates.csv")
    let result = try await heal()
    #expect(!result.isSuccess, "\(result.printed)")
    #expect(folder.read("models/report.sql") == merged, "\(result.printed)")
    try await expectClean()
  }

  @Test func `a new column of an incremental model that fails on change stays`() async throws {
    func fact(_ columns: String) -> String {
      """
      {{ config(materialized='incremental', unique_key='order_id', on_schema_change='fail') }}
      select \(columns) from {{ ref('stg') }}

      """
    }
    folder.write(fact("order_id"), to: "models/fct.sql")
    try await green()
    let merged = fact("order_id, state")
    folder.write(merged, to: "models/fct.sql")
    try await commit("Tell the state of each order")
    let result = try await heal()
    #expect(!result.isSuccess, "\(result.printed)")
    #expect(folder.read("models/fct.sql") == merged, "\(result.printed)")
    #expect(result.printed.contains("--full-refresh"), "\(result.printed)")
    try await expectClean()
  }

  // MARK: Steps

  /// Commits what is there and lets heal see it green.
  private func green() async throws {
    try await git("init", "--quiet", "--initial-branch=main")
    try await commit("Begin")
    let result = try await heal()
    #expect(result.isSuccess, "\(result.printed)")
  }

  private func commit(_ message: String) async throws {
    try await git("add", "--all")
    try await git("commit", "--quiet", "--message=" + message)
  }

  private func expectClean() async throws {
    #expect(try await git("status", "--porcelain") == "")
  }

  @discardableResult
  private func git(_ words: String...) async throws -> String {
    let person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
    let result = try await RealDbt.run(["git"] + person + words, in: folder.path)
    #expect(result.isSuccess, "\(result.printed)")
    return String(decoding: result.standardOutput, as: UTF8.self)
  }

  private func heal() async throws -> CommandResult {
    try await RealDbt.run(
      [RealDbt.heal, "run", "--project-dir", ".", "--", "dbt", "build"], in: folder.path)
  }
}
