import HealProject

/// Tells a green that may be believed from one that lies.
struct GreenGuard: Hashable, Sendable {
  /// Whether the command writes results, so that none at all means that nothing ran.
  var mustHaveResults: Bool
  /// Unique ids of the nodes that failed in this session.
  var formerlyFailing: Set<String>
  /// The latest status of each node, over all runs of the session.
  var statuses: [String: NodeStatus]
  var testsBefore: TestCensus
  var testsNow: TestCensus
  /// Files that heal has changed, relative to the project.
  var changedFiles: Set<String>

  /// Why a run that ended with 0 is no success; nil when it is one.
  func objection(to reading: RunReading) -> String? {
    if mustHaveResults && (reading.didNothing || reading.statuses.isEmpty) {
      return "dbt ended well but ran nothing"
    }
    for id in formerlyFailing.sorted() where ![.success, .pass].contains(statuses[id]) {
      return "`\(id)` failed before and has not passed since"
    }
    for (id, status) in statuses.sorted(by: { $0.key < $1.key })
    where status.isFailure || status == .skipped {
      return "`\(id)` has not run since it was left \(status.rawValue)"
    }
    if let lost = testsBefore.firstLost(in: testsNow, blaming: changedFiles) {
      return "the test `\(lost)` is gone"
    }
    return nil
  }
}
