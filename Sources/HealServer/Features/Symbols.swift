import HealLanguage

/// The outline of a file.
struct Symbols {
  let source: CheckedSource
  let places: TextPlaces

  private enum Kind: Int {
    case category = 10, rule = 5, capture = 13, fix = 6, test = 12, fault = 11
  }

  func outline() -> [JSON] {
    source.file.items.flatMap { item -> [JSON] in
      switch item {
      case .category(let category):
        [
          symbol(
            category.name.text, .category, category.span.bytes, name: category.name.span.bytes)
        ]
      case .rule, .fallback:
        item.rules.map { rule in
          symbol(
            rule.name.text, .rule, rule.span.bytes, name: rule.name.span.bytes,
            children: rule.clauses.compactMap(symbol))
        }
      case .pattern(let pattern):
        [
          symbol(pattern.name.text, .capture, pattern.span.bytes, name: pattern.name.span.bytes)
        ]
      case .fault(let fault):
        [symbol(fault.name.text, .fault, fault.span.bytes, name: fault.name.span.bytes)]
      case .disable: []
      }
    }
  }

  private func symbol(_ clause: Syntax.Clause) -> JSON? {
    switch clause.kind {
    case .let(let name, _):
      symbol(name.text, .capture, clause.span.bytes, name: name.span.bytes)
    case .fix(let fix):
      symbol(written(fix.title), .fix, clause.span.bytes, name: fix.title.span.bytes)
    case .test(let test):
      symbol(written(test.name), .test, clause.span.bytes, name: test.name.span.bytes)
    default: nil
    }
  }

  /// What stands between the quotes; the protocol wants no empty name.
  private func written(_ text: Syntax.Text) -> String {
    let written = String(decoding: places.bytes[text.span.bytes], as: UTF8.self)
    let inner = written.count > 2 ? String(written.dropFirst().dropLast()) : written
    return inner.split(whereSeparator: \.isNewline).first.map(String.init) ?? "…"
  }

  private func symbol(
    _ title: String, _ kind: Kind, _ range: Range<Int>, name: Range<Int>, children: [JSON] = []
  ) -> JSON {
    .object([
      ("name", .text(title)), ("kind", .int(kind.rawValue)), ("range", places.json(range)),
      ("selectionRange", places.json(name)), ("children", .list(children)),
    ])
  }
}
