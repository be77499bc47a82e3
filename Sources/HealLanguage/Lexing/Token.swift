/// One piece of a source. All tokens of a source, trivia included, concatenate to its text.
package struct Token: Hashable, Sendable {
  package var kind: Kind
  /// UTF-8 offsets in the source.
  package var range: Range<Int>

  package init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    // Trivia
    case whitespace, newline, comment, documentation
    /// What stands outside the fences of a Markdown file.
    case prose
    /// Bytes that no token begins with; reported by the lexer, skipped by the parser.
    case invalid
    // Words and numbers
    case name, number, share, duration
    /// A bare word of a command: `--full-refresh`, `${node.name}`.
    case word
    // Texts and patterns
    case text, textBlock, raw, rawBlock, regex, regexBlock
    // Punctuation
    case leftBrace = "{"
    case rightBrace = "}"
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case comma = ","
    case colon = ":"
    case semicolon = ";"
    case questionMark = "?"
    case assign = "="
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    /// The end of the file or of a fence; empty.
    case end

    /// Whether the parser skips it.
    package var isTrivia: Bool {
      switch self {
      case .whitespace, .newline, .comment, .documentation, .prose, .invalid: true
      default: false
      }
    }

    /// Whether it is written between quotes.
    package var isText: Bool {
      switch self {
      case .text, .textBlock, .raw, .rawBlock: true
      default: false
      }
    }
  }
}
