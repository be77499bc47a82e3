import HealEngine
import HealLanguage
import Testing

@testable import HealEngine

/// The operations that search for a mend, on small generated files: each try reads the whole file.
@Suite struct MendPropertyTests {
  @Test(arguments: [OperationName.mendJinja, .mendSyntax, .mendLayout])
  func `a mend changes its spans and nothing else, and leaves nothing to mend`(
    operation: OperationName
  ) {
    var tally = EditTally()
    for index in 0..<60 {
      var cases = MendCases(operation, seed: UInt64(index))
      tally.take(cases.make()) { test, after in
        var faults: [String] = []
        if test.edits(for: test.request, in: after) != nil {
          faults.append("it mends again: \(after)")
        }
        if operation == .mendLayout, words(of: test.text) != words(of: after) {
          faults.append("a word changes: \(after)")
        }
        if operation == .mendLayout, YAMLMeaning(text: after) == nil {
          faults.append("it cannot be read: \(after)")
        }
        return faults
      }
    }
    tally.expectMost(of: [operation], atLeast: 20)
  }

  /// All that is no blank and no punctuation, and the line ends.
  private func words(of text: String) -> [UInt8] {
    text.utf8.filter { $0.isWordByte || $0 == 10 || $0 == 13 }
  }

  @Test func `every operation that edits a file is asked for here`() {
    let asked = Set(ModelCases.operations + SchemaCases.operations)
      .union(PropertyFile.mends).union(PropertyFile.byExample)
    #expect(asked == Set(OperationName.allCases.filter { $0.isEdit }))
  }
}
