import HealEngine
import HealProject
import Platform
import Testing

@testable import HealRunner

/// Waiting, resuming, and telling a green that lies from one that does not.
struct SessionRetryTests {
  @Test func `passing trouble is waited out, longer each time`() async throws {
    let dbt = FakeDbt(
      """
      count build
      if [ $n -le 3 ]; then broken 'lost connection'; exit 2; fi
      status model.a success
      """)
    let before = dbt.folder.tree
    let outcome = try await dbt.heal(policy: Policy())
    #expect(outcome.status == .healed)
    #expect(dbt.waits == [5, 10, 20])
    #expect(dbt.calls == ["build", "build", "build", "build"])
    #expect(outcome.fixes.isEmpty)
    #expect(dbt.folder.tree == before)
  }

  @Test func `waiting ends when the retries are used up`() async throws {
    let dbt = FakeDbt("broken 'lost connection'; exit 2")
    let outcome = try await dbt.heal(policy: Policy(maxRetries: 2, baseDelay: 0.5))
    #expect(outcome.status == .notHealed)
    #expect(outcome.attempts.count == 3)
    #expect(dbt.waits == [1, 1])
    #expect(outcome.refused.map(\.reason) == ["all 2 retries are used up"])
  }

  @Test func `nothing is waited for while another failure keeps the run red`() async throws {
    let dbt = FakeDbt(
      "fail model.a models/a.sql 'lost connection'; fail model.b models/b.sql 'gone'; exit 1")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.attempts.count == 1)
    #expect(dbt.waits.isEmpty)
  }

  @Test func `a fix waits for its verdict while the database is away`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      count build
      if [ $n = 2 ]; then broken 'lost connection'; exit 2; fi
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.isEmpty)
    #expect(outcome.fixes.count == 1)
    #expect(dbt.calls == ["build", "parse", "retry", "build"])
  }

  @Test func `a refused failure leaves the tree untouched after one run`() async throws {
    let dbt = FakeDbt("fail model.a models/a.sql 'the column is gone'; exit 1")
    dbt.folder.write("select gone\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.attempts.count == 1)
    #expect(dbt.folder.tree == before)
    #expect(outcome.proposal == nil)
  }

  @Test func `a retry that finds nothing to do is followed by the command itself`() async throws {
    let dbt = FakeDbt(
      """
      case $command in
        parse) exit 0;;
        retry) nothing; exit 0;;
      esac
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.calls == ["build", "parse", "retry", "build"])
  }

  @Test(arguments: [
    "nothing; exit 0", "exit 0", "status model.b success; exit 0", "status model.a skipped; exit 0",
  ])
  func `a green that does not show the failed node passing is none`(lie: String) async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      \(lie)
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.tree == before)
    #expect(outcome.putBack.count == 1)
  }

  @Test func `a green with fewer tests than before is none`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      mkdir -p target
      manifest() { echo "{\\"metadata\\":{\\"invocation_id\\":\\"x\\"},\\"nodes\\":{$1}}" > target/manifest.json; }
      if mentions emial models/a.sql; then
        manifest '"test.t":{"resource_type":"test","original_file_path":"models/m.yml"}'
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      manifest ''
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.map(\.reason) == ["the test `test.t` is gone"])
    #expect(dbt.folder.tree == before)
  }

  @Test func `what a failed test rests on is built again`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      status model.a success
      if mentions emial models/a.sql; then
        fail test.a models/m.yml '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      status test.a pass
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    #expect(try await dbt.heal().status == .healed)
    #expect(dbt.calls == ["build", "parse", "build"])
  }

  @Test func `a command of a fix runs as the user calls dbt, and spoils no state`() async throws {
    let dbt = FakeDbt(
      """
      case $command in
        deps) echo deps > target/run_results.json; echo lock > package-lock.yml; exit 0;;
      esac
      if [ ! -f package-lock.yml ]; then
        echo mine > target/run_results.json
        fail model.a models/a.sql 'no packages'; exit 1
      fi
      status model.a success
      cat target/run_results.json > target/seen
      """)
    let outcome = try await dbt.heal(
      "build", "--profiles-dir", ".", "--select", "a", "--target", "ci")
    #expect(outcome.status == .healed)
    #expect(
      dbt.calls == [
        "build --profiles-dir . --select a --target ci", "deps --profiles-dir . --target ci",
        "retry --profiles-dir . --target ci",
      ])
    #expect(dbt.folder.read("target/seen") == "mine\n")
    _ = try undo(nil, in: ProjectTree(root: dbt.folder.path))
    #expect(dbt.folder.read("package-lock.yml") == nil)
  }

  @Test func `a command that fails is no fix, and what it wrote is put back`() async throws {
    let dbt = FakeDbt(
      """
      if [ $command = deps ]; then echo half > package-lock.yml; exit 2; fi
      broken 'no packages'; exit 2
      """)
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.count == 1)
    #expect(outcome.attempts.count == 1)
    #expect(dbt.folder.tree == before)
  }

  @Test func `an interruption while waiting puts everything back`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let interruption = Interruption()
    let outcome = try await dbt.heal(interruption: interruption) { session in
      session.clock.sleep = { _ in interruption.deliver(SIGINT) }
    }
    #expect(outcome.status == .interrupted)
    #expect(outcome.exitCode == 130)
    #expect(dbt.folder.tree == before)
    #expect(dbt.calls == ["build", "parse"])
  }

  @Test func `an interrupted first run is not diagnosed`() async throws {
    let dbt = FakeDbt("broken 'lost connection'; exit 2")
    let interruption = Interruption()
    interruption.deliver(SIGINT)
    let outcome = try await dbt.heal(interruption: interruption)
    #expect(outcome.status == .interrupted)
    #expect(outcome.attempts.count == 1)
    #expect(!dbt.events.contains { if case .diagnosed = $0 { true } else { false } })
  }

  @Test func `an interruption reaches dbt, and everything is put back`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      trap 'echo cleaned > target/cleaned; exit 2' TERM
      echo > target/ready
      while :; do sleep 0.02; done
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let interruption = Interruption()
    let watcher = Task {
      while dbt.folder.read("target/ready") == nil { try await Task.sleep(for: .milliseconds(20)) }
      interruption.deliver(SIGTERM)
    }
    let outcome = try await dbt.heal(interruption: interruption)
    try await watcher.value
    #expect(outcome.status == .interrupted)
    #expect(dbt.folder.read("target/cleaned") == "cleaned\n")
    #expect(dbt.folder.tree == before)
  }
}
