import FoundationEssentials
import HealEngine
import HealLanguage
import Testing

@testable import HealRunner

/// The keys of the policy file that bound, tell and keep, and those of the original system.
@Suite struct SettingsFileTests {
  private let folder = TemporaryFolder()

  private var path: String { folder.path + "/" + Settings.fileName }

  private func read(
    _ text: String, environment: [String: String] = [:],
    flags: [Setting: (flag: String, value: String)] = [:]
  ) throws -> Settings {
    folder.write(text, to: Settings.fileName)
    return try Settings.read(project: folder.path, environment: environment, flags: flags)
  }

  private func errors(_ text: String, environment: [String: String] = [:]) -> [String] {
    do {
      _ = try read(text, environment: environment)
      return []
    } catch RunnerError.settings(let lines) {
      return lines
    } catch {
      return ["\(error)"]
    }
  }

  /// Every key that a file of the original system can have.
  private static let original = """
    execution:
      mode: human-in-loop
      auto_detect_ci: true
    retry:
      max_retries: 3
      base_delay_seconds: 5
      backoff_multiplier: 2
    autonomous:
      min_confidence: 0.8
      create_backups: true
    ci:
      min_confidence: 0.7
      create_backups: false
      create_issue_on_failure: false
      failure_labels:
        - pipeline-failure
        - needs-triage
      commit_strategy: direct
      max_agent_turns: 50
    logging:
      pipeline_runs: logs/pipeline_runs.log
      errors: logs/errors.log
      fixes: logs/fixes.log
      format: simple
      ci_verbose: true
    """

  @Test func `a file of the original system is accepted as it is`() throws {
    let settings = try read(Self.original)
    #expect(settings.remarks == [])
    #expect(settings.policy == Policy())
    #expect(settings.issues == IssueSettings())
    #expect(settings.commit.strategy == .none)
    #expect(!settings.isVerbose)
  }

