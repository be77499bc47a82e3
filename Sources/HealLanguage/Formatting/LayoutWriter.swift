/// Writes a file's tokens anew with the white space that the style wants between them.
///
/// Two blanks a block; a clause a line; a line break inside a clause stays where it was and what follows it is
/// indented by what is open; at most one blank line, none at the ends of a block, one around rules and around
/// fixes and tests over several lines.
struct LayoutWriter {
  private let tokens: [Token]
  private let bytes: [UInt8]
  private let layout: Layout
  private let lineEnd: [UInt8]

  private var output: [UInt8] = []
  /// The file, and the blocks open in it.
  private var blocks = [Block(isInline: false)]
  /// For each open parenthesis and bracket, how far its line is indented.
  private var brackets: [Int] = []
  /// How far the line that is written is indented, and the first line of its clause.
  private var lineIndent = 0
  private var clauseIndent = 0

  private struct Block {
    var isInline: Bool
    var isEmpty = true
    /// Whether its last clause stands apart.
    var endsApart = false
  }

  init(_ file: Syntax.File, bytes: [UInt8]) {
    tokens = file.tokens
    self.bytes = bytes
    layout = Layout(file)
    let first = file.tokens.first { $0.kind == .newline }
    lineEnd = first?.range.count == 2 ? [Byte.carriageReturn, Byte.newline] : [Byte.newline]
  }

  /// The file laid out; as it was where a brace closes what nothing has opened.
  mutating func write() -> [UInt8] {
    var position = 0
    var previous: Int?
    var regions = layout.unreadable[...]
    while let index = nextToken(from: position) {
      let gap = Gap(tokens[position..<index], bytes: bytes, isFirst: previous == nil)
      if let region = regions.first, region.lowerBound <= index {
        regions = regions.dropFirst()
        position = writeUnreadable(region, gap)
        previous = position - 1
      } else if tokens[index].kind == .rightBrace, !layout.mapBraces.contains(index), blocks.count == 1 {
        return bytes
      } else {
        write(index, after: previous, gap)
        previous = index
        position = index + 1
      }
    }
    finish(Gap(tokens[position...], bytes: bytes, isFirst: previous == nil))
    return output
  }

  /// Index of the next token that is written for itself.
  private func nextToken(from position: Int) -> Int? {
    tokens[position...].firstIndex { token in
      token.kind == .invalid
        || !token.kind.isTrivia && token.kind != .end && token.kind != .semicolon
    }
  }

  private mutating func write(_ index: Int, after previous: Int?, _ gap: Gap) {
    if layout.starts.contains(index) {
      begin(index, gap)
    } else if tokens[index].kind == .rightBrace, !layout.mapBraces.contains(index) {
      close(gap)
    } else {
      goOn(index, after: previous, gap)
    }
    put(index)
  }

  // MARK: Clauses

  private mutating func begin(_ index: Int, _ gap: Gap) {
    let isApart = layout.apart.contains(index)
    let block = blocks[blocks.count - 1]
    if block.isInline {
      output += (block.isEmpty ? " " : "; ").utf8
    } else {
      clauseIndent = 2 * (blocks.count - 1)
      breakLine(gap, to: clauseIndent, apart: !block.isEmpty && (isApart || block.endsApart))
    }
    blocks[blocks.count - 1].isEmpty = false
    blocks[blocks.count - 1].endsApart = isApart
  }

  private mutating func close(_ gap: Gap) {
    let block = blocks.removeLast()
    let indent = 2 * (blocks.count - 1)
    if block.isEmpty && gap.comments.isEmpty { return }
    if block.isInline {
      output.append(Byte.space)
    } else {
      writeComments(gap, to: indent + 2, isFirst: block.isEmpty)
      startLine(indent)
    }
  }

  private mutating func goOn(_ index: Int, after previous: Int?, _ gap: Gap) {
    guard gap.hasLineEnd || !gap.comments.isEmpty else {
      output += [UInt8](repeating: Byte.space, count: blanks(before: index, after: previous))
      return
    }
    let inner = (brackets.last ?? clauseIndent) + 2
    var unspaced = gap
    for index in unspaced.comments.indices { unspaced.comments[index].followsBlank = false }
    writeComments(unspaced, to: inner, isFirst: true)
    let closes = [.rightParenthesis, .rightBracket, .rightBrace].contains(tokens[index].kind)
    startLine(closes ? brackets.last ?? inner : inner)
  }

