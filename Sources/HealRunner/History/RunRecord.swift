/// One run as the history keeps it.
package struct RunRecord: Hashable, Sendable {
  /// Names the `.heal` folder that the run was made in: sixteen hexadecimal digits, made up once.
  package var machine: String
  package var id: String
  package var started: Timestamp
  /// When dbt had failed for the first time; nil when it never did.
  package var failed: Timestamp?
  /// nil when the run was cut short.
  package var ended: Timestamp?
  package var status: Status
  package var command: String
  /// How often dbt ran.
  package var attempts = 0
  package var timings = Timings()
  package var commit: MadeCommit?
  package var issue: IssueReference?
  package var failures: [FailureRecord] = []
  package var fixes: [FixRecord] = []

  package enum Status: String, CaseIterable, Hashable, Sendable {
    case green, healed, waiting, interrupted
    case notHealed = "not-healed"
    /// It failed, and heal only looked on.
    case observed
    /// It failed, and heal was killed before it could end.
    case cutShort = "cut-short"
  }

  /// From the first failure to green, in seconds; nil when it was not healed.
  package var timeToGreen: Double? {
    guard status == .healed, let failed, let ended else { return nil }
    return max(0, ended.seconds - failed.seconds)
  }
}

/// One failure of a run.
package struct FailureRecord: Hashable, Sendable {
  package var fingerprint: String
  /// The first attempt in which it came.
  package var attempt: Int
  package var node: String?
  package var category: String?
  /// nil when no rule knew it.
  package var rule: String?
  /// One line of what dbt said, redacted.
  package var summary: String
  /// Whether it was there when the run ended.
  package var isOpen: Bool
}

/// What became of one fix in a run.
package struct FixRecord: Hashable, Sendable {
  package var attempt: Int
  package var rule: String
  package var title: String
  /// As the rule's author wrote it; nil in what an earlier heal has recorded.
  package var titleTemplate: String?
  package var category: String?
  /// As authored, from 0 to 1; nil when it is not known.
  package var confidence: Double?
  /// `safe`, `review`, `destructive`, `manual`; nil when it is not known.
  package var risk: String?
  package var nodes: [String] = []
  /// Relative to the project.
  package var files: [String] = []
  package var verdict: Verdict
  /// One clause; nil where there is nothing to explain.
  package var reason: String?
  package var approvedBy: String?

  package enum Verdict: String, CaseIterable, Hashable, Sendable {
    /// Its failure was gone, the run was green, and it stays.
    case verified
    /// It was seen to fail, or a person reverted it and said why.
    case rolledBack = "rolled-back"
    /// It was reverted, but not for a fault of its own: this says nothing of it.
    case withdrawn
    /// It waits for a person.
    case proposed
    /// It was not applied.
    case refused

    /// Whether the fix was in place at some time.
    package var wasApplied: Bool { [.verified, .rolledBack, .withdrawn].contains(self) }
  }
}
