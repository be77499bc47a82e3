import HealEngine
import HealProject

/// How to go on from a failed run: with `dbt retry` where it would run all that must run again, and with
/// the user's own command where it would not.
struct Resumption: Sendable {
  /// dbt's word for what the user runs: `build`.
  var subcommand: String?
  /// The failed run's own words about itself.
  var reading: RunReading
  /// Paths that have changed since that run began, relative to the project.
  var changedFiles: Set<String>

  var canRetry: Bool {
    guard let subcommand, Self.retryable.contains(subcommand), reading.hasOwnRunResults,
      reading.statuses.values.contains(where: \.isFailure), !reading.failures.isEmpty,
      !reading.failures.contains(where: { $0.isBeforeRun || $0.node?.kind == "operation" })
    else { return false }
    if changedFiles.isEmpty { return true }
    // A test that failed would run again on a model that would not be built again.
    let testFailed = reading.failures.contains { $0.node?.kind == "test" }
    return !testFailed && changedFiles.allSatisfy(isOfFailedNode)
  }

  /// What succeeded is not built again by `dbt retry`, so nothing that it was built from may have changed.
  private func isOfFailedNode(_ path: String) -> Bool {
    reading.failures.contains { $0.node?.file == path }
      || path.hasSuffix(".yml") || path.hasSuffix(".yaml") || path.hasSuffix(".md")
  }

  /// Commands that `dbt retry` repeats and that write `run_results.json`.
  private static let retryable: Set<String> = ["build", "run", "test", "seed", "snapshot", "retry"]
}
