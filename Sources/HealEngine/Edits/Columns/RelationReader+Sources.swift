extension RelationReader {
  /// An input from outside the model.
  struct Relation: Hashable {
    /// The same for the same relation, however the call is written.
    var key: String
    var path: [String]
  }

  func tables(of select: Select, visible: [VisibleTable]) -> [Table] {
    select.sources.map { table(of: $0, visible: visible) }
  }

  private func table(of source: Source, visible: [VisibleTable]) -> Table {
    var table = unnamed(source, visible)
    if let alias = source.alias { table.alias = written(alias) }
    if let listed = columns(source.columns) {
      table.old = listed.old
      table.new = listed.new
    }
    return table
  }

  private func unnamed(_ source: Source, _ visible: [VisibleTable]) -> Table {
    switch source.form {
    case .name: return named(source.range, visible)
    case .jinja: return jinja(source.range)
    case .file:
      let key = text(source.range.lowerBound)
      return Table(path: [], old: .through([key]), new: .through([key]))
    case .query(let query):
      let supplies = supplies(of: query, visible)
      return Table(path: [], old: supplies.old, new: supplies.new)
    case .function: return function(source)
    case .values: return Table(path: [], old: .none, new: .none)
    case .reshaped: return Table(path: [], old: .unknown, new: .unknown)
    }
  }

  private func named(_ range: Range<Int>, _ visible: [VisibleTable]) -> Table {
    let path = range.filter { !lexeme($0).isSymbol(".") }.map(text)
    if path.count == 1, let name = path.first,
      let common = visible.last(where: { $0.name.lowercased() == name.lowercased() })
    {
      return Table(path: path, old: common.old, new: common.new)
    }
    let key = path.joined(separator: ".").lowercased()
    return Table(path: path, old: .through([key]), new: .through([key]))
  }

  /// `{{ this }}` is what the model itself gives out.
  private func jinja(_ range: Range<Int>) -> Table {
    let first = lexeme(range.lowerBound)
    if range.count == 1, first.kind == .jinja,
      JinjaTag.keyword(of: first.range, in: bytes) == "this"
    {
      return Table(path: ["{{ this }}"], old: .own, new: .none)
    }
    if range.count == 1, let relation = relations(in: first).first {
      let supply = Supply.through([relation.key])
      return Table(path: relation.path, old: supply, new: supply)
    }
    let parts = range.map(text)
    let key = parts.joined()
    let path = range.count == 1 ? [] : parts.filter { $0 != "." }
    return Table(path: path, old: .through([key]), new: .through([key]))
  }

  /// Functions that make rows out of a value have columns of their own; those that read files do not.
  private func function(_ source: Source) -> Table {
    let readsFiles = lexeme(source.range.lowerBound).text.hasPrefix("read_")
    guard readsFiles else { return Table(path: [], old: .unknown, new: .unknown) }
    let key = source.range.map(text).joined()
    return Table(path: [], old: .through([key]), new: .through([key]))
  }

  /// What the `ref` and `source` calls in a Jinja expression name.
  func relations(in lexeme: Lexeme) -> [Relation] {
    guard lexeme.kind == .jinja else { return [] }
    return JinjaCall.all(in: lexeme.range, of: bytes).compactMap { call in
      let function = call.function.split(separator: ".").last ?? ""
      guard function == "ref" || function == "source", let last = call.names.last else {
        return nil
      }
      let path = function == "ref" ? [last.text] : call.names.map(\.text)
      return Relation(key: "\(function) \(path.joined(separator: "."))", path: path)
    }
  }

  func written(_ index: Int) -> String {
    lexeme(index).kind == .word
      ? String(decoding: bytes[lexeme(index).range], as: UTF8.self) : text(index)
  }
}
