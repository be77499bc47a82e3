/// Reads what stands between quotes: layout taken off, escapes and interpolations read.
struct TextReader {
  private var lexer: Lexer
  private let form: Syntax.Text.Form
  private let host: Int
  private let depth: Int
  private var end: Int
  private var offset: Int
  /// White space at the start of each line of a block that is layout, in bytes.
  private var indentation = 0
  private var piece: [UInt8] = []
  /// End of the line on which an interpolation was found open: one complaint a line is enough.
  private var brokenLineEnd = 0

  var parts: [Syntax.Text.Part] = []
  var positionals: [Range<Int>] = []
  var problems: [Problem] = []

  /// `content` lies between the delimiters of the token with the index `host`; `depth` says how deep
  /// the expression around it is nested.
  init(lexer: Lexer, form: Syntax.Text.Form, content: Range<Int>, host: Int, depth: Int) {
    self.lexer = lexer
    self.lexer.limit = content.upperBound
    self.lexer.plainUntil = 0
    self.form = form
    self.host = host
    self.depth = depth
    offset = content.lowerBound
    end = content.upperBound
  }

  private var isBlock: Bool { form == .block || form == .rawBlock }

  private var interpolates: Bool { form != .raw && form != .rawBlock }

  mutating func read() {
    if isBlock { readLayout() }
    while offset < end {
      switch lexer.bytes[offset] {
      case let byte where isBlock && byte.endsLine: readLineEnd()
      case Byte.dollar where interpolates: readDollar()
      case Byte.backslash where form == .quoted: readEscape()
      case let byte:
        piece.append(byte)
        offset += 1
      }
    }
    flush()
  }

  private mutating func flush() {
    guard !piece.isEmpty else { return }
    parts.append(.text(String(decoding: piece, as: UTF8.self)))
    piece = []
  }

  // MARK: Layout

  /// The line end after the opening quotes, the white space before the closing ones and what all
  /// lines that are not blank begin with, is layout.
  private mutating func readLayout() {
    let bytes = lexer.bytes
    var first = offset
    while first < end, bytes[first].isBlank { first += 1 }
    let startsOnNewLine = first < end && bytes[first].endsLine
    if startsOnNewLine { offset = afterLineEnd(first) }
    var last = end
    while last > offset, bytes[last - 1].isBlank { last -= 1 }
    if last > offset, bytes[last - 1].endsLine {
      end = last - 1
      if end > offset, bytes[end] == Byte.newline, bytes[end - 1] == Byte.carriageReturn {
        end -= 1
      }
    } else if startsOnNewLine, last == offset {
      end = offset
    }
    indentation = commonIndentation(startsOnNewLine: startsOnNewLine)
    if startsOnNewLine { skipIndentation() }
  }

  private func afterLineEnd(_ offset: Int) -> Int {
    let isPair =
      lexer.bytes[offset] == Byte.carriageReturn && offset + 1 < end
      && lexer.bytes[offset + 1] == Byte.newline
    return offset + (isPair ? 2 : 1)
  }

  private func commonIndentation(startsOnNewLine: Bool) -> Int {
    var lines = lexer.bytes[offset..<max(offset, end)].split(
      omittingEmptySubsequences: false, whereSeparator: \.endsLine)[...]
    if !startsOnNewLine { lines = lines.dropFirst() }
    var common: ArraySlice<UInt8>?
    for line in lines {
      let indent = line.prefix(while: \.isBlank)
      if indent.count == line.count { continue }
      let shared = common.map { zip($0, indent).prefix { $0 == $1 }.count } ?? indent.count
      common = indent.prefix(shared)
    }
    return common?.count ?? 0
  }

  private mutating func skipIndentation() {
    let stop = min(offset + indentation, end)
    while offset < stop, lexer.bytes[offset].isBlank { offset += 1 }
  }

  /// Line ends are `\n` whatever the file's own are, so that a rule means the same in any checkout.
  private mutating func readLineEnd() {
    piece.append(Byte.newline)
    offset = afterLineEnd(offset)
    skipIndentation()
  }

  // MARK: Escapes

  private mutating func readEscape() {
    let escaped = offset + 1 < end ? lexer.bytes[offset + 1] : Byte.backslash
    switch escaped {
    case Byte.quote, Byte.backslash: piece.append(escaped)
    case UInt8(ascii: "n"): piece.append(Byte.newline)
    case UInt8(ascii: "t"): piece.append(Byte.tab)
    default:
      problems.append(.unknownEscape(at: lexer.location(offset..<min(offset + 2, end))))
      piece.append(Byte.backslash)
      offset += 1
      return
    }
    offset = min(offset + 2, end)
  }

  private mutating func readDollar() {
    let next = offset + 1 < end ? lexer.bytes[offset + 1] : Byte.space
    switch next {
    case Byte.dollar:
      piece.append(Byte.dollar)
      offset += 2
    case Byte.leftBrace where offset >= brokenLineEnd: readInterpolation()
    default:
      if next.isDigit { positionals.append(offset..<offset + 2) }
      piece.append(Byte.dollar)
      offset += 1
    }
  }

  /// Interpolation = "${" Expression "}"
  private mutating func readInterpolation() {
    guard let close = lexer.endOfInterpolation(from: offset), close <= end else {
      problems.append(.unclosedInterpolation(at: lexer.location(offset..<offset + 2)))
      brokenLineEnd = lexer.bytes[offset..<end].firstIndex(where: \.endsLine) ?? end
      piece += [Byte.dollar, Byte.leftBrace]
      offset += 2
      return
    }
    let region = offset + 2..<close - 1
    offset = close
    flush()
    let inner = Lexer(source: lexer.source, bytes: lexer.bytes, region: region)
    var parser = Parser(lexer: inner, host: host, depth: depth + 1)
    if let expression = parser.expectInterpolated() { parts.append(.expression(expression)) }
    problems += parser.problems
  }
}

extension Parser {
  /// The whole of an interpolation: one expression and nothing after it.
  fileprivate mutating func expectInterpolated() -> Syntax.Expression? {
    brackets = 1
    advance()
    guard let expression = expectExpression() else { return nil }
    guard kind == .end else {
      reportExpected("`}`")
      return nil
    }
    return expression
  }
}