  private func blanks(before index: Int, after previous: Int?) -> Int {
    guard let previous else { return 0 }
    switch (tokens[previous].kind, tokens[index].kind) {
    case (.leftParenthesis, _), (.leftBracket, _): return 0
    case (_, .rightParenthesis), (_, .rightBracket), (_, .comma), (_, .colon), (_, .questionMark): return 0
    case (_, .leftParenthesis) where layout.calls.contains(previous): return 0
    default: return 1 + (layout.padding[previous] ?? 0)
    }
  }

  private mutating func put(_ index: Int) {
    output += bytes[tokens[index].range]
    switch tokens[index].kind {
    case .leftBrace where layout.mapBraces.contains(index): brackets.append(lineIndent)
    case .rightBrace where layout.mapBraces.contains(index): _ = brackets.popLast()
    case .leftBrace: blocks.append(Block(isInline: layout.inlineBraces.contains(index)))
    case .leftParenthesis, .leftBracket: brackets.append(lineIndent)
    case .rightParenthesis, .rightBracket: _ = brackets.popLast()
    default: break
    }
  }

  // MARK: Lines

  private mutating func startLine(_ indent: Int) {
    if !output.isEmpty { output += lineEnd }
    output += [UInt8](repeating: Byte.space, count: indent)
    lineIndent = indent
  }

  private mutating func addBlankLine() { if !output.isEmpty { output += lineEnd } }

  /// The comments of the gap, then a new line. Where what follows stands apart, there is a blank line
  /// somewhere in it.
  private mutating func breakLine(_ gap: Gap, to indent: Int, apart: Bool) {
    let isFirst = blocks[blocks.count - 1].isEmpty
    let isMissing = apart && !gap.hasBlank
    let ownLines = gap.comments.filter { !$0.isTrailing }
    writeComments(gap, to: indent, isFirst: isFirst, isBlankMissing: isMissing)
    let followsNothing = isFirst && ownLines.isEmpty
    if gap.endsBlank && !followsNothing || isMissing && ownLines.isEmpty { addBlankLine() }
    startLine(indent)
  }

  private mutating func writeComments(
    _ gap: Gap, to indent: Int, isFirst: Bool, isBlankMissing: Bool = false
  ) {
    var isFirst = isFirst
    var isBlankMissing = isBlankMissing
    for comment in gap.comments {
      if comment.isTrailing {
        output += [Byte.space, Byte.space]
      } else {
        if comment.followsBlank && !isFirst || isBlankMissing { addBlankLine() }
        startLine(indent)
        isFirst = false
        isBlankMissing = false
      }
      output += comment.text
    }
  }

  // MARK: What cannot be read

  /// Writes whole lines as they are and gives the index of the token behind them.
  private mutating func writeUnreadable(_ region: Range<Int>, _ gap: Gap) -> Int {
    breakLine(gap, to: 0, apart: false)
    blocks[0].isEmpty = false
    blocks[0].endsApart = false
    var start = tokens[region.lowerBound].range.lowerBound
    while start > 0, !bytes[start - 1].endsLine { start -= 1 }
    let end =
      tokens[region.upperBound...].firstIndex { $0.kind == .newline || $0.kind == .end }
      ?? tokens.count
    output += bytes[start..<tokens[end - 1].range.upperBound]
    return end
  }

  /// The comments at the end of the file and its last line end, unless what ends it cannot be read.
  private mutating func finish(_ gap: Gap) {
    let isFirst = blocks[0].isEmpty
    writeComments(gap, to: 0, isFirst: isFirst)
    let endsUnread =
      layout.unreadable.last.map { region in
        !tokens[region.upperBound...].contains { $0.kind == .newline }
          && nextToken(from: region.upperBound) == nil
      } ?? false
    if !output.isEmpty, !endsUnread { output += lineEnd }
  }
}
