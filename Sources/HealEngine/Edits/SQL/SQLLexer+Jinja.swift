extension SQLLexer {
  mutating func scanJinja(_ isClosed: inout Bool) -> SQLToken.Kind? {
    guard let found = JinjaTag.at(position, in: bytes) else { return nil }
    position = found.range.upperBound
    isClosed = found.isClosed
    switch found.form {
    case .comment: return .jinjaComment
    case .expression: return .jinjaExpression
    case .statement:
      isRaw = JinjaTag.keyword(of: found.range, in: bytes) == "raw"
      return .jinjaStatement
    }
  }

  /// Inside quotes and comments: goes past a Jinja tag, whose own quotes mean nothing to SQL.
  mutating func skipJinja() -> Bool {
    guard let found = JinjaTag.at(position, in: bytes), found.isClosed else { return false }
    position = found.range.upperBound
    return true
  }

  mutating func scanRaw() -> SQLToken.Kind {
    let start = position
    while position < bytes.count {
      if let tag = JinjaTag.at(position, in: bytes), tag.form == .statement,
        JinjaTag.keyword(of: tag.range, in: bytes) == "endraw"
      {
        isRaw = false
        guard position == start else { return .raw }
        position = tag.range.upperBound
        return .jinjaStatement
      }
      position += 1
    }
    return .raw
  }
}
