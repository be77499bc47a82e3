import HealProject
import Platform
import Testing

@testable import HealRunner

/// dbt and heal as processes: killed, lied to, with nowhere to write.
@Suite struct ProcessAttackTests {
  private let attacked = AttackedProject()

  @Test func `conc: after SIGKILL of heal no second dbt starts beside the first`() async throws {
    attacked.replaceDbt(by: "echo start >> spans; sleep 3; echo end >> spans; exit 0")
    let script = """
      "$HEAL" run -- bin/dbt build & heal=$!
      while [ ! -s spans ]; do sleep 0.05; done
      kill -9 $heal; wait $heal
      "$HEAL" run --lock-timeout 0.3 -- bin/dbt build; echo "at once: $?"; tr '\\n' ' ' < spans
      "$HEAL" run --lock-timeout 30 -- bin/dbt build; echo "later: $?"; tr '\\n' ' ' < spans
      """
    let folder = attacked.folder.path
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", script], environment: ["HEAL": RealDbt.heal, "NO_COLOR": "1"],
          folder: folder, timeLimit: 300))
    }
    #expect(result.printed.contains("at once: 2"), "\(result.printed)")
    #expect(result.printed.contains("later: 0"), "\(result.printed)")
    #expect(attacked.folder.read("spans") == "start\nend\nstart\nend\n", "\(result.printed)")
  }

  @Test func `lies: a wrapper that exits 0 although results hold errors hides nothing`()
    async throws
  {
    attacked.folder.write(
      "#!/bin/sh\n\"$(dirname \"$0\")/../bin/dbt\" \"$@\" || true\n", to: "wrapped/dbt", mode: 0o755
    )
    let wrapped = attacked.folder.path + "/wrapped/dbt"
    let healed = try await attacked.heal("run", "--", wrapped, "build")
    #expect(healed.exit == .code(0) && healed.printed.contains("1 fix"), "\(healed.printed)")
    attacked.folder.write("select ordered_at, gone from x\n", to: BrokenProject.model)
    let dbt = try #require(attacked.folder.read("bin/dbt"))
    attacked.folder.write(
      dbt.replacing("ordered_at\\\" not", with: "gone\\\" not"), to: "bin/dbt", mode: 0o755)
    let red = try await attacked.heal("run", "--", wrapped, "build")
    #expect(red.exit == .code(1), "\(red.printed)")
    #expect(red.printed.contains("dbt ended with 0"), "\(red.printed)")
  }

  @Test func `unwritable: files that are folders cost remarks, not the pipeline`() async throws {
    let paths = [
      "logs/pipeline_runs.log/x", "logs/errors.log/x", "logs/fixes.log/x", ".heal/history.db/x",
      ".heal/green.json/x", ".claude/agent-notes.md/x", ".heal/rejections.jsonl/x",
    ]
    for path in paths { attacked.folder.write("in the way\n", to: path) }
    let result = try await attacked.run()
    #expect(result.exit == .code(0), "\(result.printed)")
    for path in paths { #expect(attacked.folder.read(path) == "in the way\n", "\(path)") }
  }

  @Test(arguments: [
    ">&- 2>&-", ">/dev/full 2>/dev/full", "| head -c 1", "</dev/null >/dev/null 2>&1",
  ])
  func `unwritable: what heal prints may go nowhere`(redirection: String) async throws {
    let words = "\"$HEAL\" run -- bin/dbt build \(redirection)"
    let folder = attacked.folder.path
    _ = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", words],
          environment: ["HEAL": RealDbt.heal, "HEAL_BASE_DELAY_SECONDS": "0"],
          folder: folder, timeLimit: 300))
    }
    #expect(attacked.folder.read(BrokenProject.model)?.contains("cast(order_date") == true)
  }

  // MARK: What a kill leaves

  /// The history is told before the journal ends, so that neither moment makes a kept fix look cut short.
  @Test(arguments: [("ended", "healed"), ("ending", "healed")])
  func `a run that was killed beside its journal's end has ended`(
    step: String, status: String
  ) async throws {
    #expect(try await attacked.project.heal(killAt: step).exit == .signal(SIGKILL))
    let history = try await attacked.heal("history")
    #expect(history.printed.contains(status), "\(history.printed)")
    // What the next start or a person does to its files does not change how it ended.
    _ = try await attacked.heal("undo")
    let later = try await attacked.heal("history")
    #expect(later.printed.contains(status), "\(later.printed)")
  }

  @Test func `a run that reverts is not cut short either`() async throws {
    let dbt = try #require(attacked.folder.read("bin/dbt"))
    attacked.folder.write(
      dbt.replacing("if ! grep -q ordered_at", with: "if grep -q nothing_like_it"), to: "bin/dbt",
      mode: 0o755)
    let model = attacked.folder.read(BrokenProject.model)
    #expect(try await attacked.project.heal(killAt: "ended").exit == .signal(SIGKILL))
    #expect(attacked.folder.read(BrokenProject.model) == model)
    let history = try await attacked.heal("history")
    #expect(history.printed.contains("not healed"), "\(history.printed)")
  }

  @Test func `what a kill leaves of the machine's digits is gone at the next start`() {
    let state = TemporaryFolder()
    // No process has this number: Linux counts to 4,194,304 at most.
    state.write("half", to: "heal/machine.4194305")
    state.write("half", to: "heal/machine.\(getpid())")
    state.write("theirs", to: "heal/machine.1")
    state.write("no number", to: "heal/machine.x")
    #expect(Machine(stateFolder: state.path + "/heal").isKnown)
    #expect(
      FileSystem.names(in: state.path + "/heal") == ["machine", "machine.1", "machine.x"])
  }
}
