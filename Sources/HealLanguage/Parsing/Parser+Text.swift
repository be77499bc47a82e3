extension Parser {
  mutating func expectText(_ what: String) -> Syntax.Text? {
    guard !isAtClauseEnd, let text = parseText() else {
      reportExpected("\(what), between quotes")
      return nil
    }
    return text
  }

  /// Text = TEXT | TEXT_BLOCK | RAW | RAW_BLOCK
  mutating func parseText(then mode: Lexer.Mode = .clause) -> Syntax.Text? {
    let (length, form): (Int, Syntax.Text.Form)
    switch kind {
    case .text: (length, form) = (1, .quoted)
    case .textBlock: (length, form) = (3, .block)
    case .raw: (length, form) = (1, .raw)
    case .rawBlock: (length, form) = (3, .rawBlock)
    default: return nil
    }
    return read(delimited(token, by: length).content, form: form, then: mode)
  }

  /// A word of a command: bare, or a text.
  mutating func parseWord() -> Syntax.Text? {
    kind == .word ? read(token.range, form: .word, then: .words) : parseText(then: .words)
  }

  private mutating func read(
    _ content: Range<Int>, form: Syntax.Text.Form, then mode: Lexer.Mode
  ) -> Syntax.Text {
    let start = mark()
    var reader = TextReader(
      lexer: lexer, form: form, content: content, host: host ?? current, depth: depth)
    reader.read()
    reader.problems.forEach { report($0) }
    advance(mode)
    return Syntax.Text(
      form: form, parts: reader.parts, positionals: reader.positionals, span: span(from: start))
  }
}
