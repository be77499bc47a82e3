import HealLanguage

/// The names of the common tables that a query defines, each once, in the order of the text; empty where it cannot
/// be read.
package func commonTables(in text: [UInt8], adapter: String?) -> [String] {
  ViewReader.all(of: text, adapter: adapter).flatMap { view in
    view.regions.flatMap { $0.query.tables.map { view.lexemes[$0.name].text } }
  }.uniqued()
}
