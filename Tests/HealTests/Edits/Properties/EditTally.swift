import FoundationEssentials
import HealEngine
import HealLanguage
import Testing

/// Makes the edits of many cases, checks each that is made, and counts how often each was.
struct EditTally {
  /// More files with `HEAL_FUZZ=10`.
  static let rounds = ProcessInfo.processInfo.environment["HEAL_FUZZ"].flatMap(Int.init) ?? 1

  private(set) var made: [OperationName: Int] = [:]
  private(set) var asked: [OperationName: Int] = [:]
  private var faulty: [OperationName: Int] = [:]

  /// `more` tells what else does not hold, of the case and the text after the edit.
  mutating func take(_ test: EditCase, _ more: (EditCase, String) -> [String] = { _, _ in [] }) {
    asked[test.operation, default: 0] += 1
    guard let edits = test.edits() else { return }
    made[test.operation, default: 0] += 1
    var faults = EditProperties(test, edits).faults()
    if faults.isEmpty { faults = more(test, apply(edits, to: test.text)) }
    guard !faults.isEmpty else { return }
    faulty[test.operation, default: 0] += 1
    // One fault of an editor shows many times: the first are enough to find it.
    guard faulty[test.operation, default: 0] <= 2 else { return }
    Issue.record("\(test.request) \(faults) \(edits) \(test.text.debugDescription)")
  }

  /// So that no operation passes by being refused.
  func expectMost(of operations: [OperationName], atLeast count: Int) {
    #expect(faulty == [:])
    for operation in operations {
      #expect(
        made[operation, default: 0] >= count,
        "\(operation.rawValue): \(made[operation, default: 0]) of \(asked[operation, default: 0])")
    }
  }
}
