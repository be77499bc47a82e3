/// What holds in CI instead of the settings of the same meaning; nil: theirs.
package struct CISettings: Hashable, Sendable {
  /// For `autonomous.min_confidence`.
  package var minConfidence: Double?
  /// For `autonomous.min_retry_confidence`.
  package var minRetryConfidence: Double?
  /// Whether a threshold here may be below the one that it is for.
  package var mayBeLooser = false
  /// For `autonomous.create_backups`.
  package var createsBackups: Bool?
  /// For `issues.enabled`, which is true in CI where neither is said.
  package var createsIssue: Bool?
  /// For `issues.labels`.
  package var failureLabels: [String]?
  /// For `commit.strategy`.
  package var commitStrategy: CommitSettings.Strategy?

  package init() {}
}
