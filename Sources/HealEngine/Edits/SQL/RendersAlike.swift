/// Whether two texts of SQL have the same Jinja, byte for byte and in the same order: `dbt parse`, which renders nothing
/// else, cannot tell them apart.
package func rendersAlike(_ one: String, _ other: String) -> Bool {
  jinja(in: one) == jinja(in: other)
}

private func jinja(in text: String) -> [ArraySlice<UInt8>] {
  let bytes = Array(text.utf8)
  return SQLLexer.tokens(of: bytes, dialect: Dialect(adapter: nil))
    .map { bytes[$0.range] }
    .filter { token in ["{{", "{%", "{#"].contains { token.firstRange(of: $0) != nil } }
}
