extension Syntax {
  package struct Expression: Hashable, Sendable {
    package var kind: Kind
    package var span: Span

    package indirect enum Kind: Hashable, Sendable {
      case int(Int)
      case number(Double)
      /// From 0 to 1.
      case share(Double)
      /// In seconds.
      case duration(Double)
      case bool(Bool)
      case text(Text)
      case pattern(Pattern)
      case name(String)
      case list([Expression])
      case map([MapPair])
      case call(Call)
      case not(Expression)
      case and(Expression, Expression)
      case or(Expression, Expression)
      case compare(Expression, HealLanguage.Expression.Comparison, Expression)
    }
  }

  /// A key and its value in a map.
  package struct MapPair: Hashable, Sendable {
    package var key: Expression
    package var value: Expression
  }

  /// A text between quotes, or a word of a command, with its interpolations read.
  package struct Text: Hashable, Sendable {
    package var form: Form
    package var parts: [Part]
    /// Each `$1`, `$2`: somebody thinks that groups have numbers here.
    package var positionals: [Range<Int>]
    package var span: Span

    package enum Form: Hashable, Sendable { case quoted, block, raw, rawBlock, word }

    package enum Part: Hashable, Sendable {
      case text(String)
      case expression(Expression)
    }

    /// The text when nothing is interpolated.
    package var constant: String? {
      var text = ""
      for part in parts {
        guard case .text(let piece) = part else { return nil }
        text += piece
      }
      return text
    }
  }
}
