import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// Runs that end with 0 though dbt has failed: `dbt build || true`.
@Suite struct MaskedFailureTests {
  private static let error = "\"unique_id\": \"model.shop.a\", \"status\": \"error\""

  private func shop(_ masked: String) -> FakeDbt {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      result() { echo "{\\"results\\": [{\\"status\\": \\"$2\\", \\"unique_id\\": \\"$1\\"}]}" > target/run_results.json; }
      if mentions emial models/a.sql; then
      \(masked)
      exit 0
      fi
      result model.shop.a success
      status model.shop.a success
      """)
    dbt.folder.write("select {{ emial }} from x\n", to: "models/a.sql")
    return dbt
  }

  @Test(arguments: [
    "fail model.shop.a models/a.sql '\"emial\" not found in models/a.sql; try \"email\"'; result model.shop.a error",
    "fail model.shop.a models/a.sql '\"emial\" not found in models/a.sql; try \"email\"'; result model.shop.a 'runtime error'",
    "fail model.shop.a models/a.sql '\"emial\" not found in models/a.sql; try \"email\"'",
    "broken '\"emial\" not found in models/a.sql; try \"email\"'",
  ]) func `a first green that hides a failure is healed`(masked: String) async throws {
    let dbt = shop(masked)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.attempts.map(\.exit) == [.code(0), .code(0)])
    #expect(outcome.remarks.count { $0.contains("dbt ended with 0") } == 1)
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }} from x\n")
  }

  @Test(arguments: ["error", "fail", "runtime error", "partial success", "skipped"])
  func `what cannot be healed ends red`(status: String) async throws {
    let dbt = shop("result model.shop.a '\(status)'")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed && outcome.exitCode == 1)
    #expect(!outcome.openDiagnoses.isEmpty)
  }

  @Test(arguments: [
    "result model.shop.a warn", "result exposure.shop.a skipped", "result model.shop.a success",
    "result model.shop.a no-op", "result model.shop.a reused", "status model.shop.a success",
  ]) func `what is green is left alone`(harmless: String) async throws {
    let dbt = shop(harmless)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .green)
    #expect(!outcome.remarks.contains { $0.contains("dbt ended with 0") })
  }

  @Test func `an earlier run's results say nothing of this one`() async throws {
    let dbt = shop("status model.shop.a success")
    dbt.folder.write("{\"results\": [{\(Self.error)}]}", to: "target/run_results.json")
    #expect(try await dbt.heal().status == .green)
  }

  @Test func `a check of an edit does not believe the exit code either`() async throws {
    let dbt = FakeDbt(
      """
      if mentions "select {{ mail }}" models/a.sql; then broken 'unexpected mail'; exit 0; fi
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "mail" "email"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.map(\.reason) == ["with it dbt could not read the project"])
  }

  @Test(arguments: [
    "duckdb/col_ambiguous", "duckdb/ref_missing", "duckdb/testfail_multi", "duckdb/fail_fast",
    "duckdb/yaml_tab", "duckdb/unit_test_bad_fixture_col",
  ]) func `a run whose code was swallowed is read like any other`(name: String) throws {
    let run = try Recording.named(name).run
    var masked = run
    masked.exit = .code(0)
    let (open, hidden) = (readRun(run), readRun(masked))
    #expect(!open.failures.isEmpty)
    #expect(hidden.failures.map(\.id) == open.failures.map(\.id))
    #expect(hidden.failures.map(\.message) == open.failures.map(\.message))
    #expect(hidden.failures.map(\.isBeforeRun) == open.failures.map(\.isBeforeRun))
  }

  /// Measured beside two seconds in which dbt only starts.
  @Test func `the results of two thousand nodes are read in passing`() throws {
    let folder = TemporaryFolder()
    let text = String(repeating: "select \\\"a\\\" from b where {} [] \\n", count: 300)
    let nodes = (0..<2000).map {
      "{\"status\": \"success\", \"compiled_code\": \"\(text)\", \"timing\": [{\"name\": \"x\"}], "
        + "\"unique_id\": \"model.shop.m\($0)\"}"
    }
    folder.write(
      "{\"metadata\": {}, \"results\": [\(nodes.joined(separator: ", "))]}", to: "run_results.json")
    let clock = ContinuousClock()
    var found: [String: NodeStatus]?
    let time = clock.measure { found = statusesOfResults(at: folder.path + "/run_results.json") }
    #expect(found?.count == 2000)
    print("read \(nodes.joined().utf8.count >> 20) MB of results in \(time)")
    #expect(time < .seconds(20), "without optimisation")
  }
}
