/// Cuts a source's bytes into tokens, one when asked. Total: any bytes give tokens, and what is
/// wrong with them is a ``Problem`` in ``problems``.
struct Lexer {
  let source: String
  let bytes: [UInt8]
  var position: Int
  /// Where the file, the fence or the interpolation that is read ends.
  var limit: Int
  /// What was found since the parser last took them.
  var problems: [Problem] = []
  /// Whether a text or regex over several lines was never closed and so took all that follows.
  var ranOff = false
  /// Up to here `${` is taken as it stands: one on this line was never closed, and looking again from
  /// each of the others would take for ever.
  var plainUntil = 0
  /// End of the line on which a text was left open or bytes made no sense: more complaints about
  /// that line are noise.
  var brokenLineEnd = -1

  init(source: String, bytes: [UInt8], region: Range<Int>) {
    self.source = source
    self.bytes = bytes
    position = region.lowerBound
    limit = region.upperBound
  }

  /// What the next token is read as.
  enum Mode {
    case clause
    /// The words of a command, up to the end of the clause.
    case words
  }

  mutating func next(_ mode: Mode = .clause) -> Token {
    let start = position
    guard start < limit else { return Token(.end, start..<start) }
    let kind = trivia() ?? (mode == .words ? word() : significant())
    return Token(kind, start..<position)
  }

  /// The byte so far ahead, or nil at the limit.
  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < limit ? bytes[position + ahead] : nil
  }

  func starts(with text: StaticString, at offset: Int) -> Bool {
    let wanted = text.description.utf8
    guard offset + wanted.count <= limit else { return false }
    return bytes[offset..<offset + wanted.count].elementsEqual(wanted)
  }

  mutating func skip(while holds: (UInt8) -> Bool) {
    while let byte = peek(), holds(byte) { position += 1 }
  }

  func location(_ range: Range<Int>) -> Location { Location(source: source, range: range) }

  private mutating func trivia() -> Token.Kind? {
    guard let byte = peek() else { return nil }
    switch byte {
    case Byte.space, Byte.tab:
      skip { $0.isBlank }
      return .whitespace
    case Byte.newline, Byte.carriageReturn:
      position += byte == Byte.carriageReturn && peek(1) == Byte.newline ? 2 : 1
      return .newline
    case Byte.hash:
      let isDocumentation = peek(1) == Byte.hash
      skip { !$0.endsLine }
      return isDocumentation ? .documentation : .comment
    case 0xEF where position == 0 && peek(1) == 0xBB && peek(2) == 0xBF:
      position += 3
      return .whitespace
    default:
      return nil
    }
  }

  private mutating func significant() -> Token.Kind {
    guard let byte = peek() else { return .end }
    switch byte {
    case Byte.quote, Byte.apostrophe: return quoted(byte)
    case Byte.slash: return regex()
    case let byte where byte.startsName: return name()
    case let byte where byte.isDigit: return number()
    default: return punctuation(byte)
    }
  }

  private mutating func name() -> Token.Kind {
    skip { $0.continuesName }
    while peek() == Byte.dot, let next = peek(1), next.startsName {
      position += 1
      skip { $0.continuesName }
    }
    return .name
  }

  private mutating func number() -> Token.Kind {
    let start = position
    skip { $0.isDigit }
    if peek() == Byte.dot, let next = peek(1), next.isDigit {
      position += 1
      skip { $0.isDigit }
    }
    if peek() == Byte.percent {
      position += 1
      return .share
    }
    let unitStart = position
    skip { $0.continuesName }
    let unit = String(decoding: bytes[unitStart..<position], as: UTF8.self)
    if unit.isEmpty { return .number }
    if !["ms", "s", "m", "h"].contains(unit) {
      problems.append(.invalidNumber(unit: unit, at: location(start..<position)))
    }
    return .duration
  }

  private mutating func punctuation(_ byte: UInt8) -> Token.Kind {
    if peek(1) == Byte.equals, let kind = Self.pairs[byte] {
      position += 2
      return kind
    }
    if let kind = Self.singles[byte] {
      position += 1
      return kind
    }
    return invalid()
  }

  private static let pairs: [UInt8: Token.Kind] = [
    UInt8(ascii: "="): .equal, UInt8(ascii: "!"): .notEqual, UInt8(ascii: "<"): .lessOrEqual,
    UInt8(ascii: ">"): .greaterOrEqual,
  ]

  private static let singles: [UInt8: Token.Kind] = [
    UInt8(ascii: "{"): .leftBrace, UInt8(ascii: "}"): .rightBrace,
    UInt8(ascii: "("): .leftParenthesis, UInt8(ascii: ")"): .rightParenthesis,
    UInt8(ascii: "["): .leftBracket, UInt8(ascii: "]"): .rightBracket,
    UInt8(ascii: ","): .comma, UInt8(ascii: ":"): .colon, UInt8(ascii: ";"): .semicolon,
    UInt8(ascii: "?"): .questionMark,
    UInt8(ascii: "="): .assign, UInt8(ascii: "<"): .less, UInt8(ascii: ">"): .greater,
  ]

  /// Takes all bytes up to the next one that can begin a token.
  private mutating func invalid() -> Token.Kind {
    let start = position
    repeat {
      position += 1
    } while peek().map(Self.isStray) ?? false
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    problems.append(.invalidCharacter(text, at: location(start..<position)))
    if position > brokenLineEnd {
      brokenLineEnd = bytes[position..<limit].firstIndex(where: \.endsLine) ?? limit
    }
    return .invalid
  }

  private static func isStray(_ byte: UInt8) -> Bool {
    !byte.isBlank && !byte.endsLine && !byte.continuesName && singles[byte] == nil
      && ![Byte.quote, Byte.apostrophe, Byte.slash, Byte.hash].contains(byte)
  }
}
