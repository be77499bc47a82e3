/// Cuts SQL with Jinja into tokens. Takes any bytes; the tokens' ranges always cover them all.
package struct SQLLexer {
  let bytes: [UInt8]
  let dialect: Dialect
  var position = 0
  /// Between `{% raw %}` and `{% endraw %}`.
  var isRaw = false
  /// No byte from here on had a part in the tokens so far.
  var reach = 0
  var closers = JinjaClosers()

  package init(_ bytes: [UInt8], dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// All tokens of a text.
  package static func tokens(of bytes: [UInt8], dialect: Dialect) -> [SQLToken] {
    var lexer = SQLLexer(bytes, dialect: dialect)
    var tokens: [SQLToken] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  package mutating func next() -> SQLToken? {
    guard position < bytes.count else { return nil }
    let start = position
    var isClosed = true
    let kind = isRaw ? scanRaw() : scan(&isClosed)
    precondition(position > start, "every token takes at least one byte")
    reach = max(reach, position + Self.lookahead)
    return SQLToken(kind, start..<position, isClosed: isClosed)
  }

  /// So many bytes behind a token may have decided where it ends.
  private static let lookahead = 3

  /// The byte `offset` places on; 0, which no token begins with, past the end.
  func peek(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < bytes.count ? bytes[index] : 0
  }

  func at(_ text: String) -> Bool {
    var index = position
    for byte in text.utf8 {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private mutating func scan(_ isClosed: inout Bool) -> SQLToken.Kind {
    if let jinja = scanJinja(&isClosed) { return jinja }
    if position == 0, at("\u{FEFF}") {
      position = 3
      return .whitespace
    }
    let byte = peek()
    if byte.isSQLSpace {
      while position < bytes.count, peek().isSQLSpace { position += 1 }
      return .whitespace
    }
    if let comment = scanComment(&isClosed) { return comment }
    if let quoted = scanQuoted(&isClosed) { return quoted }
    if byte.isDigit {
      scanNumber()
      return .number
    }
    if startsWord(byte) {
      position += 1
      while peek().isWordByte { position += 1 }
      return .word
    }
    scanSymbol()
    return .symbol
  }

  private func startsWord(_ byte: UInt8) -> Bool {
    if byte.isWordByte { return true }
    let isPrefix = byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#")
    return isPrefix && dialect == .sqlserver && peek(1).isWordByte
  }

  private mutating func scanComment(_ isClosed: inout Bool) -> SQLToken.Kind? {
    let isLine =
      at("--") || (dialect.hasHashComments && at("#")) || (dialect.hasSlashComments && at("//"))
    if isLine {
      while position < bytes.count, peek() != UInt8(ascii: "\n"), peek() != UInt8(ascii: "\r") {
        if !skipJinja() { position += 1 }
      }
      return .comment
    }
    guard at("/*") else { return nil }
    position += 2
    var depth = 1
    while position < bytes.count {
      if at("*/") {
        position += 2
        depth -= 1
        if depth == 0 { return .comment }
      } else if dialect.nestsComments, at("/*") {
        position += 2
        depth += 1
      } else if !skipJinja() {
        position += 1
      }
    }
    isClosed = false
    return .comment
  }

  private mutating func scanNumber() {
    while peek().isDigit { position += 1 }
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      position += 1
    }
    while peek().isWordByte { position += 1 }
  }

  private mutating func scanSymbol() {
    for symbol in SQLLexer.symbols where at(symbol) {
      position += symbol.utf8.count
      return
    }
    position += 1
  }

  /// Longest first.
  private static let symbols = ["->>", "::", "=>", ":=", "->", "||", "<=", ">=", "<>", "!="]
}

extension UInt8 {
  var isSQLSpace: Bool { self == 32 || (9...13).contains(self) }

  /// Letters, digits, `_`, `$` and every byte of a character beyond ASCII.
  var isWordByte: Bool {
    isDigit || (65...90).contains(self) || (97...122).contains(self) || self == 95 || self == 36
      || self >= 128
  }
}
