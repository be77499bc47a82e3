/// Reads the Jinja of a text token by token, up to the first one that cannot be read.
struct JinjaReader {
  let text: [UInt8]
  let isLenient: Bool
  private var lexer: SQLLexer
  /// The blocks that are open, the innermost last.
  private var blocks: [Block] = []
  private var tagReach = 0
  private var closers = JinjaClosers()

  private struct Block {
    var keyword: String
    var start: Int
  }

  enum Step {
    case token
    case fault(SyntaxFault)
    case end
  }

  /// What decides how the text is read from a place on.
  struct State: Equatable {
    var isRaw: Bool
    /// The first words of the blocks that are open.
    var blocks: [String]
  }

  init(_ text: [UInt8], dialect: Dialect, isLenient: Bool = false) {
    self.text = text
    self.isLenient = isLenient
    lexer = SQLLexer(text, dialect: dialect)
  }

  /// Goes on at a place where another reading of the same beginning was.
  mutating func goOn(at position: Int, _ state: State) {
    lexer.position = position
    lexer.isRaw = state.isRaw
    blocks = state.blocks.map { Block(keyword: $0, start: 0) }
  }

  var position: Int { lexer.position }

  var state: State { State(isRaw: lexer.isRaw, blocks: blocks.map(\.keyword)) }

  /// No byte from here on had a part in the steps so far.
  var reach: Int { max(lexer.reach, tagReach) }

  mutating func step() -> Step {
    guard let token = lexer.next() else {
      let open = blocks.last
      return open.map { .fault(SyntaxFault($0.start, "Jinja’s `\($0.keyword)` is never ended")) }
        ?? .end
    }
    return fault(of: token).map { .fault($0) } ?? .token
  }

  private mutating func fault(of token: SQLToken) -> SyntaxFault? {
    let start = token.range.lowerBound
    switch token.kind {
    case .jinjaExpression, .jinjaStatement:
      guard token.isClosed else { return SyntaxFault(start, "a Jinja tag is never closed") }
      guard JinjaCheck.isSound(token.range, text, isLenient) else {
        return SyntaxFault(start, "a Jinja tag cannot be read")
      }
      guard token.kind == .jinjaStatement else { return nil }
      let keyword = JinjaTag.keyword(of: token.range, in: text)
      guard take(keyword, token.range) else {
        return SyntaxFault(start, "Jinja’s `\(keyword)` does not belong here")
      }
    case .jinjaComment:
      guard token.isClosed else { return SyntaxFault(start, "a Jinja comment is never closed") }
    case .string, .comment, .quotedName:
      guard token.isClosed else { return SyntaxFault(start, "a quote or comment is never closed") }
      if let place = unsound(inside: token.range) {
        return SyntaxFault(place, "a Jinja tag cannot be read")
      }
    case .symbol:
      guard !JinjaCheck.isStray(start, text) else {
        return SyntaxFault(start, "a brace belongs to no Jinja tag")
      }
    case .raw, .word, .number, .whitespace: break
    }
    return nil
  }

  /// Where in a string, a comment or a quoted name Jinja cannot be read.
  private mutating func unsound(inside range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if let tag = JinjaTag.at(index, in: text, &closers) {
        tagReach = max(tagReach, tag.reach)
        guard tag.isClosed, tag.form == .comment || JinjaCheck.isSound(tag.range, text, isLenient)
        else { return index }
        index = tag.range.upperBound
      } else {
        guard !JinjaCheck.isStray(index, text) else { return index }
        index += 1
      }
    }
    return nil
  }

  private mutating func take(_ keyword: String, _ range: Range<Int>) -> Bool {
    guard JinjaCheck.statements.contains(keyword) else { return false }
    if keyword.hasPrefix("end") { return blocks.popLast()?.keyword == String(keyword.dropFirst(3)) }
    if JinjaCheck.opensBlock(keyword, range, text) {
      blocks.append(Block(keyword: keyword, start: range.lowerBound))
    }
    switch keyword {
    case "elif": return blocks.last?.keyword == "if"
    case "else": return blocks.last?.keyword == "if" || blocks.last?.keyword == "for"
    default: return true
    }
  }
}
