import HealEngine
import HealLanguage
import Testing

@testable import HealEngine

/// Any bytes at all, and generated files with bytes knocked out: what readers cut up is the whole.
@Suite struct ReadingPropertyTests {
  @Test(arguments: Dialect.allCases)
  func `tokens print as the bytes they were read from`(dialect: Dialect) {
    var random = SplitMix(seed: 21)
    for index in 0..<60 {
      let bytes = anyBytes(index, &random)
      #expect(areCovered(bytes, by: dialect), "\(bytes)")
    }
  }

  @Test func `lines of YAML print as the bytes they were read from`() {
    var random = SplitMix(seed: 22)
    for index in 0..<600 {
      let bytes = anyBytes(index, &random)
      #expect(areCoveredByLines(bytes), "\(bytes)")
      for line in YAMLLine.all(in: bytes) {
        let places = [line.word(bytes), line.value(bytes), line.bareValue(bytes)]
        #expect(places.allSatisfy { $0.lowerBound >= line.body && $0.upperBound <= line.end })
        if let colon = line.colon(bytes) { #expect((line.body..<line.end).contains(colon)) }
      }
    }
  }

  @Test func `lines of a diff print as the bytes they were read from`() {
    var random = SplitMix(seed: 23)
    for index in 0..<300 {
      let bytes = anyBytes(index, &random)
      #expect(Array(LineDiff.lines(of: bytes).joined()) == bytes)
    }
  }

  @Test func `Jinja tags and calls lie apart, in order and inside`() {
    var random = SplitMix(seed: 24)
    for index in 0..<400 {
      let bytes = anyBytes(index, &random)
      var next = 0
      for tag in JinjaTag.read(in: bytes) {
        #expect(tag.range.lowerBound >= next && tag.range.upperBound <= bytes.count)
        next = tag.range.upperBound
        expectInside(JinjaCall.all(in: tag.range, of: bytes), tag.range)
      }
      for isSQL in [true, false] {
        expectInside(RefRename.calls(in: bytes, isSQL: isSQL), 0..<bytes.count)
      }
      for argument in ConfigArgument.all(in: bytes) {
        #expect(argument.nameRange.upperBound <= bytes.count)
        #expect(argument.textRange.upperBound <= bytes.count)
      }
    }
  }

  @Test func `no editor stumbles over broken files`() {
    var random = SplitMix(seed: 25)
    for index in 0..<1200 * EditTally.rounds {
      let isSQL = index % 2 == 0
      var test: EditCase
      if isSQL {
        var cases = ModelCases(
          ModelCases.operations[index / 2 % ModelCases.operations.count], seed: UInt64(index))
        test = cases.make()
      } else {
        var cases = SchemaCases(
          SchemaCases.operations[index / 2 % SchemaCases.operations.count], seed: UInt64(index))
        test = cases.make()
      }
      test.text = String(decoding: random.mutated(test.text), as: UTF8.self)
      (test.inverse, test.expected) = (nil, nil)
      guard let edits = test.edits() else { continue }
      let faults = EditProperties(test, edits).faults().filter { !$0.contains("comments are lost") }
      #expect(faults.isEmpty, "\(test.request) \(edits) \(test.text.debugDescription)")
    }
  }

  private func expectInside(_ calls: [JinjaCall], _ range: Range<Int>) {
    for call in calls {
      #expect(call.name.lowerBound >= range.lowerBound && call.name.upperBound <= range.upperBound)
      var next = call.name.upperBound
      for argument in call.names {
        #expect(argument.range.lowerBound > next && argument.range.upperBound < range.upperBound)
        next = argument.range.upperBound
      }
    }
  }

  /// Bytes that mean something to a reader, or a generated file with some of them changed.
  private func anyBytes(_ index: Int, _ random: inout SplitMix) -> [UInt8] {
    switch index % 3 {
    case 0: return (0..<random.number(0...200)).map { _ in random.byte() }
    case 1:
      var cases = ModelCases(.renameRef, seed: UInt64(index))
      return random.mutated(cases.make().text)
    default:
      var cases = SchemaCases(.set, seed: UInt64(index))
      return random.mutated(cases.make().text)
    }
  }
}
