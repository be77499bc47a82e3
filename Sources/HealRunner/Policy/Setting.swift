/// One thing that `config/execution_mode.yml`, an environment variable or a flag can settle.
package enum Setting: String, CaseIterable, Hashable, Sendable {
  case mode = "execution.mode"
  case maxRetries = "retry.max_retries"
  case baseDelay = "retry.base_delay_seconds"
  case backoffMultiplier = "retry.backoff_multiplier"
  case minConfidence = "autonomous.min_confidence"
  case createBackups = "autonomous.create_backups"
  case allowCommands = "allow_commands"
  case pipelineRuns = "logging.pipeline_runs"
  case errors = "logging.errors"
  case fixes = "logging.fixes"
  case format = "logging.format"

  /// Where it stands in the file.
  package var key: String { rawValue }

  /// The environment variable that says the same: `HEAL_MODE`, `HEAL_MAX_RETRIES`.
  package var variable: String {
    switch self {
    case .mode: "HEAL_MODE"
    case .maxRetries: "HEAL_MAX_RETRIES"
    case .baseDelay: "HEAL_BASE_DELAY_SECONDS"
    case .backoffMultiplier: "HEAL_BACKOFF_MULTIPLIER"
    case .minConfidence: "HEAL_MIN_CONFIDENCE"
    case .createBackups: "HEAL_CREATE_BACKUPS"
    case .allowCommands: "HEAL_ALLOW_COMMANDS"
    case .pipelineRuns: "HEAL_LOG_PIPELINE_RUNS"
    case .errors: "HEAL_LOG_ERRORS"
    case .fixes: "HEAL_LOG_FIXES"
    case .format: "HEAL_LOG_FORMAT"
    }
  }

  /// Keys that belong to the file but that this version does not read yet. A name ending in `.`
  /// stands for all below it.
  static let knownForLater = [
    "execution.auto_detect_ci", "ci.min_confidence", "ci.create_backups",
    "ci.create_issue_on_failure", "ci.failure_labels", "ci.commit_strategy", "ci.max_agent_turns",
    "logging.ci_verbose", "notes.",
  ]
}
