/// The names that stand around what a change of SQL writes: in the innermost call, else in the same item of a list.
struct NamesAround {
  /// In lower case, in alphabetical order.
  let names: [String]

  init(_ change: FileChange) {
    let text = Array(change.before.utf8)
    names = Set(change.edits.flatMap { Self.names(around: $0.range, in: text) }).sorted()
  }

  private static func names(around range: Range<Int>, in text: [UInt8]) -> [String] {
    let bracket = edge(from: range.lowerBound - 1, in: text, step: -1) { _ in false }
    let isCall = text.indices.contains(bracket - 1) && isWord(text[bracket - 1])
    let isEnd = { (byte: UInt8) in !isCall && byte == UInt8(ascii: ",") }
    let start = edge(from: range.lowerBound - 1, in: text, step: -1, isEnd)
    let end = edge(from: range.upperBound, in: text, step: 1, isEnd)
    return text[(start + 1)..<end].split { !isWord($0) }.map { String(decoding: $0, as: UTF8.self).lowercased() }
  }

  /// Where a scan leaves the bracket that holds a place, or comes upon an end on its level.
  private static func edge(
    from place: Int, in text: [UInt8], step: Int, _ isEnd: (UInt8) -> Bool
  ) -> Int {
    let (inward, outward) = step > 0 ? (UInt8(ascii: "("), UInt8(ascii: ")")) : (UInt8(ascii: ")"), UInt8(ascii: "("))
    var depth = 0
    var index = place
    while text.indices.contains(index) {
      let byte = text[index]
      if depth == 0, byte == outward || isEnd(byte) { return index }
      if byte == inward { depth += 1 }
      if byte == outward { depth -= 1 }
      index += step
    }
    return index
  }

  private static func isWord(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") }
}
