/// One way through a text's `{% if %}` branches, as the lexemes that dbt would leave standing.
struct SQLView {
  let bytes: [UInt8]
  let lexemes: [Lexeme]

  /// The views that together show every branch of a text at least once.
  ///
  /// Loops are shown once, macro definitions and `{% set %}…{% endset %}` blocks never.
  /// - Throws: where a quote, comment or tag is left open, or there are too many branches.
  static func all(of text: [UInt8], dialect: Dialect) throws(EditRefusal) -> [SQLView] {
    try all(of: text, tokens: SQLLexer.tokens(of: text, dialect: dialect))
  }

  /// As ``all(of:dialect:)``, of a text whose tokens are known.
  static func all(of text: [UInt8], tokens: [SQLToken]) throws(EditRefusal) -> [SQLView] {
    if let open = tokens.first(where: { !$0.isClosed }) {
      throw EditRefusal(
        "what opens on line \(lineNumber(of: open.range.lowerBound, in: text)) is never closed")
    }
    var branches = JinjaBranches()
    let placed = try branches.place(tokens, of: text)
    return try branches.choices(covering: placed.map(\.path)).map { (choice) throws(EditRefusal) in
      let chosen = placed.filter { branches.isShown($0.path, in: choice) }.map(\.token)
      return SQLView(bytes: text, lexemes: SQLView.lexemes(chosen, of: text))
    }
  }

  private static func lexemes(_ tokens: [SQLToken], of bytes: [UInt8]) -> [Lexeme] {
    var lexemes: [Lexeme] = []
    for token in tokens {
      guard let lexeme = lexeme(token, of: bytes) else { continue }
      if let last = lexemes.last, isGlued(last, lexeme) {
        lexemes[lexemes.count - 1].kind = .composite
        lexemes[lexemes.count - 1].range = last.range.lowerBound..<lexeme.range.upperBound
      } else {
        lexemes.append(lexeme)
      }
    }
    return lexemes
  }

  private static func isGlued(_ left: Lexeme, _ right: Lexeme) -> Bool {
    guard left.range.upperBound == right.range.lowerBound else { return false }
    let isPart = { (lexeme: Lexeme) in lexeme.kind != .symbol && lexeme.kind != .string }
    let hasJinja = { (lexeme: Lexeme) in lexeme.kind == .jinja || lexeme.kind == .composite }
    return isPart(left) && isPart(right) && (hasJinja(left) || hasJinja(right))
  }

  private static func lexeme(_ token: SQLToken, of bytes: [UInt8]) -> Lexeme? {
    let text = String(decoding: bytes[token.range], as: UTF8.self)
    switch token.kind {
    case .whitespace, .comment, .jinjaStatement, .jinjaComment, .raw: return nil
    case .word: return Lexeme(kind: .word, range: token.range, text: text.lowercased())
    case .quotedName:
      return Lexeme(kind: .quotedName, range: token.range, text: unquoted(text))
    case .string: return Lexeme(kind: .string, range: token.range, text: text)
    case .number: return Lexeme(kind: .number, range: token.range, text: text)
    case .symbol: return Lexeme(kind: .symbol, range: token.range, text: text)
    case .jinjaExpression: return jinja(token, text, of: bytes)
    }
  }

  /// `{{ config(…) }}` and its like render to nothing; `{{ "," if … }}` to a comma.
  private static func jinja(_ token: SQLToken, _ text: String, of bytes: [UInt8]) -> Lexeme? {
    let silent = ["config", "log", "print", "exceptions.warn", "return"]
    if let call = JinjaCall.all(in: token.range, of: bytes).first, silent.contains(call.function) {
      return nil
    }
    let inner = text.dropFirst(2).drop { $0 == "-" || $0 == " " || $0 == "+" }
    let commas = ["\",\"", "','", "\", \"", "', '"]
    if commas.contains(where: { inner.hasPrefix($0) }) {
      return Lexeme(kind: .symbol, range: token.range, text: ",")
    }
    return Lexeme(kind: .jinja, range: token.range, text: text)
  }

  private static func unquoted(_ text: String) -> String {
    guard let quote = text.last, text.utf8.count >= 2 else { return text }
    let inner = String(text.dropFirst().dropLast())
    let doubled = "\(quote)\(quote)"
    guard inner.utf8.count > 1, inner.contains(quote) else { return inner }
    return inner.split(separator: doubled, omittingEmptySubsequences: false)
      .joined(separator: "\(quote)")
  }
}

/// 1-based.
func lineNumber(of offset: Int, in bytes: [UInt8]) -> Int {
  1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
}
