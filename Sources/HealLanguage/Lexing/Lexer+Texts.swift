extension Lexer {
  /// Text = '"' … '"' | '"""' … '"""' | "'" … "'" | "'''" … "'''"
  mutating func quoted(_ quote: UInt8) -> Token.Kind {
    let start = position
    let interpolates = quote == Byte.quote
    if peek(1) == quote, peek(2) == quote {
      position += 3
      let isClosed = skipBlock(to: quote, interpolates: interpolates)
      if !isClosed { reportUnterminatedBlock(interpolates ? "\"\"\"" : "'''", from: start) }
      return interpolates ? .textBlock : .rawBlock
    }
    if let end = endOfText(from: start) {
      position = end
    } else {
      skip { !$0.endsLine }
      reportUnterminatedLine(interpolates ? "\"" : "'", from: start)
    }
    return interpolates ? .text : .raw
  }

  /// Regex = "/" … "/" flags | "///" … "///" flags
  mutating func regex() -> Token.Kind {
    let start = position
    if peek(1) == Byte.slash, peek(2) == Byte.slash {
      position += 3
      while position < limit, !starts(with: "///", at: position) {
        position += peek() == Byte.backslash ? min(2, limit - position) : 1
      }
      if position < limit {
        position += 3
        skip { $0.isLetter }
      } else {
        reportUnterminatedBlock("///", from: start)
      }
      return .regexBlock
    }
    position += 1
    while let byte = peek(), byte != Byte.slash, !byte.endsLine {
      let isEscape = byte == Byte.backslash && peek(1).map { !$0.endsLine } ?? false
      position += isEscape ? 2 : 1
    }
    if peek() == Byte.slash {
      position += 1
      skip { $0.isLetter }
    } else {
      reportUnterminatedLine("/", from: start)
    }
    return .regex
  }

  /// A word of a command, or what ends its clause.
  mutating func word() -> Token.Kind {
    switch peek() {
    case Byte.semicolon:
      position += 1
      return .semicolon
    case Byte.rightBrace:
      position += 1
      return .rightBrace
    case .some(let quote) where quote == Byte.quote || quote == Byte.apostrophe:
      return quoted(quote)
    default:
      skipBareWord()
      return .word
    }
  }

  private mutating func skipBareWord() {
    while let byte = peek(), !Self.endsWord(byte) {
      position = byte == Byte.dollar ? afterDollar(position) : position + 1
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte.isBlank || byte.endsLine || byte == Byte.semicolon || byte == Byte.rightBrace
      || byte == Byte.quote || byte == Byte.apostrophe
  }

  /// Offset after the quote that closes the one-line text at `start`, or nil when none does.
  private mutating func endOfText(from start: Int, depth: Int = 0) -> Int? {
    let quote = bytes[start]
    let interpolates = quote == Byte.quote
    var offset = start + 1
    while offset < limit, !bytes[offset].endsLine {
      switch bytes[offset] {
      case quote: return offset + 1
      case Byte.backslash where interpolates: offset += 2
      case Byte.dollar where interpolates: offset = afterDollar(offset, depth: depth)
      default: offset += 1
      }
    }
    return nil
  }

  /// Offset after the brace that closes the `${` at `start`, texts inside it taken whole; nil when
  /// its line or its text ends first.
  mutating func endOfInterpolation(from start: Int, depth: Int = 0) -> Int? {
    guard start >= plainUntil, depth < Self.deepest else { return nil }
    var braces = 0
    var offset = start + 1
    while offset < limit, !bytes[offset].endsLine {
      switch bytes[offset] {
      case Byte.leftBrace: braces += 1
      case Byte.rightBrace:
        braces -= 1
        if braces == 0 { return offset + 1 }
      case Byte.quote, Byte.apostrophe:
        offset = (endOfText(from: offset, depth: depth + 1) ?? limit) - 1
      case Byte.slash: offset = endOfRegex(from: offset) - 1
      default: break
      }
      offset += 1
    }
    plainUntil = bytes[start..<limit].firstIndex(where: \.endsLine) ?? limit
    return nil
  }

  /// Offset after the slash that closes the one-line regex at `start`, or where its line ends.
  private func endOfRegex(from start: Int) -> Int {
    var offset = start + 1
    while offset < limit, !bytes[offset].endsLine {
      if bytes[offset] == Byte.slash { return offset + 1 }
      offset += bytes[offset] == Byte.backslash ? 2 : 1
    }
    return min(offset, limit)
  }

  /// Texts in interpolations in texts: deeper ones are not looked into, so that no input can
  /// exhaust the stack.
  private static var deepest: Int { 8 }

  private mutating func afterDollar(_ offset: Int, depth: Int = 0) -> Int {
    guard offset + 1 < limit else { return offset + 1 }
    switch bytes[offset + 1] {
    case Byte.dollar: return offset + 2
    case Byte.leftBrace: return endOfInterpolation(from: offset, depth: depth) ?? offset + 2
    default: return offset + 1
    }
  }

  private mutating func skipBlock(to quote: UInt8, interpolates: Bool) -> Bool {
    while let byte = peek() {
      if byte == quote, peek(1) == quote, peek(2) == quote {
        // A fourth quote belongs to the text: `"id""""` ends in a quoted name.
        while peek(3) == quote { position += 1 }
        position += 3
        return true
      }
      position = interpolates && byte == Byte.dollar ? afterDollar(position) : position + 1
    }
    return false
  }

  private mutating func reportUnterminatedLine(_ delimiter: String, from start: Int) {
    brokenLineEnd = position
    problems.append(.unterminatedText(delimiter, at: location(start..<position)))
  }

  private mutating func reportUnterminatedBlock(_ delimiter: String, from start: Int) {
    position = limit
    ranOff = true
    problems.append(.unterminatedText(delimiter, at: location(start..<start + 3)))
  }
}
