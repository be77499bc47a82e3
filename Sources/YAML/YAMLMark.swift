/// A place in a YAML text.
package struct YAMLMark: Hashable, Sendable, Comparable {
  /// In UTF-8 bytes from the start of the text, a byte order mark counted.
  package var offset: Int
  /// 1-based.
  package var line: Int
  /// 1-based, in Unicode scalars.
  package var column: Int

  package init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  package static func < (left: YAMLMark, right: YAMLMark) -> Bool { left.offset < right.offset }
}

/// From where to where a node stands: the bytes `start.offset ..< end.offset`.
///
/// A plain or quoted scalar and a flow collection (`[…]`, `{…}`) end with their last character, and
/// a block collection ends with its last item. A block scalar (`|`, `>`) ends where the next token
/// begins, so the white space and the comments after it are inside.
package struct YAMLSpan: Hashable, Sendable {
  package var start: YAMLMark
  package var end: YAMLMark

  package init(start: YAMLMark, end: YAMLMark) {
    self.start = start
    self.end = end
  }

  /// The bytes of the text that the span covers.
  package var range: Range<Int> { start.offset..<max(start.offset, end.offset) }
}