  @Test(arguments: [["GITHUB_ACTIONS": "true"], ["CI": "true"], ["CI": "1"]])
  func `in CI its section holds`(environment: [String: String]) throws {
    let settings = try read(Self.original, environment: environment)
    #expect(settings.policy.mode == .autonomousCI)
    #expect(settings.policy.minConfidence == 0.8, "CI is never looser than the terminal")
    #expect(
      settings.remarks.first?.hasPrefix(
        "`ci.min_confidence` 70% is below `autonomous.min_confidence` 80%") == true)
    #expect(!settings.policy.createBackups)
    #expect(!settings.issues.isOn)
    #expect(settings.issues.labels == ["pipeline-failure", "needs-triage"])
    #expect(settings.commit.strategy == .direct)
    #expect(settings.isVerbose)
    #expect(settings.origins[.mode] == .environment(environment.keys.first ?? ""))
    #expect(settings.origins[.minConfidence] == .file(path, line: 9))
    let looser = Self.original.replacing("ci:\n", with: "ci:\n  looser_than_terminal: true\n")
    let said = try read(looser, environment: environment)
    #expect(said.policy.minConfidence == 0.7)
    #expect(said.remarks == [])
  }

  @Test(arguments: [
    "ci: {min_confidence: 0.1}", "ci: {min_confidence: 0.1, min_retry_confidence: 0.1}",
    "autonomous: {min_confidence: 0.99, min_retry_confidence: 0.9}\nci: {min_confidence: 0.98, min_retry_confidence: 0}",
    "autonomous: {min_confidence: 0.99}", "retry: {max_retries: 1}", "execution: {mode: observe}",
    "execution: {mode: human-in-loop}",
  ])
  func `in CI no more is applied alone than elsewhere`(text: String) throws {
    let terminal = try read(text)
    let ci = try read(text, environment: ["CI": "true"])
    #expect(ci.policy.minConfidence >= terminal.policy.minConfidence)
    #expect(ci.policy.minRetryConfidence >= terminal.policy.minRetryConfidence)
    let speaks = text.contains("ci:")
    #expect(speaks || ci.policy.mode == terminal.policy.mode, "the file says nothing of CI")
  }

  @Test(arguments: [
    ("paths: {denny: [models/**]}", "`paths.denny` is not known; did you mean `paths.deny`?"),
    (
      "autonomous: {min_confidense: 0.99}",
      "`autonomous.min_confidense` is not known; did you mean `autonomous.min_confidence`?"
    ),
    ("limits: {max_retries: 1}", "did you mean `retry.max_retries`?"),
    ("max_retries: 1", "did you mean `retry.max_retries`?"),
    ("ci: {comit_strategy: pr}", "did you mean `ci.commit_strategy`?"),
    ("Execution: {mode: autonomous}", "did you mean `execution`?"),
    ("xyzzy: 1", "`xyzzy` is not known; `heal config schema` has every key"),
  ])
  func `a key that heal does not know ends the run before it begins`(text: String, words: String) {
    let found = errors(text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(words) == true, "\(found)")
  }

  @Test func `what is given for the run alone wins over the section of CI`() throws {
    let settings = try read(
      Self.original,
      environment: ["CI": "true", "HEAL_MIN_CONFIDENCE": "0.95", "HEAL_CI_COMMIT_STRATEGY": "pr"],
      flags: [.issueLabels: ("--labels", "mine")])
    #expect(settings.policy.minConfidence == 0.95)
    #expect(settings.commit.strategy == .pr)
    #expect(settings.issues.labels == ["mine"])
  }

  @Test func `what the section leaves out is as elsewhere, but issues are on`() throws {
    let text =
      "execution: {auto_detect_ci: yes}\nautonomous: {min_confidence: 0.95}\nissues: {labels: [ours]}\n"
    let settings = try read(text, environment: ["CI": "1"])
    #expect(settings.policy.minConfidence == 0.95)
    #expect(settings.issues.isOn)
    #expect(settings.issues.labels == ["ours"])
    let silent = "execution: {auto_detect_ci: yes}\nissues: {enabled: no}\n"
    #expect(try read(silent, environment: ["CI": "1"]).issues.isOn == false)
    let loud = silent + "ci: {create_issue_on_failure: yes}\n"
    #expect(try read(loud, environment: ["CI": "1"]).issues.isOn)
    #expect(try read(loud).issues.isOn == false)
    #expect(try read("execution: {mode: autonomous-ci}").issues.isOn)
  }

  @Test func `running again has a threshold of its own`() throws {
    let ci = ["CI": "1"]
    #expect(try read("").policy.minRetryConfidence == 0.6)
    #expect(try read("").policy.maxNodeTime == 900)
    let own = "autonomous: {min_retry_confidence: 70%}\nretry: {max_node_minutes: 2}\n"
    #expect(try read(own).policy.minRetryConfidence == 0.7)
    #expect(try read(own).policy.maxNodeTime == 120)
    #expect(
      try read(own + "execution: {auto_detect_ci: yes}\n", environment: ci).policy
        .minRetryConfidence == 0.7)
    let twin = own + "ci: {min_retry_confidence: 0.9}\n"
    #expect(try read(twin, environment: ci).policy.minRetryConfidence == 0.9)
    #expect(try read(twin).policy.minRetryConfidence == 0.7)
    let flag = ci.merging(["HEAL_MIN_RETRY_CONFIDENCE": "0.5"]) { $1 }
    #expect(try read(twin, environment: flag).policy.minRetryConfidence == 0.5)
  }

  @Test func `running again asks for no more than an edit unless somebody says so`() throws {
    let low = "autonomous: {min_confidence: 0.4}\n"
    #expect(try read(low).policy.minRetryConfidence == 0.4)
    #expect(
      try read("autonomous: {min_confidence: 0.4, min_retry_confidence: 0.9}")
        .policy.minRetryConfidence == 0.9)
    let inCI = "ci: {min_confidence: 0.5, looser_than_terminal: true}\n"
    #expect(try read(inCI, environment: ["CI": "1"]).policy.minRetryConfidence == 0.5)
  }

  @Test func `CI is detected only where that is wanted`() throws {
    let ci = ["GITHUB_ACTIONS": "true"]
    let off = "execution: {mode: human-in-loop, auto_detect_ci: false}"
    #expect(try read(off, environment: ci).policy.mode == .humanInLoop)
    #expect(try read("", environment: ["CI": "false"]).policy.mode == .humanInLoop)
    #expect(
      try read("", environment: ci).policy.mode == .humanInLoop, "the file says nothing of CI")
    #expect(try read("ci: {create_backups: yes}", environment: ci).policy.mode == .autonomousCI)
    #expect(try read("execution: {mode: autonomous}", environment: ci).policy.mode == .autonomousCI)
    let said = try read(
      "ci: {create_backups: yes}", environment: ci, flags: [.mode: ("--mode", "human-in-loop")])
    #expect(said.policy.mode == .humanInLoop)
    let named = ci.merging(["HEAL_MODE": "autonomous"]) { $1 }
    #expect(try read("", environment: named).policy.mode == .autonomous)
    let empty = TemporaryFolder()
    #expect(
      try Settings.read(project: empty.path, environment: ci).policy.mode == .humanInLoop,
      "without a file nobody has allowed heal to act")
    #expect(
      try Settings.read(
        project: empty.path, environment: ci.merging(["HEAL_AUTO_DETECT_CI": "yes"]) { $1 }
      ).policy.mode == .autonomousCI)
  }

  @Test func `the example names every key and is read without a remark`() throws {
    let example = try Repository.text("grammar/execution_mode.example.yml")
    let settings = try read(example, environment: ["SLACK_WEBHOOK_URL": "https://example.com/x"])
    #expect(settings.remarks == [])
    #expect(Set(Setting.allCases).subtracting(settings.origins.keys) == [])
    #expect(settings.limits.wallClock == 3600)
    #expect(settings.policy.fixesLeft == 20)
    #expect(settings.policy.fence.deny.map(\.pattern) == ["models/finance/**", "**/*.lock"])
    #expect(
      settings.notifications.webhooks == [.init(shape: .slack, url: "https://example.com/x")])
    #expect(settings.redactedPatterns == ["cust-[0-9]{6,}"])
    let line = try #require(example.split(separator: "\n").first)
    let schema = try #require(line.split(separator: "=").last)
    #expect(try !Repository.text("grammar/\(schema)").isEmpty, "the named schema is there")
  }

  @Test func `the files of the examples are read without a remark`() throws {
    let root = Repository.root + "/examples"
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter {
      $0.hasSuffix("execution_mode.yml")
    }
    #expect(files.count > 3)
    for file in files {
      let settings = try Settings.read(project: folder.path, file: root + "/" + file)
      #expect(settings.remarks == [], "\(file)")
    }
  }

  @Test func `every setting has a variable of its own that is read`() throws {
    #expect(Set(Setting.allCases.map(\.variable)).count == Setting.allCases.count)
    let settings = try Settings.read(
      project: folder.path,
      environment: [
        "HEAL_TIERS_SAFE": "auto", "HEAL_PATHS_DENY": "models/a/**, *.yml",
        "HEAL_FIXES_PER_DAY": "none", "HEAL_WALL_CLOCK_MINUTES": "1.5",
        "HEAL_MAX_FILES_PER_FIX": "2", "HEAL_MAX_LINES_PER_FIX": "9",
        "HEAL_NOTIFICATIONS_WEBHOOKS": "slack=https://a.example/1 teams=https://b.example/2",
        "HEAL_NOTIFICATIONS_COMMAND": "notify --to us", "HEAL_NOTIFICATIONS_EVENTS": "waiting",
        "HEAL_REDACT_PATTERNS": "a{2,3}\nb", "HEAL_ISSUES_LABELS": "one, two words",
        "HEAL_LOCK_TIMEOUT_SECONDS": "7", "HEAL_LOG_CI_VERBOSE": "on",
      ])
    #expect(settings.policy.tiers.safe == .auto)
    #expect(settings.policy.fence.deny.map(\.pattern) == ["models/a/**", "*.yml"])
    #expect(settings.limits.fixesPerDay == nil)
    #expect(settings.limits.wallClock == 90)
    #expect((settings.policy.maxFiles, settings.policy.maxLines) == (2, 9))
    #expect(settings.notifications.webhooks.map(\.shape) == [.slack, .teams])
    #expect(settings.notifications.command == ["notify", "--to", "us"])
    #expect(settings.notifications.events == [.waiting])
    #expect(settings.redactedPatterns == ["a{2,3}", "b"])
    #expect(settings.issues.labels == ["one", "two words"])
    #expect(settings.limits.lockTimeout == 7)
    #expect(settings.origins.count == 13)
  }

  @Test(arguments: [
    ("tiers:\n  destructive: auto", ":2: `tiers.destructive` is `auto`; it accepts ask or never"),
    ("redact:\n  patterns:\n    - ok\n    - '('", ":4: `redact.patterns` is `(`; it accepts a reg"),
    ("paths:\n  deny:\n    - /etc/**", ":3: `paths.deny` is `/etc/**`; it accepts a glob"),
    ("limits:\n  fixes_per_day: many", ":2: `limits.fixes_per_day` is `many`; it accepts a whole"),
    ("commit: {branch_prefix: 'a b'}", ":1: `commit.branch_prefix` is `a b`"),
    ("notifications:\n  events: [healed, dawn]", ":2: `notifications.events` is `dawn`; it acc"),
    ("notifications: {webhooks: [{shape: irc, url: 'https://x'}]}", ":1: `notifications.webhooks`"),
    ("notifications: {webhooks: [{shape: slack}]}", "it needs either url or url_env"),
    ("ci: {commit_strategy: push}", "it accepts direct, pr or none"),
    ("limits: 5", ":1: `limits` accepts keys below it"),
  ])
  func `a wrong value is told with its place and what is accepted`(text: String, words: String) {
    let found = errors(text)
    #expect(found.count == 1)
    #expect(found.first?.contains(words) == true, "\(found)")
  }

  @Test(arguments: ["[a-z]*.sql", "{stg,int}.sql", "'!models/**'", #"'models\a.sql'"#])
  func `a glob with signs that heal's globs have not is an error`(glob: String) {
    for key in ["paths: {deny", "paths: {allow", "propose: {paths", "propose: {rules"] {
      let found = errors("\(key): ['\(glob.replacing("'", with: ""))']}")
      #expect(found.count == 1)
      #expect(found.first?.contains("heal's globs have `*`, `**` and `?`") == true, "\(found)")
    }
  }

  @Test func `a key that stands twice is an error with both places`() {
    let text = "execution: {mode: human-in-loop}\npaths:\n  deny: [a]\n  deny: [b]\nexecution: {}\n"
    let found = errors(text)
    #expect(found.count == 2)
    for (line, first, key) in [(4, 3, "deny"), (5, 1, "execution")] {
      #expect(
        found.contains("\(path):\(line): `\(key)` stands twice, first at \(path):\(first)"),
        "\(found)")
    }
  }

  @Test func `the file may end in yaml, and both beside each other are an error`() throws {
    let other = "config/execution_mode.yaml"
    folder.write("execution: {mode: observe}\n", to: other)
    let settings = try Settings.read(project: folder.path)
    #expect(settings.policy.mode == .observe)
    #expect(settings.file?.hasSuffix(other) == true)
    #expect(
      errors("execution: {mode: autonomous}") == [
        "\(path) and \(folder.path)/\(other) are both there; keep one of them"
      ])
    #expect(try Settings.read(project: folder.path, file: path).policy.mode == .autonomous)
  }

  @Test(arguments: [
    ("HEAL_MOD", "HEAL_MODE"), ("HEAL_MIN_CONFIDENC", "HEAL_MIN_CONFIDENCE"),
    ("HEAL_STOPP", "HEAL_STOP"),
    ("HEAL_EXECUTION_MODE", "HEAL_MODE"), ("HEAL_PATH_DENY", "HEAL_PATHS_DENY"),
    ("HEAL_AUTONOMOUS_MIN_CONFIDENCE", "HEAL_MIN_CONFIDENCE"),
    ("HEAL_LOGGING_FORMAT", "HEAL_LOG_FORMAT"),
  ])
  func `a misspelt variable is an error with the near name`(name: String, meant: String) {
    #expect(
      errors("", environment: [name: "x"])
        == ["the environment variable \(name) is not known; did you mean \(meant)?"])
    #expect(errors("", environment: [name: ""]) == [])
  }

  @Test(arguments: [
    "HEAL_TEST_URL", "HEAL_EVENT", "HEAL_STANDARD_RULES", "HEAL_TEST_KILL_AT", "HEAL_REAL_DBT",
    "HEAL_URL",
    "HEAL_TOKEN", "HEAL_VERSION", "HEAL_FUZZ", "HEAL_RECORD", "HEAL_GIT", "HEALTH_MOD",
    "HEAL_CHROMIUM",
    "HEAL_EDITOR_PYTHON", "HEAL_SCREENSHOTS", "HEAL_SQL_CORPUS", "HEAL_BENCH_PAIRS", "HEAL_HOME",
  ])
  func `another variable is left alone`(name: String) {
    #expect(errors("", environment: [name: "x"]) == [])
  }

  @Test func `a URL is a secret even where it is wrong`() throws {
    let wrong = errors("notifications: {webhooks: [{shape: slack, url: 'htp://s3cret'}]}")
    #expect(wrong.first?.contains("https://") == true)
    #expect(!wrong.joined().contains("s3cret"))
    let variable = errors("", environment: ["HEAL_NOTIFICATIONS_WEBHOOKS": "slack:s3cret"])
    #expect(variable.count == 1)
    #expect(!variable.joined().contains("s3cret"))
    let settings = try read("notifications: {webhooks: [{shape: slack, url: 'https://s3cret'}]}")
    #expect(settings.value(of: .webhooks).rendered() == #"[{"shape":"slack","url":"hidden"}]"#)
  }

  @Test func `a webhook whose variable is not set is left out with a remark`() throws {
    let settings = try read("notifications: {webhooks: [{shape: slack, url_env: NOWHERE}]}")
    #expect(settings.notifications.webhooks == [])
    #expect(settings.remarks.first?.contains(":1: the variable NOWHERE is not set") == true)
  }

  @Test func `what may be left open can be set to nothing`() throws {
    let settings = try read(
      "limits: {fixes_per_day: null, wall_clock_minutes: }\nci: {failure_labels: }\n")
    #expect(settings.limits.fixesPerDay == nil)
    #expect(settings.limits.wallClock == nil)
    #expect(settings.ci.failureLabels == [])
    #expect(settings.remarks == [])
  }

  @Test func `history counts as far as the policy goes by it`() throws {
    let fix = FixName(rule: "r", title: "t")
    let records = [fix: TrackRecord(measuredConfidence: 0.4, isDemoted: true)]
    var settings = try read("limits: {fixes_per_day: 3}")
    settings.goBy(records: records, fixesOfLastDay: 5)
    #expect(settings.policy.fixesLeft == 0)
    #expect(
      settings.policy.trackRecords[fix] == TrackRecord(measuredConfidence: 1, isDemoted: true))
    settings = try read("history: {confidence: measured, demote_rolled_back: no}")
    settings.goBy(records: records, fixesOfLastDay: 5)
    #expect(settings.policy.fixesLeft == nil)
    #expect(
      settings.policy.trackRecords[fix] == TrackRecord(measuredConfidence: 0.4, isDemoted: false))
  }

  @Test func `the schema in the repository is made of the table that is read`() throws {
    #expect(
      try Repository.text("grammar/execution_mode.schema.json")
        == Settings.schema.rendered(pretty: true) + "\n",
      "heal config schema > grammar/execution_mode.schema.json")
  }
}
