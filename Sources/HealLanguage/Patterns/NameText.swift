extension Pattern {
  /// A captured name without the quotes around its dotted parts: `"raw"."Order Id"` is
  /// `raw.Order Id`. Text that is not a dotted sequence of names in quotes or without stays as it is.
  package static func unquotedName(_ captured: String) -> String {
    let bytes = Array(captured.utf8)
    var result: [UInt8] = []
    var position = 0
    while true {
      guard let part = readNamePart(bytes, from: &position) else { return captured }
      result += part
      guard position < bytes.count else { return String(decoding: result, as: UTF8.self) }
      guard bytes[position] == UInt8(ascii: ".") else { return captured }
      result.append(UInt8(ascii: "."))
      position += 1
    }
  }

  /// One part, its quotes taken off; a doubled quote inside is one.
  private static func readNamePart(_ bytes: [UInt8], from position: inout Int) -> [UInt8]? {
    guard position < bytes.count else { return nil }
    guard let close = closingQuote(for: bytes[position]) else {
      let plain = bytes[position...].prefix {
        $0 != UInt8(ascii: ".") && closingQuote(for: $0) == nil
      }
      position = plain.endIndex
      return plain.isEmpty ? nil : Array(plain)
    }
    var part: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == close {
        position += 1
        guard position < bytes.count, bytes[position] == close else {
          return part.isEmpty ? nil : part
        }
      }
      part.append(bytes[position])
      position += 1
    }
    return nil
  }

  private static func closingQuote(for open: UInt8) -> UInt8? {
    switch open {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): open
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: nil
    }
  }
}
