/// What the failed run left behind, so that a later process can tell whether `dbt retry` still goes on from it.
package struct SavedResumption: Codable, Hashable, Sendable {
  /// Whether `dbt retry` would have run all that had to run.
  package var canRetry: Bool
  /// dbt's name for the failed run; nil when it is not known.
  package var invocation: String?
  /// SHA-256 of the run's `run_results.json`; nil when there was none.
  package var results: String?
  /// See ``ProjectStamp``.
  package var stamp: String
  /// dbt's status of each node that failed or was skipped, by unique id.
  package var unfinished: [String: String]
}
