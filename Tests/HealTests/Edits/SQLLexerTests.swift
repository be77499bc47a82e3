import HealEngine
import Testing

@Suite struct SQLLexerTests {
  @Test(arguments: Dialect.allCases)
  func `tokens cover every byte of any bytes`(dialect: Dialect) {
    var random = SplitMix(seed: 7)
    for _ in 0..<60 {
      expectCover((0..<Int.random(in: 0...200, using: &random)).map { _ in random.byte() }, dialect)
    }
  }

  @Test(arguments: Dialect.allCases)
  func `tokens cover every byte of broken SQL`(dialect: Dialect) {
    var random = SplitMix(seed: 8)
    for sample in RenameColumnCase.all {
      expectCover(Array(sample.sql.utf8), dialect)
      expectCover(random.mutated(sample.sql), dialect)
    }
  }

  @Test(arguments: [
    ("a::date", ["a", "::", "date"]),
    ("'it''s' \"x\"\"y\" `z`", ["'it''s'", " ", "\"x\"\"y\"", " ", "`z`"]),
    ("'{{ var('x') }}'", ["'{{ var('x') }}'"]),
    ("{{ {'a': {'b': '}}'}} }}x", ["{{ {'a': {'b': '}}'}} }}", "x"]),
    ("{# {{ #}{%- if a %}", ["{# {{ #}", "{%- if a %}"]),
    ("{% raw %}{{ {% endraw %}", ["{% raw %}", "{{ ", "{% endraw %}"]),
    ("1.5e10 t1.c 1::int", ["1.5e10", " ", "t1", ".", "c", " ", "1", "::", "int"]),
    ("$tag$ it's $$ $tag$ $1", ["$tag$ it's $$ $tag$", " ", "$1"]),
    ("E'a\\'b' e", ["E'a\\'b'", " ", "e"]),
    (
      "/* a /* b */ c */d -- {{ x\n }} y\nz",
      ["/* a /* b */ c */", "d", " ", "-- {{ x\n }} y", "\n", "z"]
    ),
    ("a->>'b'||c<>d", ["a", "->>", "'b'", "||", "c", "<>", "d"]),
    ("größe=1", ["größe", "=", "1"]),
  ])
  func `text is cut where people would cut it`(text: String, pieces: [String]) {
    #expect(cut(text, .duckdb) == pieces)
  }

  @Test func `a dialect decides what quotes mean`() {
    #expect(cut("\"a\\\"b\"c", .bigquery) == ["\"a\\\"b\"", "c"])
    #expect(cut("'''it's'''x", .bigquery) == ["'''it's'''", "x"])
    #expect(cut("r'a\\d'x", .bigquery) == ["r'a\\d'", "x"])
    #expect(cut("[a b].c", .sqlserver) == ["[a b]", ".", "c"])
    #expect(cut("x[1]", .duckdb) == ["x", "[", "1", "]"])
    #expect(cut("a # b", .bigquery) == ["a", " ", "# b"])
    #expect(cut("a // b", .snowflake) == ["a", " ", "// b"])
    #expect(cut("'a\\' b", .duckdb) == ["'a\\'", " ", "b"])
  }

  @Test(arguments: ["'a", "\"a", "/* a", "{{ a", "{% a", "{# a", "$$ a"])
  func `what is left open is told`(text: String) {
    let tokens = SQLLexer.tokens(of: Array(text.utf8), dialect: .duckdb)
    #expect(tokens.map(\.isClosed) == [false])
  }

  @Test(arguments: [
    ("postgres", Dialect.postgres), ("Fabric", .sqlserver), ("athena", .trino),
    ("oracle", .generic),
  ])
  func `adapters share dialects`(adapter: String, dialect: Dialect) {
    #expect(Dialect(adapter: adapter) == dialect)
    #expect(Dialect(adapter: nil) == .generic)
  }

  private func cut(_ text: String, _ dialect: Dialect) -> [String] {
    let bytes = Array(text.utf8)
    return SQLLexer.tokens(of: bytes, dialect: dialect).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  private func expectCover(_ bytes: [UInt8], _ dialect: Dialect) {
    let tokens = SQLLexer.tokens(of: bytes, dialect: dialect)
    var position = 0
    for token in tokens {
      #expect(token.range.lowerBound == position && !token.range.isEmpty)
      position = token.range.upperBound
    }
    #expect(position == bytes.count)
  }
}
