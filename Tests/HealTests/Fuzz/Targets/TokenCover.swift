@testable import HealEngine

/// Whether tokens lie side by side and print as the text.
func areCovered(_ bytes: [UInt8], by dialect: Dialect) -> Bool {
  var position = 0
  for token in SQLLexer.tokens(of: bytes, dialect: dialect) {
    guard token.range.lowerBound == position, !token.range.isEmpty else { return false }
    position = token.range.upperBound
  }
  return position == bytes.count
}

/// Whether lines lie side by side, each of them in order in itself.
func areCoveredByLines(_ bytes: [UInt8]) -> Bool {
  var next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  for line in YAMLLine.all(in: bytes) {
    let places = [line.start, line.content, line.body, line.end]
    guard line.start == next, places == places.sorted() else { return false }
    let feed = bytes[line.end...].firstIndex(of: 10) ?? bytes.count
    guard bytes[line.end..<feed].allSatisfy(\.isYAMLSpace) else { return false }
    next = feed + 1
  }
  return next >= bytes.count
}
