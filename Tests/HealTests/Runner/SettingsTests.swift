import Testing

@testable import HealEngine
@testable import HealRunner

struct SettingsTests {
  let folder = TemporaryFolder()

  @Test func `without a file a person decides`() throws {
    let settings = try Settings.read(project: folder.path)
    #expect(settings.policy == Policy())
    #expect(settings.policy.mode == .humanInLoop)
    #expect(settings.file == nil)
    #expect(settings.origins.isEmpty)
  }

  @Test func `the keys are read, from the file nearest above the project`() throws {
    folder.write(
      """
      # how heal works here
      execution:
        mode: autonomous
      retry: {max_retries: 5, base_delay_seconds: 0.5, backoff_multiplier: 3}
      autonomous:
        min_confidence: 90%
        create_backups: no
      logging:
        pipeline_runs: out/runs.log
        errors: /var/log/errors.log
        fixes: "out/fixes.log"
        format: json
      allow_commands: [terraform, make]
      """, to: "config/execution_mode.yml")
    folder.make(folder: "dbt/shop")
    let settings = try Settings.read(project: folder.path + "/dbt/shop")
    #expect(
      settings.policy
        == Policy(
          mode: .autonomous, minConfidence: 0.9, maxRetries: 5, baseDelay: 0.5,
          backoffMultiplier: 3, createBackups: false, allowCommands: ["terraform", "make"]))
    #expect(settings.logging.pipelineRuns == "out/runs.log")
    #expect(settings.logging.errors == "/var/log/errors.log")
    #expect(settings.logging.fixes == "out/fixes.log")
    #expect(settings.logging.format == .json)
    #expect(settings.remarks == [])
    let file = folder.path + "/config/execution_mode.yml"
    #expect(settings.file == file)
    #expect(settings.origins[.mode] == .file(file, line: 3))
    #expect(settings.origins[.baseDelay] == .file(file, line: 4))
    #expect(settings.origins.count == 11)
  }

  @Test func `an unknown key is an error with its line and a near name`() throws {
    folder.write("retry:\n  max_retrys: 5\nloging:\n  x: 1\n", to: "config/execution_mode.yml")
    let errors = failing { try Settings.read(project: folder.path) }
    #expect(errors.count == 2)
    #expect(
      errors.first?.hasSuffix(
        "execution_mode.yml:2: `retry.max_retrys` is not known; did you mean `retry.max_retries`?")
        == true)
    #expect(errors.last?.contains(":3: `loging`") == true)
    #expect(errors.last?.contains("`logging`") == true)
  }

  @Test func `every wrong value is an error with its line and what is accepted`() throws {
    folder.write(
      """
      execution:
        mode: automatic
      retry:
        max_retries: -1
        base_delay_seconds: five
        backoff_multiplier: 0.5
      autonomous:
        min_confidence: 8
        create_backups: maybe
      logging:
        format: [simple]
        fixes: {a: b}
      """, to: "config/execution_mode.yml")
    let errors = failing { try Settings.read(project: folder.path) }
    #expect(errors.count == 8)
    for (error, words) in zip(
      errors,
      [
        ":2: `execution.mode` is `automatic`; it accepts autonomous, human-in-loop, autonomous-ci or observe",
        ":4: `retry.max_retries` is `-1`", ":5: `retry.base_delay_seconds` is `five`",
        ":6: `retry.backoff_multiplier`",
        ":8: `autonomous.min_confidence` is `8`; it accepts a share",
        ":9: `autonomous.create_backups`", ":11: `logging.format` is something else",
        ":12: `logging.fixes` is something else",
      ])
    {
      #expect(error.contains(words), "\(error)")
    }
  }

  @Test func `the environment overrides the file, and flags override both`() throws {
    folder.write(
      "execution: {mode: autonomous}\nretry: {max_retries: 1}\n", to: "config/execution_mode.yml")
    let settings = try Settings.read(
      project: folder.path,
      environment: [
        "HEAL_MODE": "human-in-loop", "HEAL_MAX_RETRIES": "2", "HEAL_MIN_CONFIDENCE": "",
        "HEAL_ALLOW_COMMANDS": "make, terraform",
      ],
      flags: [.mode: ("--mode", "autonomous")])
    #expect(settings.policy.mode == .autonomous)
    #expect(settings.policy.maxRetries == 2)
    #expect(settings.policy.minConfidence == 0.8)
    #expect(settings.policy.allowCommands == ["make", "terraform"])
    #expect(settings.origins[.mode] == .flag("--mode"))
    #expect(settings.origins[.maxRetries] == .environment("HEAL_MAX_RETRIES"))
    let errors = failing {
      try Settings.read(
        project: folder.path, environment: ["HEAL_LOG_FORMAT": "xml"],
        flags: [.minConfidence: ("--min-confidence", "2")])
    }
    #expect(errors.count == 2)
    #expect(errors.contains { $0.contains("--min-confidence") && $0.contains("`2`") })
  }

  @Test func `a file that is no YAML is an error with its line`() {
    folder.write("execution:\n\tmode: autonomous\n", to: "config/execution_mode.yml")
    #expect(
      failing { try Settings.read(project: folder.path) }.first?.contains(":2: not YAML") == true)
    #expect(failing { try Settings.read(project: folder.path, file: "/no/such.yml") }.count == 1)
    folder.write("# nothing yet\n", to: "config/execution_mode.yml")
    #expect(failing { try Settings.read(project: folder.path) }.isEmpty)
  }

  private func failing(_ read: () throws -> Settings) -> [String] {
    do {
      _ = try read()
      return []
    } catch RunnerError.settings(let lines) {
      return lines
    } catch {
      return ["\(error)"]
    }
  }
}
