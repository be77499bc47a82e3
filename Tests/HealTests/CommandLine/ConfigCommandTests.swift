import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

/// `heal config`, as people and pipes call it.
@Suite struct ConfigCommandTests {
  private let folder = TemporaryFolder()

  private func heal(_ words: String...) async throws -> CommandResult {
    let path = folder.path
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal, "config"] + words,
          environment: [
            "NO_COLOR": "1", "CI": "", "GITHUB_ACTIONS": "", "HEAL_MAX_RETRIES": "2",
            "HEAL_TEST_URL": "https://hooks.example/s3cret",
          ],
          folder: path, timeLimit: 60))
    }
  }

  private func write(_ text: String) {
    folder.write("name: shop\n", to: "dbt_project.yml")
    folder.write(text, to: Settings.fileName)
  }

  @Test func `every setting is shown with its value and where it comes from`() async throws {
    write(
      """
      autonomous: {min_confidence: 90%}
      notifications:
        webhooks: [{shape: slack, url_env: HEAL_TEST_URL}]
      """)
    let result = try await heal("show", "--mode", "autonomous")
    #expect(result.exit == .code(0), "\(result.printed)")
    let shown = String(decoding: result.standardOutput, as: UTF8.self)
    let lines = shown.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    let file = folder.path + "/" + Settings.fileName
    #expect(lines.contains("execution.mode autonomous the flag --mode"))
    #expect(lines.contains("autonomous.min_confidence 0.9 \(file):1"))
    #expect(lines.contains("retry.max_retries 2 the environment variable HEAL_MAX_RETRIES"))
    #expect(lines.contains("limits.fixes_per_day - default"))
    #expect(lines.contains("notifications.webhooks [{shape: slack, url: hidden}] \(file):3"))
    #expect(!result.printed.contains("s3cret"))
    for setting in Setting.allCases {
      #expect(lines.contains { $0.hasPrefix(setting.key + " ") }, "\(setting.key)")
    }
  }

  @Test func `the same is there as JSON`() async throws {
    write("limits:\n  max_files_per_fix: 2\n")
    let result = try await heal("--output-format", "json")
    let answer = try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
    guard case .list(let settings)? = answer["settings"] else {
      Issue.record("no settings: \(result.printed)")
      return
    }
    #expect(settings.count == Setting.allCases.count)
    let limit = try #require(
      settings.first { $0["key"]?.rendered() == "\"limits.max_files_per_fix\"" })
    #expect(limit["value"]?.rendered() == "2")
    #expect(limit["origin"]?["kind"]?.rendered() == "\"file\"")
    #expect(limit["origin"]?["line"]?.rendered() == "2")
    #expect(limit["environment"]?.rendered() == "\"HEAL_MAX_FILES_PER_FIX\"")
  }

  @Test func `a wrong value ends with 2, with or without a project`() async throws {
    folder.write("tiers: {destructive: auto}\n", to: "other.yml")
    let result = try await heal("show", "--config", "other.yml")
    #expect(result.exit == .code(2))
    #expect(
      result.printed.contains(
        "other.yml:1: `tiers.destructive` is `auto`; it accepts ask or never"))
    #expect(try await heal("show").exit == .code(0))
    #expect(try await heal("show", "--project-dir", "nowhere").exit == .code(2))
  }

  @Test func `the schema is printed as it is in the repository`() async throws {
    let result = try await heal("schema")
    #expect(
      String(decoding: result.standardOutput, as: UTF8.self)
        == (try Repository.text("grammar/execution_mode.schema.json")))
  }

  @Test func `a run in CI goes by the policy's section, and tells more where asked to`()
    async throws
  {
    let project = BrokenProject()
    let path = project.folder.path
    project.folder.write(
      "ci: {min_confidence: 100%, create_issue_on_failure: no}\nlogging: {ci_verbose: true}\n",
      to: Settings.fileName)
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [RealDbt.heal, "run", "--", path + "/bin/dbt", "build"],
          environment: ["NO_COLOR": "1", "CI": "true", "GITHUB_ACTIONS": ""], folder: path,
          timeLimit: 60))
    }
    #expect(result.exit == .code(3), "\(result.printed)")
    #expect(result.printed.contains("autonomous-ci · "), "\(result.printed)")
    #expect(result.printed.contains("known fix: "), "\(result.printed)")
    #expect(result.printed.contains("ci.min_confidence"), "\(result.printed)")
    #expect(project.folder.read(BrokenProject.model)?.contains("ordered_at") == true)
  }
}
