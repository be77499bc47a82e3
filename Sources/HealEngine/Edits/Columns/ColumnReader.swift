/// Finds every place where a query reads a column of the old name, and what it reads there.
struct ColumnReader {
  let relations: RelationReader
  private(set) var sites: [ColumnSite] = []
  /// All relations of all selects: what a qualifier can mean.
  private(set) var tables: [Table] = []

  init(_ relations: RelationReader) { self.relations = relations }

  /// What an expression can see, from the innermost select outwards.
  struct Scope {
    var tables: [[Table]]
    var visible: [VisibleTable]
    var select: Int
    var aliases: OutputAlias
  }

  /// Where in a select an expression stands.
  struct Place {
    var role: Role
    /// The function whose argument it is, in lower case.
    var function: String?
    var isNested = false
    /// The item of the select list that ends here is named after this lexeme.
    var named: (column: Int, last: Int)?

    enum Role: Hashable {
      case item(Int)
      case clause(Clause.Role)
      case source
    }
  }

  var parser: QueryParser { relations.parser }

  mutating func add(_ site: ColumnSite) { sites.append(site) }

  mutating func read(_ query: Query, visible outside: [VisibleTable] = [], outer: [[Table]] = []) {
    var visible = outside
    for table in query.tables {
      read(table.query, visible: relations.insideOf(table, of: query, visible))
      visible = relations.visible(
        in: Query(tables: [table], isRecursive: query.isRecursive), outside: visible)
    }
    for arm in query.arms {
      switch arm {
      case .select(let select): read(select, visible: visible, outer: outer)
      case .query(let inner): read(inner, visible: visible, outer: outer)
      case .opaque, .values: continue
      }
    }
    readOrder(of: query, outside)
  }

  /// After a set operation `order by` reads what the operation gives out.
  private mutating func readOrder(of query: Query, _ outside: [VisibleTable]) {
    guard !query.order.isEmpty else { return }
    let supplies = relations.supplies(of: query, outside)
    let given = Table(path: [], old: supplies.old, new: supplies.new)
    let scope = Scope(
      tables: [[given]], visible: outside, select: query.order[0].range.lowerBound, aliases: .none)
    for clause in query.order { walk(clause.range, Place(role: .source), scope) }
  }

  private mutating func read(_ select: Select, visible: [VisibleTable], outer: [[Table]]) {
    let own = relations.tables(of: select, visible: visible)
    tables += own
    let scope = Scope(
      tables: [own] + outer, visible: visible, select: select.start,
      aliases: OutputAlias(of: select, relations))
    for source in select.sources {
      switch source.form {
      case .query(let query): read(query, visible: visible, outer: scope.tables)
      case .function(let arguments): walk(arguments, Place(role: .source), scope)
      default: continue
      }
    }
    for (index, item) in select.items.enumerated() { read(item, index, scope) }
    for clause in select.clauses { read(clause, scope) }
  }

  private mutating func read(_ item: Select.Item, _ index: Int, _ scope: Scope) {
    if let star = item.star { return read(star, index, scope) }
    var place = Place(role: .item(index))
    if item.alias == .none, let column = relations.namedColumn(item.expression),
      let last = item.expression.last
    {
      place.named = (column, last)
    }
    walk(item.expression, place, scope)
  }

  private mutating func read(_ star: Select.Star, _ index: Int, _ scope: Scope) {
    let called = star.qualifier.map { qualifier in
      scope.tables[0].filter { $0.isCalled([relations.text(qualifier)]) }
    }
    let tables = called ?? scope.tables[0]
    var inner = scope
    inner.tables = [tables]
    inner.aliases = .none
    for modifier in star.modifiers {
      for piece in parser.split(modifier.range) {
        guard let first = piece.first, let last = piece.last else { continue }
        if modifier.kind != .replace {
          readLeftOut(first, tables, inner)
          continue
        }
        walk(piece, Place(role: .item(index)), scope)
        guard relations.isSame(last, relations.old),
          case .through(let inputs) = relations.bare(tables, relations.old)
        else { continue }
        add(
          ColumnSite(
            lexeme: last, select: scope.select, origin: .outside(inputs),
            form: .fixed(reason: "`* replace` gives it out under its own name")))
      }
    }
  }

  /// A name that `except` takes out of a star, or `rename` changes, in every relation that has it.
  private mutating func readLeftOut(_ name: Int, _ tables: [Table], _ scope: Scope) {
    guard relations.isSame(name, relations.old) else { return }
    let having = tables.filter { $0.old != .none }
    guard having.count > 1, case .through(let inputs) = relations.inputs(tables)
    else {
      return walk(name..<name + 1, Place(role: .source), scope)
    }
    add(
      ColumnSite(
        lexeme: name, select: scope.select, origin: .outside(inputs),
        form: .fixed(reason: "more than one relation of the star may have it")))
  }

  private mutating func read(_ clause: Clause, _ scope: Scope) {
    guard clause.role == .using else {
      for piece in parser.split(clause.range) {
        walk(piece, Place(role: .clause(clause.role), isNested: !isWholeName(piece)), scope)
      }
      return
    }
    for index in clause.range where relations.isSame(index, relations.old) {
      guard
        case .through(let inputs) = relations.inputs(scope.tables[0])
      else { continue }
      add(
        ColumnSite(
          lexeme: index, select: scope.select, origin: .outside(inputs),
          form: .fixed(reason: "`using` joins by the name itself")))
    }
  }

  /// `a`, `a desc`, `a nulls last`
  private func isWholeName(_ range: Range<Int>) -> Bool {
    guard let first = range.first, relations.lexeme(first).isName else { return false }
    let order = ["asc", "desc", "nulls", "first", "last"]
    return range.dropFirst().allSatisfy { index in
      relations.lexeme(index).kind == .word && order.contains(relations.text(index))
    }
  }
}

extension RelationReader {
  /// What these relations hand through; those that make the column themselves do not hide it.
  fileprivate func inputs(_ tables: [Table]) -> Supply {
    bare(tables.filter { $0.old != .own }, old)
  }
}
