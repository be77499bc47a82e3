/// One view of a text, with its queries, for corrections to look at.
struct ViewReader {
  let view: SQLView
  let dialect: Dialect
  let parser: QueryParser
  /// Every query, those in brackets inside others too, with the lexemes it takes up.
  let regions: [Region]

  struct Region {
    var range: Range<Int>
    var query: Query

    /// The selects of the query itself, not those of queries in brackets inside it.
    var selects: [Select] {
      query.arms.compactMap { if case .select(let select) = $0 { select } else { nil } }
    }
  }

  init(_ view: SQLView, dialect: Dialect) throws(EditRefusal) {
    self.view = view
    self.dialect = dialect
    let parser = try QueryParser(view)
    self.parser = parser
    var regions = [Region(range: 0..<view.lexemes.count, query: Query())]
    if let start = view.lexemes.indices.first(where: {
      parser.startsQuery($0, view.lexemes.count)
    }) {
      regions[0].query = parser.query(start..<view.lexemes.count)
    }
    for index in view.lexemes.indices where view.lexemes[index].isSymbol("(") {
      let inner = parser.inside(index)
      guard parser.startsQuery(inner.lowerBound, inner.upperBound) else { continue }
      regions.append(Region(range: inner, query: parser.query(inner)))
    }
    self.regions = regions
  }

  /// Of all views of a text; those that cannot be read are left out, and so are all where the text cannot be.
  static func all(of text: [UInt8], adapter: String?) -> [ViewReader] {
    let dialect = Dialect(adapter: adapter)
    let views = (try? SQLView.all(of: text, dialect: dialect)) ?? []
    return views.compactMap { try? ViewReader($0, dialect: dialect) }
  }

  var lexemes: [Lexeme] { view.lexemes }

  func isSymbol(_ index: Int, _ symbol: String) -> Bool {
    lexemes.indices.contains(index) && lexemes[index].isSymbol(symbol)
  }

  func isName(_ index: Int, _ name: String) -> Bool {
    lexemes.indices.contains(index) && dialect.isSame(lexemes[index], name)
  }

  /// The lexemes that spell a name.
  func places(of name: String) -> [Int] { lexemes.indices.filter { isName($0, name) } }

  func rename(_ index: Int, to name: String) -> TextEdit {
    TextEdit(lexemes[index].range, dialect.spelled(name, like: lexemes[index], in: view.bytes))
  }

  func written(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let bytes = view.bytes[lexemes[first].range.lowerBound..<lexemes[last].range.upperBound]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether no comment and no Jinja stands between the lexemes.
  func hasOnlyBlanks(_ range: ClosedRange<Int>) -> Bool {
    zip(range, range.dropFirst()).allSatisfy { left, right in
      view.bytes[lexemes[left].range.upperBound..<lexemes[right].range.lowerBound]
        .allSatisfy(\.isSQLSpace)
    }
  }

  /// Whether the name at `index` says what a query reads from.
  func isSource(_ index: Int) -> Bool {
    regions.contains { region in
      region.selects.contains {
        $0.sources.contains { $0.range.contains(index) && $0.form.isNamed }
      }
    }
  }

  /// What columns can be qualified with at `index`: names of the innermost query and those around it.
  func qualifiers(at index: Int) -> [String] {
    regions.filter { $0.range.contains(index) }.flatMap(\.selects).flatMap(\.sources)
      .compactMap(name)
  }

  /// The innermost query around a lexeme.
  func region(of index: Int) -> Region? {
    regions.filter { $0.range.contains(index) }.min { $0.range.count < $1.range.count }
  }

  /// What a source is called in front of a dot; nil where it has no name.
  func name(of source: Source) -> String? {
    if let alias = source.alias { return lexemes[alias].text }
    guard let last = source.range.last else { return nil }
    if lexemes[last].kind == .jinja {
      return JinjaCall.all(in: lexemes[last].range, of: view.bytes).first?.names.last?.text
    }
    if case .name = source.form { return lexemes[last].text }
    return nil
  }
}

extension Source.Form {
  var isNamed: Bool { if case .name = self { true } else { false } }
}
