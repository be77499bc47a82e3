import HealLanguage

/// Where names stand in a query, as far as that tells whether one is a typo of the other.
struct Neighbors {
  private let views: [ViewReader]

  /// Those of a model's text; of what cannot be read nothing is known.
  init(in text: String, adapter: String?) {
    views = ViewReader.all(of: Array(text.utf8), adapter: adapter)
  }

  /// Whether a select that reads the column `old` reads `new` of the same input for its own sake, too.
  func readsBoth(_ old: String, _ new: String) -> Bool {
    views.contains { view in
      view.selects(reading: old).contains { place, select in
        select.items.contains { item in
          item.expression.contains { index in
            view.isName(index, new) && !view.isSymbol(index + 1, ".")
              && !view.isSymbol(index + 1, "(") && view.mayBeOfOneInput(index, place)
          }
        }
      }
    }
  }

  /// Whether a union reads `old` on one side and `new` on another, itself or by way of common tables.
  func unites(_ old: String, _ new: String) -> Bool {
    views.contains { view in
      let both = view.regions.contains { region in
        let sides = region.query.arms.map { view.names(readIn: $0, of: region.query) }
        return sides.indices.contains { one in
          sides[one].contains(old.lowercased())
            && sides.indices.contains { $0 != one && sides[$0].contains(new.lowercased()) }
        }
      }
      return both || view.hasCall(naming: old, new)
    }
  }

  /// Whether an item `expression(old) as new` reads `old`, and nothing else in that select reads `new`.
  func isOwnAlias(_ new: String, of old: String) -> Bool {
    let places = views.map { view in (view, view.selects(reading: old)) }
    guard places.contains(where: { !$0.1.isEmpty }) else { return false }
    return places.allSatisfy { view, selects in
      selects.allSatisfy { place, select in
        let named = select.items.contains { item in
          guard case .named(let alias) = item.alias else { return false }
          return item.expression.contains(place) && alias != place && view.isName(alias, new)
        }
        return named && !view.reads(new, in: select)
      }
    }
  }
}

extension ViewReader {
  /// Each place of a column in the items of a select, with that select.
  fileprivate func selects(reading column: String) -> [(place: Int, select: Select)] {
    places(of: column).filter { !isSymbol($0 + 1, ".") && !isSymbol($0 + 1, "(") }
      .flatMap { place in
        (region(of: place)?.selects ?? [])
          .filter { select in select.items.contains { $0.expression.contains(place) } }
          .map { (place, $0) }
      }
  }

  /// Whether two columns can come from one input: no different names stand in front of their dots.
  fileprivate func mayBeOfOneInput(_ one: Int, _ other: Int) -> Bool {
    guard let one = qualifier(of: one), let other = qualifier(of: other) else { return true }
    return one.lowercased() == other.lowercased()
  }

  private func qualifier(of index: Int) -> String? {
    isSymbol(index - 1, ".") && lexemes.indices.contains(index - 2) ? lexemes[index - 2].text : nil
  }

  /// Whether a select reads a column anywhere but in what sorts or groups its rows.
  fileprivate func reads(_ column: String, in select: Select) -> Bool {
    let items = select.items.map(\.expression)
    let clauses = select.clauses.filter { ![.orderBy, .groupBy].contains($0.role) }.map(\.range)
    return (items + clauses).contains { range in
      range.contains { isName($0, column) && !isSymbol($0 + 1, ".") && !isSymbol($0 + 1, "(") }
    }
  }

  /// What one side of a set operation reads, in lower case; common tables stand for what they read.
  fileprivate func names(readIn arm: Query.Arm, of query: Query) -> Set<String> {
    switch arm {
    case .select(let select): names(of: select.sources, query.tables, depth: 0)
    case .query(let query):
      query.arms.reduce(into: []) { $0.formUnion(names(readIn: $1, of: query)) }
    case .opaque(let range): Set(range.flatMap { jinjaNames(at: $0) })
    case .values: []
    }
  }

  private func names(
    of sources: [Source], _ tables: [Query.CommonTable], depth: Int
  ) -> Set<String> {
    var names: Set<String> = []
    for source in sources {
      switch source.form {
      case .query(let query):
        for arm in query.arms { names.formUnion(self.names(readIn: arm, of: query)) }
      case .jinja: names.formUnion(source.range.flatMap { jinjaNames(at: $0) })
      default:
        guard let last = source.range.last else { continue }
        let name = lexemes[last].text.lowercased()
        names.insert(name)
        guard depth < Self.deepest,
          let table = tables.first(where: { lexemes[$0.name].text.lowercased() == name })
        else { continue }
        for case .select(let select) in table.query.arms {
          names.formUnion(
            self.names(of: select.sources, tables + table.query.tables, depth: depth + 1))
        }
      }
    }
    return names
  }

  private func jinjaNames(at index: Int) -> [String] {
    guard lexemes[index].kind == .jinja else { return [] }
    return JinjaCall.all(in: lexemes[index].range, of: view.bytes)
      .flatMap { $0.names.map { $0.text.lowercased() } }
  }

  /// Whether one Jinja call is given both names, as `union_relations` is.
  fileprivate func hasCall(naming one: String, _ other: String) -> Bool {
    lexemes.contains { lexeme in
      guard lexeme.kind == .jinja else { return false }
      let strings = JinjaCall.strings(in: lexeme.range, of: view.bytes)
      return strings.contains(one) && strings.contains(other)
    }
  }

  /// Common tables that read each other are followed so far.
  private static var deepest: Int { 8 }
}
