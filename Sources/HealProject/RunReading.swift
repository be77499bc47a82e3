package import HealEngine

/// What a finished run of dbt says of itself.
package struct RunReading: Sendable {
  /// Every root failure, in the order in which dbt reported them; skipped children are none.
  package var failures: [Failure]
  /// The status of every node that this invocation reported, by unique id.
  package var statuses: [String: NodeStatus]
  /// nil when the run wrote no structured log.
  package var invocationID: String?
  package var adapter: String?
  /// `1.11.16`.
  package var dbtVersion: String?
  /// Whether `run_results.json` is this invocation's own; a stale one is never read.
  package var hasOwnRunResults: Bool
  /// dbt found nothing to run: never a success.
  package var didNothing: Bool
  /// A person, or whoever sent the signal, ended the run: not a fault to heal.
  package var wasInterrupted: Bool
  /// Things worth a line in the report: a stale artifact that was ignored, a log that was not written.
  package var remarks: [String]

  /// Whether dbt 2 ran.
  package var isOfDbt2: Bool { dbtVersion?.hasPrefix("2.") == true }

  package init(
    failures: [Failure] = [], statuses: [String: NodeStatus] = [:], invocationID: String? = nil,
    adapter: String? = nil, dbtVersion: String? = nil, hasOwnRunResults: Bool = false,
    didNothing: Bool = false, wasInterrupted: Bool = false, remarks: [String] = []
  ) {
    self.failures = failures
    self.statuses = statuses
    self.invocationID = invocationID
    self.adapter = adapter
    self.dbtVersion = dbtVersion
    self.hasOwnRunResults = hasOwnRunResults
    self.didNothing = didNothing
    self.wasInterrupted = wasInterrupted
    self.remarks = remarks
  }
}

/// dbt's word for how a node ended.
package enum NodeStatus: String, Hashable, Sendable {
  case success, pass, warn, error, fail, skipped, noOp = "no-op"
  case runtimeError = "runtime error"
  case partialSuccess = "partial success"
  case reused
  case unknown

  package var isFailure: Bool {
    switch self {
    case .error, .fail, .runtimeError, .partialSuccess: true
    default: false
    }
  }
}
