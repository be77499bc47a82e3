/// One thing that `config/execution_mode.yml`, an environment variable or a flag can settle, named by its key in
/// the file. ``form`` says how each is written, and ``summary`` what it means; the reader, `heal config show`
/// and the editors' schema all go by these.
package enum Setting: String, CaseIterable, Hashable, Sendable {
  case mode = "execution.mode"
  case autoDetectCI = "execution.auto_detect_ci"
  case maxRetries = "retry.max_retries"
  case baseDelay = "retry.base_delay_seconds"
  case backoffMultiplier = "retry.backoff_multiplier"
  case maxNodeMinutes = "retry.max_node_minutes"
  case minConfidence = "autonomous.min_confidence"
  case minRetryConfidence = "autonomous.min_retry_confidence"
  case createBackups = "autonomous.create_backups"
  case ciMinConfidence = "ci.min_confidence"
  case ciMinRetryConfidence = "ci.min_retry_confidence"
  case ciLooser = "ci.looser_than_terminal"
  case ciCreateBackups = "ci.create_backups"
  case ciCreateIssue = "ci.create_issue_on_failure"
  case ciFailureLabels = "ci.failure_labels"
  case ciCommitStrategy = "ci.commit_strategy"
  case tierSafe = "tiers.safe"
  case tierReview = "tiers.review"
  case tierDestructive = "tiers.destructive"
  case allowCommands = "allow_commands"
  case dictionary = "dictionary"
  case pathsAllow = "paths.allow"
  case pathsDeny = "paths.deny"
  case proposeTargets = "propose.targets"
  case proposePaths = "propose.paths"
  case proposeCategories = "propose.categories"
  case proposeRules = "propose.rules"
  case maxFiles = "limits.max_files_per_fix"
  case maxLines = "limits.max_lines_per_fix"
  case fixesPerDay = "limits.fixes_per_day"
  case wallClock = "limits.wall_clock_minutes"
  case killSwitch = "limits.kill_switch"
  case lockTimeout = "limits.lock_timeout_seconds"
  case commitStrategy = "commit.strategy"
  case commitAllowDirty = "commit.allow_dirty"
  case commitBranchPrefix = "commit.branch_prefix"
  case issues = "issues.enabled"
  case issueLabels = "issues.labels"
  case issueHealingLabel = "issues.healing_label"
  case issueTriageLabel = "issues.triage_label"
  case issueReopenWithinDays = "issues.reopen_within_days"
  case issueOpenOnFailure = "issues.open_on_failure"
  case issueTimeout = "issues.timeout_seconds"
  case notesPath = "notes.path"
  case notesWrite = "notes.write"
  case webhooks = "notifications.webhooks"
  case notificationCommand = "notifications.command"
  case notificationEvents = "notifications.events"
  case notificationTimeout = "notifications.timeout_seconds"
  case historyConfidence = "history.confidence"
  case historyDemote = "history.demote_rolled_back"
  case historyRecordColumns = "history.record_columns"
  case stateShared = "state.shared"
  case guardStrict = "guard.strict"
  case guardMaxRowChange = "guard.max_row_change"
  case guardMaxNullChange = "guard.max_null_change"
  case redactPatterns = "redact.patterns"
  case pipelineRuns = "logging.pipeline_runs"
  case errors = "logging.errors"
  case fixes = "logging.fixes"
  case format = "logging.format"
  case ciVerbose = "logging.ci_verbose"

  /// Where it stands in the file.
  package var key: String { rawValue }

  /// The environment variable that says the same: `HEAL_MODE`, `HEAL_LOG_FORMAT`, `HEAL_CI_MIN_CONFIDENCE`.
  /// These sections leave no trace in it: execution, retry, autonomous, limits.
  package var variable: String {
    let parts = key.split(separator: ".").map { $0.uppercased() }
    let section = parts.count > 1 ? parts[0] : ""
    let prefix =
      switch section {
      case "", "EXECUTION", "RETRY", "AUTONOMOUS", "LIMITS": "HEAL_"
      case "LOGGING": "HEAL_LOG_"
      default: "HEAL_\(section)_"
      }
    return prefix + (parts.last ?? "")
  }

  /// Keys of the original system that have no meaning here; a file may have them.
  static let withoutEffect = ["ci.max_agent_turns"]

  /// The keys that have others below them.
  static let sections = Set(
    allCases.compactMap { setting in
      setting.key.firstIndex(of: ".").map { String(setting.key[..<$0]) }
    })
}
