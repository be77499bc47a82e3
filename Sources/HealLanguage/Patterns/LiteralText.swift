/// Text as the prefilter sees it: ASCII letters in lower case, and every run of white space one
/// space. A text that holds another still does when both are written so; the reverse does not hold,
/// which is why PCRE2 has the last word.
package struct LiteralText: Hashable, Sendable, Comparable {
  package private(set) var bytes: [UInt8]

  /// - Parameter text: any bytes, as they stand in a message.
  package init(_ text: some Sequence<UInt8>) {
    bytes = []
    bytes.reserveCapacity(text.underestimatedCount)
    for byte in text { append(byte) }
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
    for byte in right.bytes { sum.append(byte) }
    return sum
  }

  private mutating func append(_ byte: UInt8) {
    switch byte {
    case 0x09...0x0D, 0x20: if bytes.last != 0x20 { bytes.append(0x20) }
    case 0x41...0x5A: bytes.append(byte | 0x20)
    default: bytes.append(byte)
    }
  }
}
