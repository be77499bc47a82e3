extension SQLLexer {
  /// Scans a string or a quoted name, prefix included, if one starts here.
  mutating func scanQuoted(_ isClosed: inout Bool) -> SQLToken.Kind? {
    if dialect.hasDollarQuotes, let tag = dollarTag() {
      isClosed = scanDollarQuoted(tag)
      return .string
    }
    let prefix = stringPrefix()
    let quote = peek(prefix.length)
    let isText =
      quote == UInt8(ascii: "'") || (quote == UInt8(ascii: "\"") && dialect.quotesTextDoubly)
    if isText {
      position += prefix.length
      isClosed = scanString(quote, isRaw: prefix.isRaw, hasEscapes: prefix.hasEscapes)
      return .string
    }
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      isClosed = scanDelimited(by: peek(), doubles: true, backslash: false)
      return .quotedName
    case UInt8(ascii: "[") where dialect.quotesNamesInBrackets:
      isClosed = scanDelimited(by: UInt8(ascii: "]"), doubles: true, backslash: false)
      return .quotedName
    default:
      return nil
    }
  }

  /// `E`, `r`, `b`, `rb` right before a quote.
  private func stringPrefix() -> (length: Int, isRaw: Bool, hasEscapes: Bool) {
    let none = (length: 0, isRaw: false, hasEscapes: dialect.hasBackslashEscapes)
    var length = 0
    var isRaw = false
    var hasEscapes = dialect.hasBackslashEscapes
    while length < 2 {
      switch peek(length) | 0x20 {
      case UInt8(ascii: "e") where dialect.hasEscapeStrings && length == 0: hasEscapes = true
      case UInt8(ascii: "r") where dialect.hasRawStrings: isRaw = true
      case UInt8(ascii: "b") where dialect.hasRawStrings: break
      default: return isQuote(peek(length)) ? (length, isRaw, hasEscapes) : none
      }
      length += 1
    }
    return isQuote(peek(length)) ? (length, isRaw, hasEscapes) : none
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || (byte == UInt8(ascii: "\"") && dialect.quotesTextDoubly)
  }

  private mutating func scanString(_ quote: UInt8, isRaw: Bool, hasEscapes: Bool) -> Bool {
    let isTriple = dialect.hasTripleQuotes && peek(1) == quote && peek(2) == quote
    if !isTriple {
      // A backslash keeps a quote from closing even in a raw string.
      return scanDelimited(
        by: quote, doubles: !dialect.hasTripleQuotes, backslash: hasEscapes || isRaw)
    }
    position += 3
    while position < bytes.count {
      if peek() == quote, peek(1) == quote, peek(2) == quote {
        position += 3
        return true
      }
      if peek() == UInt8(ascii: "\\") {
        position = min(position + 2, bytes.count)
      } else if !skipJinja() {
        position += 1
      }
    }
    return false
  }

  /// From the opening delimiter to past the closing one; false where the text ends first.
  private mutating func scanDelimited(by close: UInt8, doubles: Bool, backslash: Bool) -> Bool {
    position += 1
    while position < bytes.count {
      if peek() == close {
        guard doubles, peek(1) == close else {
          position += 1
          return true
        }
        position += 2
      } else if backslash, peek() == UInt8(ascii: "\\") {
        position = min(position + 2, bytes.count)
      } else if !skipJinja() {
        position += 1
      }
    }
    return false
  }

  /// `$$` or `$tag$` at the position, as its length.
  private func dollarTag() -> Int? {
    guard peek() == UInt8(ascii: "$"), !peek(1).isDigit else { return nil }
    var length = 1
    while peek(length).isWordByte, peek(length) != UInt8(ascii: "$") { length += 1 }
    return peek(length) == UInt8(ascii: "$") ? length + 1 : nil
  }

  private mutating func scanDollarQuoted(_ length: Int) -> Bool {
    let tag = bytes[position..<position + length]
    position += length
    while position + length <= bytes.count {
      if bytes[position..<position + length].elementsEqual(tag) {
        position += length
        return true
      }
      if !skipJinja() { position += 1 }
    }
    position = bytes.count
    return false
  }
}
