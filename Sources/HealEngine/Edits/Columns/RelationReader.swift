/// Tells where the relations of a query take a column from, without knowing any schema.
struct RelationReader {
  let parser: QueryParser
  let bytes: [UInt8]
  let dialect: Dialect
  let old: String
  let new: String

  func lexeme(_ index: Int) -> Lexeme { parser.lexemes[index] }

  func isSame(_ index: Int, _ name: String) -> Bool { dialect.isSame(lexeme(index), name) }

  /// The common tables a query's arms can read: those around it and its own.
  func visible(in query: Query, outside: [VisibleTable]) -> [VisibleTable] {
    query.tables.reduce(outside) { visible, table in
      visible + [read(table, visible: insideOf(table, of: query, visible))]
    }
  }

  /// What a common table's own body can read: a recursive one also itself.
  func insideOf(_ table: Query.CommonTable, of query: Query, _ visible: [VisibleTable])
    -> [VisibleTable]
  {
    guard query.isRecursive else { return visible }
    let itself = VisibleTable(name: lexeme(table.name).text, old: .none, new: .none)
    return visible + [read(table, visible: visible + [itself])]
  }

  private func read(_ table: Query.CommonTable, visible: [VisibleTable]) -> VisibleTable {
    let supplies = columns(table.columns) ?? supplies(of: table.query, visible)
    return VisibleTable(name: lexeme(table.name).text, old: supplies.old, new: supplies.new)
  }

  /// Of a relation whose columns are listed after its name.
  func columns(_ columns: [Int]?) -> Supplies? {
    guard let columns else { return nil }
    return supplies { name in columns.contains { isSame($0, name) } ? .own : .none }
  }

  /// Names come from the first arm of a set operation; what it hands through, all arms do.
  func supplies(of query: Query, _ outside: [VisibleTable]) -> Supplies {
    let visible = visible(in: query, outside: outside)
    let arms = query.arms.map { supplies(of: $0, visible) }
    guard let first = arms.first else { return Supplies(old: .none, new: .none) }
    return Supplies(
      old: first.old.handedThrough(with: arms.map(\.old)),
      new: first.new.handedThrough(with: arms.map(\.new)))
  }

  private func supplies(of arm: Query.Arm, _ visible: [VisibleTable]) -> Supplies {
    switch arm {
    case .select(let select): supplies(of: select, visible)
    case .query(let query): supplies(of: query, visible)
    case .opaque(let range): macro(range, visible)
    case .values: Supplies(old: .none, new: .none)
    }
  }

  private func supplies(_ one: (String) -> Supply) -> Supplies {
    Supplies(old: one(old), new: one(new))
  }

  /// A macro that is given relations, as refs or by the name of a common table, is taken to hand
  /// their columns through.
  private func macro(_ range: Range<Int>, _ visible: [VisibleTable] = []) -> Supplies {
    let inputs = Set(range.flatMap { relations(in: lexeme($0)) }.map(\.key))
    if !inputs.isEmpty { return supplies { _ in .through(inputs) } }
    let jinja = range.map(lexeme).filter { $0.kind == .jinja }
    let named = jinja.flatMap { JinjaCall.strings(in: $0.range, of: bytes) }
    let given = visible.filter { named.contains($0.name) }
    guard !given.isEmpty else { return supplies { _ in .unknown } }
    return Supplies(
      old: given.map(\.old).reduce(.none, +), new: given.map(\.new).reduce(.none, +))
  }

  private func supplies(of select: Select, _ visible: [VisibleTable]) -> Supplies {
    let tables = tables(of: select, visible: visible)
    guard !select.items.isEmpty else { return supplies { all(tables, $0) } }
    return supplies { name in select.items.map { supply(of: $0, name, tables) }.reduce(.none, +) }
  }

  private func supply(of item: Select.Item, _ name: String, _ tables: [Table]) -> Supply {
    if let star = item.star { return supply(of: star, name, tables) }
    switch item.alias {
    case .named(let alias): return isSame(alias, name) ? .own : .none
    case .opaque: return .unknown
    case .none: break
    }
    if let column = namedColumn(item.expression) { return isSame(column, name) ? .own : .none }
    let isMacro = item.expression.count == 1 && lexeme(item.expression.lowerBound).kind == .jinja
    return isMacro ? macro(item.expression).old : .none
  }

  private func supply(of star: Select.Star, _ name: String, _ tables: [Table]) -> Supply {
    for modifier in star.modifiers {
      switch modifier.kind {
      case .except where modifier.range.contains(where: { isSame($0, name) }): return .none
      case .replace, .rename:
        for piece in parser.split(modifier.range) {
          guard let last = piece.last, let first = piece.first else { continue }
          if isSame(last, name) { return .own }
          if modifier.kind == .rename, isSame(first, name) { return .none }
        }
      default: continue
      }
    }
    guard let qualifier = star.qualifier else { return all(tables, name) }
    return all(tables.filter { $0.isCalled([text(qualifier)]) }, name)
  }

  /// What a star over these relations gives out.
  private func all(_ tables: [Table], _ name: String) -> Supply {
    tables.map { name == old ? $0.old : $0.new }.reduce(.none, +)
  }

  /// What a bare name reads where these relations stand side by side.
  func bare(_ tables: [Table], _ name: String) -> Supply {
    tables.map { name == old ? $0.old : $0.new }.reduce(.none) { $0.beside($1) }
  }

  /// The column that an item without an alias is named after: `o.a`, `(a)`, in some dialects `a::date`.
  func namedColumn(_ range: Range<Int>) -> Int? {
    guard let first = range.first, let last = range.last else { return nil }
    if lexeme(first).isSymbol("("), parser.past(first) == range.upperBound {
      return namedColumn(parser.inside(first))
    }
    if dialect.namesCastsAfterTheirColumn {
      if let cast = range.first(where: { lexeme($0).isSymbol("::") }), cast > first,
        range[cast...].dropFirst().allSatisfy({ lexeme($0).kind != .jinja })
      {
        return namedColumn(first..<cast)
      }
      if lexeme(first).isWord("cast"), range.count > 3, parser.past(first + 1) == range.upperBound,
        let keyword = parser.inside(first + 1).last(where: { lexeme($0).isWord("as") })
      {
        return namedColumn(first + 2..<keyword)
      }
    }
    for (offset, index) in range.enumerated() {
      let isPart = lexeme(index).isName || (offset == 0 && lexeme(index).kind == .jinja)
      guard offset % 2 == 0 ? isPart : lexeme(index).isSymbol(".") else { return nil }
    }
    return lexeme(last).isName ? last : nil
  }

  func text(_ index: Int) -> String { lexeme(index).text }
}
