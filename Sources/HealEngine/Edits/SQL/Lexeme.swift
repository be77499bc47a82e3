/// A token that counts for the structure of a query: no blank, comment or Jinja statement.
struct Lexeme: Hashable {
  var kind: Kind
  /// UTF-8 offsets.
  var range: Range<Int>
  /// A word in lower case, a name without its quotes, anything else as written.
  var text: String

  enum Kind: Hashable {
    case word, quotedName, string, number, symbol
    /// A `{{ … }}` by itself.
    case jinja
    /// Jinja glued to a name, as in `{{ method }}_amount`: what it is called only dbt knows.
    case composite
  }

  func isWord(_ word: String) -> Bool { kind == .word && text == word }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// A plain word or a quoted name; keywords count as words here.
  var isName: Bool { kind == .word || kind == .quotedName }
}
