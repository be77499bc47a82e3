/// The ASCII bytes that the lexer looks for, by name.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let slash = UInt8(ascii: "/")
  static let backslash = UInt8(ascii: "\\")
  static let leftBrace = UInt8(ascii: "{")
  static let rightBrace = UInt8(ascii: "}")
  static let semicolon = UInt8(ascii: ";")
  static let dot = UInt8(ascii: ".")
  static let percent = UInt8(ascii: "%")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")
  static let underscore = UInt8(ascii: "_")
  static let equals = UInt8(ascii: "=")
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) && self < 0x80
  }

  var startsName: Bool { isLetter || self == Byte.underscore }

  var continuesName: Bool { startsName || isDigit }

  /// White space within a line.
  var isBlank: Bool { self == Byte.space || self == Byte.tab }

  /// Part of a line end: a lone carriage return counts as one.
  var endsLine: Bool { self == Byte.newline || self == Byte.carriageReturn }
}
