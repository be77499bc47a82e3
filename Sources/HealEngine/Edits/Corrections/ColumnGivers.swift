import HealLanguage

/// An input that a query reads beside others.
package struct InputName: Hashable, Sendable {
  /// As the query calls it in front of a dot.
  package var name: String
  /// Whether a query inside this one writes the column.
  package var writesColumn: Bool
  /// The refs (`orders`) and sources (`shop.orders`) that hand it through; empty where it comes from elsewhere.
  package var relations: [String]
}

/// The inputs of the queries that read a column without saying whose it is, or as that of `qualifier`; empty where none
/// does, or the text cannot be read.
package func inputs(
  beside column: String, of qualifier: String? = nil, in text: [UInt8], adapter: String?
) -> [InputName] {
  ViewReader.all(of: text, adapter: adapter)
    .flatMap { $0.inputs(beside: column, of: qualifier) }.uniqued()
}

/// Whether a query casts a column alone, as `cast(o.price as decimal)` and `price::decimal` do.
package func casts(_ column: String, in text: [UInt8], adapter: String?) -> Bool {
  ViewReader.all(of: text, adapter: adapter).contains { view in
    (try? view.wrapCast(of: column, in: "{}")) != nil
  }
}

extension ViewReader {
  fileprivate func inputs(beside column: String, of qualifier: String?) -> [InputName] {
    let relations = RelationReader(
      parser: parser, bytes: view.bytes, dialect: dialect, old: column, new: column)
    let places =
      qualifier.map { self.places(of: column, qualifiedBy: $0) } ?? barePlaces(of: column)
    return places.flatMap { index in
      let visible = regions.filter { $0.range.contains(index) }
        .sorted { $0.range.count > $1.range.count }
        .reduce([]) { relations.visible(in: $1.query, outside: $0) }
      return (region(of: index)?.selects ?? []).flatMap { select in
        zip(select.sources, relations.tables(of: select, visible: visible))
          .compactMap { source, table in name(of: source).map { InputName($0, table.old) } }
      }
    }
  }

  /// Where `qualifier.column` stands.
  func places(of column: String, qualifiedBy qualifier: String) -> [Int] {
    places(of: column).filter {
      isSymbol($0 - 1, ".") && isName($0 - 2, qualifier) && !isSymbol($0 - 3, ".")
    }
  }

  /// Where a column is read with nothing in front of it, behind it or naming it so. What sorts the rows may mean the
  /// column given out.
  func barePlaces(of column: String) -> [Int] {
    let selects = regions.flatMap(\.selects)
    return places(of: column).filter { index in
      !isSymbol(index - 1, ".") && !isSymbol(index + 1, ".") && !isSymbol(index + 1, "(")
        && !selects.contains { select in
          select.items.contains { $0.alias == .named(index) }
            || select.sources.contains { $0.range.contains(index) && $0.form.isNamed }
            || select.sources.contains { $0.alias == index }
            || select.clauses.contains { $0.role == .orderBy && $0.range.contains(index) }
        }
    }
  }
}

extension InputName {
  fileprivate init(_ name: String, _ supply: Supply) {
    let keys: Set<String> =
      switch supply {
      case .through(let keys), .twice(let keys): keys
      case .none, .own, .unknown: []
      }
    let relations = keys.map { key in String(key.split(separator: " ").last ?? "") }
    self.init(name: name, writesColumn: supply == .own, relations: relations.sorted())
  }
}
