/// The names of the common tables that a query defines, in the order of the text; empty where it cannot
/// be read.
package func commonTables(in text: [UInt8], adapter: String?) -> [String] {
  let dialect = Dialect(adapter: adapter)
  guard let views = try? SQLView.all(of: text, dialect: dialect) else { return [] }
  var names: [String] = []
  for view in views {
    guard let reader = try? ViewReader(view, dialect: dialect) else { continue }
    let found = reader.regions.flatMap { $0.query.tables.map { reader.lexemes[$0.name].text } }
    names += found.filter { !names.contains($0) }
  }
  return names
}
