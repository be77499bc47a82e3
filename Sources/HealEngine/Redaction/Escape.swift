/// Another spelling of a character: `%3A`, `\u0022`, `\x22`, `&quot;`, `&#61;`, or a letter in full width.
struct Escape {
  /// How many bytes it has.
  let length: Int
  /// What it stands for.
  let text: [UInt8]

  private init(_ length: Int, _ text: some Sequence<UInt8>) {
    self.length = length
    self.text = Array(text)
  }

  /// nil where none begins, or one of a control character.
  init?(at start: Int, in bytes: [UInt8]) {
    let found: Escape? =
      switch bytes[start] {
      case UInt8(ascii: "%"): Self.percent(start, bytes)
      case UInt8(ascii: "\\"): Self.backslash(start, bytes)
      case UInt8(ascii: "&"): Self.entity(start, bytes)
      case 0xEF: Self.fullWidth(start, bytes)
      case 0xF0: Self.mathematical(start, bytes)
      default: nil
      }
    guard let found else { return nil }
    self = found
  }

  private static func percent(_ start: Int, _ bytes: [UInt8]) -> Escape? {
    hex(bytes, start + 1, 2).flatMap { isPrintable($0) ? Escape(3, [UInt8($0)]) : nil }
  }

  /// `\u0022`, `\x22` and `\/`, with further backslashes where a text was escaped again.
  private static func backslash(_ start: Int, _ bytes: [UInt8]) -> Escape? {
    var letter = start + 1
    while letter < bytes.count, bytes[letter] == UInt8(ascii: "\\"), letter - start < 8 {
      letter += 1
    }
    guard letter < bytes.count else { return nil }
    let length = letter + 1 - start
    switch bytes[letter] {
    case UInt8(ascii: "/"): return Escape(length, "/".utf8)
    case UInt8(ascii: "x"):
      return hex(bytes, letter + 1, 2).flatMap {
        isPrintable($0) ? Escape(length + 2, [UInt8($0)]) : nil
      }
    case UInt8(ascii: "u"):
      return hex(bytes, letter + 1, 4).flatMap { number in
        guard isPrintable(number) || number >= 0xA0, let scalar = Unicode.Scalar(number) else {
          return nil
        }
        return Escape(length + 4, String(Character(scalar)).utf8)
      }
    default: return nil
    }
  }

  private static func entity(_ start: Int, _ bytes: [UInt8]) -> Escape? {
    guard let end = bytes[start..<min(bytes.count, start + 10)].firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    let name = String(decoding: bytes[start + 1..<end], as: UTF8.self).lowercased()
    let length = end + 1 - start
    if let known = entities[name] { return Escape(length, known.utf8) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { isPrintable($0) ? Escape(length, [UInt8($0)]) : nil }
  }

  private static let entities = [
    "amp": "&", "apos": "'", "colon": ":", "commat": "@", "equals": "=", "gt": ">", "lt": "<",
    "quot": "\"", "sol": "/",
  ]

  /// U+FF01 to U+FF5E: ASCII in the width of Chinese and Japanese letters.
  private static func fullWidth(_ start: Int, _ bytes: [UInt8]) -> Escape? {
    guard start + 2 < bytes.count else { return nil }
    switch (bytes[start + 1], bytes[start + 2]) {
    case (0xBC, 0x81...0xBF): return Escape(3, [bytes[start + 2] - 0x60])
    case (0xBD, 0x80...0x9E): return Escape(3, [bytes[start + 2] - 0x20])
    default: return nil
    }
  }

  /// Bold, slanted and other letters and digits of mathematics.
  private static func mathematical(_ start: Int, _ bytes: [UInt8]) -> Escape? {
    guard start + 3 < bytes.count, bytes[start + 1] == 0x9D,
      (0x90...0x9F).contains(bytes[start + 2])
    else { return nil }
    let number = Int(bytes[start + 2] & 0x3F) << 6 | Int(bytes[start + 3] & 0x3F)
    let place = number - 0x400
    if place < 676 {
      let letter = place % 52
      return Escape(4, [UInt8(letter < 26 ? 0x41 + letter : 0x47 + letter)])
    }
    return place >= 974 ? Escape(4, [UInt8(0x30 + (place - 974) % 10)]) : nil
  }

  private static func isPrintable(_ number: UInt32) -> Bool { (0x20...0x7E).contains(number) }

  private static func hex(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= bytes.count else { return nil }
    var number: UInt32 = 0
    for byte in bytes[start..<start + count] {
      guard let digit = byte.hexDigit else { return nil }
      number = number << 4 | digit
    }
    return number
  }
}

extension UInt8 {
  var hexDigit: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46, 0x61...0x66: UInt32(self | 0x20) - 0x57
    default: nil
    }
  }
}
