/// One piece of SQL with Jinja. The tokens of a text lie side by side and cover every byte of it.
package struct SQLToken: Hashable, Sendable {
  package var kind: Kind
  /// UTF-8 offsets.
  package var range: Range<Int>
  /// False where the text ends inside the token: a quote, comment or Jinja tag left open.
  package var isClosed: Bool

  package init(_ kind: Kind, _ range: Range<Int>, isClosed: Bool = true) {
    self.kind = kind
    self.range = range
    self.isClosed = isClosed
  }

  package enum Kind: Hashable, Sendable {
    case whitespace
    /// `-- …` or `/* … */`. Jinja inside is part of it; dbt renders it all the same.
    case comment
    /// `{{ … }}`
    case jinjaExpression
    /// `{% … %}`
    case jinjaStatement
    /// `{# … #}`
    case jinjaComment
    /// What stands between `{% raw %}` and `{% endraw %}`.
    case raw
    /// Jinja inside the quotes is part of it.
    case string
    case quotedName
    case number
    /// A name or a keyword.
    case word
    /// An operator, a bracket, a comma or any byte that belongs nowhere else.
    case symbol
  }
}
