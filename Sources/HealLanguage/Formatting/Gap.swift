/// What stands between two tokens and is no token of the tree: line ends and comments.
struct Gap {
  var comments: [Comment] = []
  var hasLineEnd = false
  /// Whether a blank line stands before what follows.
  var endsBlank = false

  struct Comment {
    /// Without white space at its end.
    var text: ArraySlice<UInt8>
    /// Whether it stands behind a token, on its line.
    var isTrailing: Bool
    /// Whether a blank line stands before it.
    var followsBlank: Bool
  }

  /// - Parameters:
  ///   - tokens: those between the two.
  ///   - bytes: of the whole file.
  ///   - isFirst: whether no token stands before them.
  init(_ tokens: ArraySlice<Token>, bytes: [UInt8], isFirst: Bool) {
    var lineEnds = 0
    for token in tokens {
      switch token.kind {
      case .newline:
        lineEnds += 1
        hasLineEnd = true
      case .comment, .documentation:
        var text = bytes[token.range]
        while let last = text.last, last.isBlank { text = text.dropLast() }
        comments.append(
          Comment(
            text: text, isTrailing: !hasLineEnd && comments.isEmpty && !isFirst,
            followsBlank: lineEnds > 1))
        lineEnds = 0
      default: break
      }
    }
    endsBlank = lineEnds > 1
  }

  /// Whether a blank line stands anywhere in it.
  var hasBlank: Bool { endsBlank || comments.contains(where: \.followsBlank) }
}
