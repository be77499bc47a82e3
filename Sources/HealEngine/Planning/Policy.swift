/// What heal may do by itself. Read from `config/execution_mode.yml`, overridden by flags.
package struct Policy: Hashable, Sendable {
  package var mode: Mode
  /// From 0 to 1: a fix below it is never applied without a person.
  package var minConfidence: Double
  /// From 0 to 1: takes the place of ``minConfidence`` for waiting and running again, where that does no harm.
  package var minRetryConfidence = 0.6
  package var maxRetries: Int
  /// In seconds: a node that ran for longer is run again only from ``minConfidence`` on.
  package var maxNodeTime = 900.0
  /// In seconds.
  package var baseDelay: Double
  package var backoffMultiplier: Double
  package var createBackups: Bool
  /// Programs, other than dbt, that a fix may run.
  package var allowCommands: [String]
  /// How many files, and how many changed lines, one fix may touch.
  package var maxFiles: Int
  package var maxLines: Int
  /// What happens to a fix by its risk.
  package var tiers = Tiers()
  /// Which files a fix may change.
  package var fence = PathFence()
  /// What is proposed to a person and never applied without one.
  package var propose = ProposeScope()
  /// dbt's target in this run; nil where heal cannot tell.
  package var target: String?
  /// By fix, where the policy asks to go by it.
  package var trackRecords: [FixName: TrackRecord] = [:]
  /// How many fixes may still be applied without a person; nil: as many as there are.
  package var fixesLeft: Int?

  package init(
    mode: Mode = .humanInLoop, minConfidence: Double = 0.8, maxRetries: Int = 3,
    baseDelay: Double = 5, backoffMultiplier: Double = 2, createBackups: Bool = true,
    allowCommands: [String] = [], maxFiles: Int = 5, maxLines: Int = 60
  ) {
    self.mode = mode
    self.minConfidence = minConfidence
    self.maxRetries = maxRetries
    self.baseDelay = baseDelay
    self.backoffMultiplier = backoffMultiplier
    self.createBackups = createBackups
    self.allowCommands = allowCommands
    self.maxFiles = maxFiles
    self.maxLines = maxLines
  }

  package enum Mode: String, CaseIterable, Hashable, Sendable {
    case autonomous
    case humanInLoop = "human-in-loop"
    /// As `autonomous`, with the settings that the file has for CI.
    case autonomousCI = "autonomous-ci"
    /// Diagnoses and plans as `autonomous` does, and does nothing.
    case observe

    /// Whether heal decides by itself, as far as the policy lets it.
    package var isAutonomous: Bool { self != .humanInLoop }
  }

  /// The number that the threshold is compared with: what its rule says, or what its history bears out
  /// where that is less and the policy goes by it.
  package func confidence(of candidate: Candidate) -> Double {
    min(candidate.confidence, trackRecords[candidate.name]?.measuredConfidence ?? 1)
  }

  /// How confident heal must be to apply a candidate for a failure without a person; from 0 to 1.
  ///
  /// Waiting and running again has a threshold of its own where a wrong guess costs little: what failed can be run
  /// twice and did not take long, or dbt had not begun to run anything.
  package func threshold(for candidate: Candidate, of failure: Failure) -> Double {
    guard candidate.isRetryOnly else { return minConfidence }
    let isShort = failure.executionTime.map { $0 < maxNodeTime } ?? false
    let isCheap = failure.isBeforeRun || failure.isIdempotent == true && isShort
    return isCheap ? minRetryConfidence : max(minConfidence, minRetryConfidence)
  }

  /// Seconds between the end of a failed run and the next: 5, 10, 20 by default. `retry` is 1-based.
  package func delay(beforeRetry retry: Int) -> Double {
    (1..<max(retry, 1)).reduce(baseDelay) { delay, _ in delay * backoffMultiplier }
  }
}
