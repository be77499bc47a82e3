extension SQLLexer {
  mutating func scanJinja(_ isClosed: inout Bool) -> SQLToken.Kind? {
    guard let found = tag() else { return nil }
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
    guard let found = tag(), found.isClosed else { return false }
    position = found.range.upperBound
    return true
  }

  /// The tag that begins here.
  private mutating func tag() -> JinjaTag? {
    let tag = JinjaTag.at(position, in: bytes, &closers)
    if let tag { reach = max(reach, tag.reach) }
    return tag
  }

  mutating func scanRaw() -> SQLToken.Kind {
    let start = position
    while position < bytes.count {
      if let tag = tag(), tag.form == .statement,
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
