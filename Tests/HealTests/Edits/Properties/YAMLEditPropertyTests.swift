import HealEngine
import HealLanguage
import Testing

@testable import HealEngine

/// Generated YAML files, every operation that edits YAML, and what must hold of each edit.
@Suite struct YAMLEditPropertyTests {
  @Test(arguments: 0..<4)
  func `an edit of a generated YAML file changes its spans and nothing else`(part: Int) {
    var tally = EditTally()
    var readable = 0
    for index in 0..<2500 * EditTally.rounds {
      let operation = SchemaCases.operations[index % SchemaCases.operations.count]
      var cases = SchemaCases(operation, seed: UInt64(part * 1_000_000 + index))
      let test = cases.make()
      #expect(areCoveredByLines(Array(test.text.utf8)))
      if index % 10 == 0, YAMLMeaning(text: test.text) != nil { readable += 1 }
      tally.take(test, meaningFaults)
    }
    tally.expectMost(of: SchemaCases.operations, atLeast: 20)
    #expect(readable > 220 * EditTally.rounds)
  }
}
