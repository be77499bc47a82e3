/// Text as the prefilter sees it: ASCII letters in lower case, and every run of white space one
/// space. A text that holds another still does when both are written so; the reverse does not hold,
/// which is why PCRE2 has the last word.
package struct LiteralText: Hashable, Sendable, Comparable {
  package private(set) var bytes: [UInt8]

  /// - Parameter text: any bytes, as they stand in a message.
  package init(_ text: some Sequence<UInt8>) {
    bytes = [UInt8](repeating: 0, count: text.underestimatedCount)
    var count = 0
    var last: UInt8 = 0
    for byte in text {
      let folded = Self.fold(byte)
      if folded == 0x20 && last == 0x20 { continue }
      last = folded
      if count < bytes.count { bytes[count] = folded } else { bytes.append(folded) }
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
    let isMerging = left.bytes.last == 0x20 && right.bytes.first == 0x20
    sum.bytes += right.bytes.dropFirst(isMerging ? 1 : 0)
    return sum
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x09...0x0D: 0x20
    case 0x41...0x5A: byte | 0x20
    default: byte
    }
  }
}
