import HealEngine
import HealLanguage
import Testing

/// Generated models, every operation that edits SQL, and what must hold of each edit.
@Suite struct SQLEditPropertyTests {
  @Test(arguments: 0..<4)
  func `an edit of a generated model changes its spans and nothing else`(part: Int) {
    var tally = EditTally()
    for index in 0..<2500 * EditTally.rounds {
      let operation = ModelCases.operations[index % ModelCases.operations.count]
      var cases = ModelCases(operation, seed: UInt64(part * 1_000_000 + index))
      let test = cases.make()
      #expect(areCovered(Array(test.text.utf8), by: cases.writer.dialect))
      tally.take(test)
    }
    tally.expectMost(of: ModelCases.operations, atLeast: 20)
  }
}
