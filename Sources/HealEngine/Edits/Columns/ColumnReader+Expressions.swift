extension ColumnReader {
  /// Reads the columns of an expression, and the queries in brackets inside it.
  mutating func walk(_ range: Range<Int>, _ place: Place, _ scope: Scope) {
    var index = range.lowerBound
    while index < range.upperBound {
      let lexeme = relations.lexeme(index)
      if lexeme.kind == .symbol, ["(", "[", "{"].contains(lexeme.text) {
        brackets(index, range, place, scope)
        index = parser.past(index)
      } else if startsChain(index, range) {
        let chain = chain(from: index, range)
        let isCall = parser.isSymbol(chain.past, "(", before: range.upperBound)
        if !isCall, isReference(index, chain.past, range, place) {
          read(chain.parts, place, scope)
        }
        index = chain.past
      } else {
        index += 1
      }
    }
  }

  private mutating func brackets(
    _ open: Int, _ range: Range<Int>, _ place: Place, _ scope: Scope
  ) {
    let inner = parser.inside(open)
    if relations.lexeme(open).isSymbol("("), parser.startsQuery(inner.lowerBound, inner.upperBound)
    {
      read(parser.query(inner), visible: scope.visible, outer: scope.tables)
      return
    }
    var deeper = place
    deeper.isNested = true
    if open > range.lowerBound, relations.lexeme(open - 1).isName {
      deeper.function = relations.text(open - 1)
    }
    walk(inner, deeper, scope)
  }

  private func startsChain(_ index: Int, _ range: Range<Int>) -> Bool {
    let lexeme = relations.lexeme(index)
    if lexeme.kind == .jinja { return parser.isSymbol(index + 1, ".", before: range.upperBound) }
    if lexeme.kind == .quotedName { return true }
    return lexeme.kind == .word && !SQLWord.isReserved(lexeme.text)
  }

  /// `a`, `o.a`, `"schema".orders.a`: the lexemes of its names. After a dot any word is a name.
  private func chain(from start: Int, _ range: Range<Int>) -> (parts: [Int], past: Int) {
    var parts = [start]
    var index = start + 1
    while parser.isSymbol(index, ".", before: range.upperBound), index + 1 < range.upperBound,
      relations.lexeme(index + 1).isName
    {
      parts.append(index + 1)
      index += 2
    }
    return (parts, index)
  }

  /// Whether a name stands for a value here: no type, alias, window, argument name or date part.
  private func isReference(_ start: Int, _ past: Int, _ range: Range<Int>, _ place: Place) -> Bool {
    let before = start > range.lowerBound ? relations.lexeme(start - 1) : nil
    let after = past < range.upperBound ? relations.lexeme(past) : nil
    if let before, before.isSymbol("::") || before.isWord("as") || before.isWord("over") {
      return false
    }
    if let after {
      if after.isSymbol("=>") || after.isSymbol(":=") || after.isSymbol(".") { return false }
      if place.role == .clause(.window), after.isWord("as") { return false }
      if after.kind == .string, relations.lexeme(start).kind == .word,
        SQLWord.isLiteralType(relations.text(start))
      {
        return false
      }
    }
    return !isPath(start, range) && !isDatePart(start, past, range, place)
  }

  /// The `b` of Snowflake's `a:b`, which is no `{'key': b}`.
  private func isPath(_ start: Int, _ range: Range<Int>) -> Bool {
    guard relations.dialect.hasColonPaths, start - 2 >= range.lowerBound,
      relations.lexeme(start - 1).isSymbol(":")
    else { return false }
    return relations.lexeme(start - 2).kind != .string
  }

  /// `interval '1' day`, `extract(day from x)`, `datediff(day, x, y)`
  private func isDatePart(_ start: Int, _ past: Int, _ range: Range<Int>, _ place: Place) -> Bool {
    guard relations.lexeme(start).kind == .word, SQLWord.isDatePart(relations.text(start)) else {
      return false
    }
    if start - 2 >= range.lowerBound, relations.lexeme(start - 2).isWord("interval") { return true }
    guard let function = place.function, SQLWord.takesDatePart(function) else { return false }
    let isFirst = start == range.lowerBound
    if function == "extract" {
      return isFirst && past < range.upperBound && relations.lexeme(past).isWord("from")
    }
    switch relations.dialect {
    case .duckdb, .postgres, .trino, .sqlite: return false
    case .bigquery:
      return past == range.upperBound && relations.lexeme(start - 1).isSymbol(",")
    default: return isFirst && parser.isSymbol(past, ",", before: range.upperBound)
    }
  }

  private mutating func read(_ parts: [Int], _ place: Place, _ scope: Scope) {
    guard parts.contains(where: { relations.isSame($0, relations.old) }) else { return }
    let names = parts.map(relations.qualifierText)
    for count in 1..<max(parts.count, 1) {
      for tables in scope.tables {
        guard let table = tables.first(where: { $0.isCalled(Array(names[..<count])) }) else {
          continue
        }
        let column = parts[count]
        let isColumn = relations.isSame(column, relations.old)
        var site = ColumnSite(
          lexeme: isColumn ? column : parts.last ?? column, qualifier: names[count - 1],
          select: scope.select, origin: isColumn ? origin(table) : .field)
        if isColumn, let named = place.named, named.column == column {
          site.form = .named(last: named.last)
        }
        return add(site)
      }
    }
    guard relations.isSame(parts[0], relations.old) else {
      return add(ColumnSite(lexeme: parts[0], select: scope.select, origin: .field))
    }
    addBare(parts[0], place, scope)
  }

  private func origin(_ table: Table) -> ColumnSite.Origin {
    switch table.old {
    case .own: .own
    case .twice(let inputs): .twice(inputs)
    case .through(let inputs): .outside(inputs)
    case .unknown: .unclear
    case .none: .nowhere(hasNew: table.new != .none && table.new != .unknown)
    }
  }

  private mutating func addBare(_ column: Int, _ place: Place, _ scope: Scope) {
    let use = scope.aliases.use(at: place, in: relations.dialect)
    guard use != .alias else {
      return add(ColumnSite(lexeme: column, select: scope.select, origin: .own))
    }
    var site = ColumnSite(lexeme: column, select: scope.select, origin: .nowhere(hasNew: false))
    for tables in scope.tables {
      guard let found = bareOrigin(tables) else { continue }
      site.origin = found.origin
      site.prefix = found.prefix
      break
    }
    if case .nowhere = site.origin {
      let hasNew = scope.tables.joined().contains { $0.new != .none && $0.new != .unknown }
      site.origin = .nowhere(hasNew: hasNew)
    }
    if let named = place.named, named.column == column { site.form = .named(last: named.last) }
    site.mayBeAlias = use == .inputFirst
    if use == .hidden {
      site.form = .fixed(reason: "another output of the same select is called “\(relations.new)”")
    }
    add(site)
  }

  private func bareOrigin(_ tables: [Table]) -> (origin: ColumnSite.Origin, prefix: String?)? {
    switch relations.bare(tables, relations.old) {
    case .none: return nil
    case .own: return (.own, nil)
    case .twice(let inputs): return (.twice(inputs), nil)
    case .unknown: return (.unclear, nil)
    case .through(let inputs):
      let readers = tables.filter { if case .through = $0.old { true } else { false } }
      let others = tables.filter { table in !readers.contains(table) }
      guard readers.count == 1, others.contains(where: { $0.new == .own }) else {
        return (.outside(inputs), nil)
      }
      return (.outside(inputs), readers[0].alias ?? readers[0].path.last)
    }
  }
}

extension RelationReader {
  /// What a part of a dotted name is called; of a Jinja relation, its own name.
  func qualifierText(_ index: Int) -> String {
    guard lexeme(index).kind == .jinja else { return text(index) }
    if JinjaTag.keyword(of: lexeme(index).range, in: bytes) == "this" { return "{{ this }}" }
    return relations(in: lexeme(index)).first?.path.last ?? text(index)
  }
}
