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
  /// Files where fixes that stand made work again what dbt could not read or find.
  var restoredFiles: Set<String> = []
  /// What failed until those fixes, by unique id.
  var restoredFailures: Set<String> = []

  /// Why a run that ended with 0 is no success; nil when it is one.
  func objection(to reading: RunReading) -> Objection? {
    if mustHaveResults && (reading.didNothing || reading.statuses.isEmpty) {
      return Objection("dbt ended well but ran nothing")
    }
    let replaced = replacedTests
    for id in formerlyFailing.subtracting(replaced).sorted()
    where ![.success, .pass].contains(statuses[id]) {
      return Objection("`\(id)` failed before and has not passed since", node: id)
    }
    for (id, status) in statuses.sorted(by: { $0.key < $1.key })
    where status.isNotGreen(id) && !replaced.contains(id) {
      return Objection(
        "`\(id)` has not run since it was left \(status.rawValue)", node: id)
    }
    let lost = testsBefore.lost(in: testsNow, blaming: changedFiles).subtracting(replaced)
    if let lost = lost.min() {
      return Objection("the test `\(lost)` is gone", node: lost, file: testsBefore.tests[lost])
    }
    return nil
  }

  /// Tests that never passed and were called by a name that does not exist: by its right name a test has
  /// another id. For each that is gone there must be a new one in the same file.
  private var replacedTests: Set<String> {
    // One that dbt could not read at first is in no count of before.
    var replaced = restoredFailures.filter { id in
      id.hasPrefix("test.") && testsBefore.tests[id] == nil && testsNow.tests[id] == nil
    }
    for file in restoredFiles {
      let gone = testsBefore.tests.filter { $0.value == file && testsNow.tests[$0.key] == nil }.keys
      let new = testsNow.tests.filter { $0.value == file && testsBefore.tests[$0.key] == nil }
      let neverPassed = gone.allSatisfy { ![.success, .pass].contains(statuses[$0]) }
      if neverPassed, new.count >= gone.count { replaced.formUnion(gone) }
    }
    return replaced
  }
}
