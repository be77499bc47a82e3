extension JSONReader {
  /// The content of a JSON string with its escapes resolved. An unknown escape stands for itself, and
  /// half a surrogate pair for U+FFFD.
  static func unescaped(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var rest = content
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "u"): result.append(contentsOf: String(scalar(in: &rest)).utf8)
      default: result.append(escape)
      }
    }
    return result
  }

  /// The scalar behind `\u`; takes the second half of a surrogate pair too.
  private static func scalar(in rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let first = unit(in: &rest) else { return replacement }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? replacement }
    var ahead = rest
    guard ahead.popFirst() == UInt8(ascii: "\\"), ahead.popFirst() == UInt8(ascii: "u"),
      let second = unit(in: &ahead), (0xDC00..<0xE000).contains(second)
    else { return replacement }
    rest = ahead
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
  }

  private static func unit(in rest: inout ArraySlice<UInt8>) -> UInt32? {
    guard rest.count >= 4 else { return nil }
    let digits = String(decoding: rest.prefix(4), as: UTF8.self)
    rest.removeFirst(4)
    return UInt32(digits, radix: 16)
  }
}
