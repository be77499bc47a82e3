/// Text as the prefilter sees it: ASCII letters in lower case, and every run of white space one
/// space. A text that holds another still does when both are written so; the reverse does not hold,
/// which is why PCRE2 has the last word.
package struct LiteralText: Hashable, Sendable, Comparable {
  package private(set) var bytes: [UInt8]

  /// - Parameter text: any bytes, as they stand in a message.
  package init(_ text: [UInt8]) {
    bytes = text
    var count = 0
    var last: UInt8 = 0
    for byte in text {
      let folded = Self.fold(byte)
      if folded == 0x20 && last == 0x20 { continue }
      last = folded
      bytes[count] = folded
      count += 1
    }
    bytes.removeLast(bytes.count - count)
  }

  package static let space = LiteralText([0x20])

  package var count: Int { bytes.count }

  /// Whether there is more than white space in it.
  package var hasWords: Bool { bytes.contains { $0 != 0x20 } }

  package static func < (left: LiteralText, right: LiteralText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  static func + (left: LiteralText, right: LiteralText) -> LiteralText {
    var sum = left
    sum.append(right)
    return sum
  }

  mutating func append(_ other: LiteralText) {
    let isMerging = bytes.last == 0x20 && other.bytes.first == 0x20
    bytes += isMerging ? other.bytes[1...] : other.bytes[...]
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    if byte &- 0x41 < 26 { return byte | 0x20 }
    return byte &- 0x09 < 5 ? 0x20 : byte
  }
}
