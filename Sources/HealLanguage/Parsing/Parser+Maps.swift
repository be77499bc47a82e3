extension Parser {
  /// Map = "{" MapPair { "," MapPair } [ "," ] "}"
  ///
  /// Where it cannot be read, all of it is skipped, so that its brace does not close the block around it.
  mutating func expectMap() -> Syntax.Expression.Kind? {
    let outer = brackets
    brackets += 1
    advance()
    var pairs: [Syntax.MapPair] = []
    repeat {
      let before = tokens.count
      guard let pair = expectMapPair() else {
        skipMap()
        return nil
      }
      pairs.append(pair)
      if kind != .rightBrace, !parsePunctuation(.comma) {
        reportExpected("`,` or `}`")
        skipMap()
        return nil
      }
      assertProgress(since: before)
    } while kind != .rightBrace
    advance()
    brackets = outer
    return .map(pairs)
  }

  /// MapPair = Constant ":" Constant
  ///
  /// Any expression is taken for a constant, so that the checker can say what is wrong with it; but a line that begins
  /// with a word is a clause behind a map that nobody closed.
  private mutating func expectMapPair() -> Syntax.MapPair? {
    guard kind != .rightBrace, !isAtClause else {
      reportExpected(isAtClause ? "`}`" : "a key")
      return nil
    }
    guard let key = expectExpression(), expect(.colon), let value = expectExpression() else { return nil }
    return Syntax.MapPair(key: key, value: value)
  }

  private var isAtClause: Bool { startsLine && kind == .name && !isKeyword("true") && !isKeyword("false") }

  /// To behind the brace that closes a map; to a line that begins with a word where none does.
  private mutating func skipMap() {
    var braces = 1
    while kind != .end, braces > 0, !isAtClause {
      if kind == .leftBrace { braces += 1 }
      if kind == .rightBrace { braces -= 1 }
      skipToken()
    }
  }
}
