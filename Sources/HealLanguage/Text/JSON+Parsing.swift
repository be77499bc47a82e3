extension JSON {
  /// Reads one JSON value as RFC 8259 has it; nil when the text is anything else, or is nested more
  /// than 100 deep.
  package init?(parsing text: String) {
    var reader = JSONReader(text)
    guard let value = reader.document() else { return nil }
    self = value
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func document() -> JSON? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return offset == bytes.count ? value : nil
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte.isBlank || byte.endsLine { offset += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) -> JSON? {
    skipSpace()
    guard depth < 100, let first = peek else { return nil }
    switch first {
    case Byte.leftBrace: return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case Byte.quote: return text().map(JSON.text)
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) -> JSON? {
    let wanted = word.description.utf8
    guard bytes[offset...].starts(with: wanted) else { return nil }
    offset += wanted.count
    return value
  }

  private mutating func list(depth: Int) -> JSON? {
    offset += 1
    var items: [JSON] = []
    if take(UInt8(ascii: "]")) { return .list(items) }
    repeat {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? .list(items) : nil
  }

  private mutating func object(depth: Int) -> JSON? {
    offset += 1
    var members: [(String, JSON)] = []
    if take(Byte.rightBrace) { return .object(members) }
    repeat {
      skipSpace()
      guard peek == Byte.quote, let key = text(), take(UInt8(ascii: ":")),
        let member = value(depth: depth + 1)
      else { return nil }
      members.append((key, member))
    } while take(UInt8(ascii: ","))
    return take(Byte.rightBrace) ? .object(members) : nil
  }

  private mutating func number() -> JSON? {
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    let whole = digits()
    guard whole == 1 || whole > 1 && bytes[offset - whole] != UInt8(ascii: "0") else { return nil }
    var isWhole = true
    if peek == Byte.dot {
      isWhole = false
      offset += 1
      guard digits() > 0 else { return nil }
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      offset += 1
      if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { return nil }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let int = Int(text) { return .int(int) }
    return Double(text).map(JSON.number)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = peek, byte.isDigit { offset += 1 }
    return offset - start
  }

  private mutating func text() -> String? {
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case Byte.quote: return String(decoding: text, as: UTF8.self)
      case Byte.backslash:
        guard let escaped = escape() else { return nil }
        text += escaped
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> [UInt8]? {
    guard let byte = peek else { return nil }
    offset += 1
    switch byte {
    case Byte.quote, Byte.backslash, Byte.slash: return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [Byte.newline]
    case UInt8(ascii: "r"): return [Byte.carriageReturn]
    case UInt8(ascii: "t"): return [Byte.tab]
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return nil
    }
  }

  /// Four hexadecimal digits, or two such escapes that are a surrogate pair. A lone surrogate is the
  /// replacement character.
  private mutating func unicodeEscape() -> [UInt8]? {
    guard var unit = hexadecimal() else { return nil }
    if (0xD800..<0xDC00).contains(unit), bytes[offset...].starts(with: #"\u"#.utf8) {
      let here = offset
      offset += 2
      guard let low = hexadecimal() else { return nil }
      if (0xDC00..<0xE000).contains(low) {
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      } else {
        offset = here
      }
    }
    return Array(String(Character(Unicode.Scalar(unit) ?? "\u{FFFD}")).utf8)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ $0.isDigit || (0x61...0x66).contains($0 | 0x20) }) else { return nil }
    offset += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
