/// How a select gives out a column of the old name, which decides what the bare name means elsewhere
/// in the same select.
struct OutputAlias: Hashable {
  private var form: Form
  /// Whether some item that is not the new column itself is called by the new name.
  private var hidesNew: Bool

  static let none = OutputAlias(form: .none, hidesNew: false)

  private enum Form: Hashable {
    case none
    /// The column itself: `a`, `a as a`.
    case same
    /// Made from it: `cast(a as date) as a`.
    case derived
    /// Made from something else, by the item of this number.
    case other(Int)
  }

  /// What the bare name means at a place.
  enum Use: Hashable {
    case input
    case alias
    /// The input if there is one of that name, else the alias.
    case inputFirst
    /// The input, which the new name could not reach.
    case hidden
  }

  private init(form: Form, hidesNew: Bool) {
    self.form = form
    self.hidesNew = hidesNew
  }

  init(of select: Select, _ relations: RelationReader) {
    self = .none
    for (index, item) in select.items.enumerated() where item.star == nil {
      let column = relations.namedColumn(item.expression)
      var output = item.alias == .none ? column : nil
      if case .named(let alias) = item.alias { output = alias }
      guard let output else { continue }
      if relations.isSame(output, relations.new) {
        hidesNew = hidesNew || column.map { !relations.isSame($0, relations.new) } ?? true
      }
      guard relations.isSame(output, relations.old), form == .none else { continue }
      if let column, relations.isSame(column, relations.old) {
        form = .same
      } else {
        let reads = item.expression.contains { relations.isSame($0, relations.old) }
        form = reads ? .derived : .other(index)
      }
    }
  }

  /// Input columns come first nearly everywhere; `order by` alone looks at the outputs first.
  func use(at place: ColumnReader.Place, in dialect: Dialect) -> Use {
    let use = self.use(at: place.role, isNested: place.isNested, place.function, dialect)
    return use == .input && isHidden(at: place, in: dialect) ? .hidden : use
  }

  private func use(
    at role: ColumnReader.Place.Role, isNested: Bool, _ function: String?, _ dialect: Dialect
  ) -> Use {
    switch (role, form) {
    case (_, .none), (.source, _), (.clause(.on), _), (.clause(.using), _): .input
    case (.clause(.orderBy), _) where !isNested: .alias
    case (.clause(.distinctOn), _) where !isNested: .alias
    case (_, .same): .input
    case (.item(let index), .other(let maker)):
      dialect.readsAliasesLaterally && index > maker ? .inputFirst : .input
    case (.clause(.groupBy), .derived), (.clause(.orderBy), .derived):
      dialect.prefersAliases ? .alias : .input
    case (.clause(.groupBy), .other): dialect.prefersAliases ? .alias : .inputFirst
    case (.clause(.having), .derived): readsAlias(function, dialect) ? .alias : .input
    case (.clause(.having), .other): readsAlias(function, dialect) ? .alias : .inputFirst
    case (.clause(.orderBy), .other), (.clause(.qualify), .other):
      dialect == .postgres ? .input : .inputFirst
    case (.clause(.whereCondition), .other):
      dialect.readsAliasesLaterally ? .inputFirst : .input
    case (.item, .derived), (.clause, _): .input
    }
  }

  private func readsAlias(_ function: String?, _ dialect: Dialect) -> Bool {
    dialect.readsAliasesInHaving && function == nil
  }

  private func isHidden(at place: ColumnReader.Place, in dialect: Dialect) -> Bool {
    guard hidesNew else { return false }
    switch place.role {
    case .clause(.orderBy): return !place.isNested || dialect.prefersAliases
    case .clause(.groupBy): return dialect.prefersAliases
    case .clause(.having): return dialect.readsAliasesInHaving && place.function == nil
    default: return false
    }
  }
}
