/// Makes a model read another column than before and give out the same ones, or, where the old name
/// was a slip of the pen, give out the new one too.
///
/// Only names that reach an input from outside the model are renamed; columns that the model makes
/// itself stay. Two names cannot be kept: what an engine makes up for an expression without an
/// alias, and what a `select *` hands through to the outside, which is the input's own doing.
struct ColumnRename {
  let old: ColumnName
  let new: ColumnName
  let dialect: Dialect
  /// Whether the old name was never meant: no output keeps it.
  var isCorrection = false
  /// Whether no output may be named after the column.
  var keepsNames = false
  /// What is read in the column's place, with `{}` for it; nil where it is another column.
  var reading: String?

  /// - Throws: where the change cannot be made exactly.
  func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    guard !old.name.isEmpty, !new.name.isEmpty else { throw EditRefusal("a column has no name") }
    guard old.name != new.name else { throw EditRefusal("“\(old.name)” has that name already") }
    var merged: [Int: [TextEdit]] = [:]
    var kept: Set<Int> = []
    var nothing: EditRefusal?
    for view in try SQLView.all(of: text, dialect: dialect) {
      let sites = try sites(in: view)
      switch try sites.chosen() {
      case .nothing(let reason):
        if reading != nil { for edit in try passed(besides: [], in: view) { try merge([edit], into: &merged) } }
        nothing = nothing ?? EditRefusal(reason)
        kept.formUnion(sites.names.map { view.lexemes[$0].range.lowerBound })
      case .sites(let chosen):
        if keepsNames, chosen.contains(where: { $0.form != .plain }) {
          throw EditRefusal("an output is named after “\(old.name)”")
        }
        for site in chosen { try merge(edits(of: site, in: view), into: &merged) }
        for edit in try passed(besides: chosen, in: view) { try merge([edit], into: &merged) }
        let others = sites.names.subtracting(chosen.map(\.lexeme))
        if isCorrection { try checkCorrection(of: chosen, others: others, in: view) }
        kept.formUnion(others.map { view.lexemes[$0].range.lowerBound })
      }
    }
    guard !merged.isEmpty else { throw nothing ?? EditRefusal("it reads no “\(old.name)”") }
    guard kept.isDisjoint(with: merged.keys) else { throw differs }
    return merged.values.joined().sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// A slip is one only where nothing else goes by the name, and the right name is not given out yet.
  private func checkCorrection(of chosen: [ColumnSite], others: Set<Int>, in view: SQLView)
    throws(EditRefusal)
  {
    guard others.isEmpty else {
      throw EditRefusal("“\(old.name)” is also the name of something that the model makes")
    }
    let reader = try ViewReader(view, dialect: dialect)
    for site in chosen where site.form != .plain && reader.givesOut(new.name, besides: site.lexeme)
    {
      throw EditRefusal("“\(new.name)” is given out already, beside “\(old.name)”")
    }
  }

  private func sites(in view: SQLView) throws(EditRefusal) -> ColumnSites {
    let relations = RelationReader(
      parser: try QueryParser(view), bytes: view.bytes, dialect: dialect, old: old.name,
      new: new.name)
    var reader = ColumnReader(relations)
    for statement in relations.parser.statements() { reader.read(statement) }
    return ColumnSites(
      old: old, new: new, sites: reader.sites, tables: reader.tables,
      names: Set(view.lexemes.indices.filter { relations.isSame($0, old.name) }),
      isNamedInJinja: view.lexemes.contains { lexeme in
        lexeme.kind == .jinja
          && JinjaCall.strings(in: lexeme.range, of: view.bytes).contains(old.name)
      })
  }

  /// Where the items of a select that reads the column pass its name to a macro, too, and give the outcome a name of its
  /// own: `{{ cents('price') }} as price`.
  private func passed(besides chosen: [ColumnSite], in view: SQLView) throws(EditRefusal) -> [TextEdit] {
    guard !isCorrection, reading.map({ !$0.contains("\"") }) ?? true else { return [] }
    let selects = try ViewReader(view, dialect: dialect).regions.flatMap(\.selects).filter { select in
      chosen.isEmpty || chosen.contains { site in select.items.contains { $0.expression.contains(site.lexeme) } }
    }
    let items = selects.flatMap(\.items).filter { item in
      guard case .named = item.alias else { return false }
      return item.expression.contains { view.lexemes[$0].kind == .jinja }
    }
    var edits: [TextEdit] = []
    for range in items.flatMap(\.expression).map({ view.lexemes[$0] }).filter({ $0.kind == .jinja }).map(\.range) {
      let calls = JinjaCall.all(in: range, of: view.bytes)
      guard !calls.contains(where: { ["ref", "source", "var", "env_var", "config"].contains($0.function) }) else { continue }
      let names = calls.flatMap(\.names).filter { $0.text.lowercased() == old.name.lowercased() }
      edits += Set(names.map(\.range)).map { range in
        guard let reading else { return TextEdit(range, new.name) }
        let text = reading.parts(between: "{}").joined(separator: old.name)
        return TextEdit(range.lowerBound - 1..<range.upperBound + 1, "\"\(text)\"")
      }
    }
    return edits
  }

  private func merge(_ edits: [TextEdit], into merged: inout [Int: [TextEdit]]) throws(EditRefusal)
  {
    guard let start = edits.first?.range.lowerBound else { return }
    if let earlier = merged[start], earlier != edits { throw differs }
    merged[start] = edits
  }

  private var differs: EditRefusal {
    EditRefusal("“\(old.name)” means different columns in different Jinja branches")
  }

  /// The new name, and the old one as an alias where it was the output's name.
  private func edits(of site: ColumnSite, in view: SQLView) -> [TextEdit] {
    let lexeme = view.lexemes[site.lexeme]
    let prefix = site.prefix.map { "\($0)." } ?? ""
    var name = prefix + dialect.spelled(new.name, like: lexeme, in: view.bytes)
    if let reading {
      name = reading.parts(between: "{}").joined(separator: String(decoding: view.bytes[lexeme.range], as: UTF8.self))
    }
    guard case .named(let last) = site.form, !isCorrection else {
      return [TextEdit(lexeme.range, name)]
    }
    let written = String(decoding: view.bytes[lexeme.range], as: UTF8.self)
    let alias = " \(keyword(before: site, in: view)) \(written)"
    guard last != site.lexeme else { return [TextEdit(lexeme.range, name + alias)] }
    let end = view.lexemes[last].range.upperBound
    return [TextEdit(lexeme.range, name), TextEdit(end..<end, alias)]
  }

  /// `as` in the case of the select it goes into.
  private func keyword(before site: ColumnSite, in view: SQLView) -> String {
    let select = view.bytes[view.lexemes[site.select].range]
    return select.allSatisfy { (65...90).contains($0) } ? "AS" : "as"
  }
}
