import Testing
import YAML

@Suite("YAML")
struct YAMLTests {
  @Test("Keys and values keep their order, style and place in bytes")
  func placesAreBytes() throws {
    let text = "name: 'é'\nlist:\n  - a # c\n  - {b: \"ü\"}\n\nlast: |\n  x\n"
    let root = try #require(try YAMLDocument.parse(text).root)
    #expect(root.pairs?.map(\.key.text) == ["name", "list", "last"])
    let name = try #require(root["name"])
    #expect(name.content == .scalar(text: "é", style: .singleQuoted))
    #expect(bytes(of: name, in: text) == "'é'")
    let flow = try #require(root["list"]?[1])
    #expect(bytes(of: flow, in: text) == "{b: \"ü\"}")
    let list = try #require(root["list"])
    #expect(bytes(of: list, in: text) == "- a # c\n  - {b: \"ü\"}")
    let last = try #require(root.pairs?.last?.key.span.start)
    #expect((last.line, last.column) == (6, 1))
    #expect(root["last"]?.content == .scalar(text: "x\n", style: .literal))
  }

  @Test("A byte order mark is skipped and counted")
  func byteOrderMark() throws {
    let text = "\u{FEFF}a: ü\nb: c\n"
    let root = try #require(try YAMLDocument.parse(text).root)
    let value = try #require(root["b"])
    #expect(bytes(of: value, in: text) == "c")
    #expect(root.pairs?.first?.key.text == "a")
  }

  @Test("Lines that end in CR LF keep their places")
  func carriageReturns() throws {
    let text = "a: 1\r\nb:\r\n  c: ü\r\n"
    let node = try #require(try YAMLDocument.parse(text).root?["b"]?["c"])
    #expect(bytes(of: node, in: text) == "ü")
    #expect(node.span.start.line == 3)
  }

  @Test("Unquoted Jinja is a mapping as a key, not an abort")
  func unquotedJinja() throws {
    let root = try #require(try YAMLDocument.parse("{{ config() }}: 1\n").root)
    #expect(root.pairs?.count == 1)
    #expect(root.pairs?.first?.key.pairs?.count == 1)
  }

  @Test("Duplicate keys are found, and the last one counts")
  func duplicateKeys() throws {
    let document = try YAMLDocument.parse("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    #expect(document.duplicateKeys.map(\.text) == ["c", "a"])
    #expect(document.duplicateKeys.map(\.span.start.line) == [2, 3])
    #expect(document.root?["a"]?.text == "3")
  }

  @Test("An alias has its own place and its anchor's value")
  func aliases() throws {
    let text = "a: &x [1, 2]\nb: *x\n"
    let alias = try #require(try YAMLDocument.parse(text).root?["b"])
    #expect(bytes(of: alias, in: text) == "*x")
    #expect(alias[1]?.text == "2")
  }

  @Test("Empty texts have no root, and empty values are null")
  func nothing() throws {
    #expect(try YAMLDocument.parse("").root == nil)
    #expect(try YAMLDocument.parse("# only a comment\n").root == nil)
    #expect(try YAMLDocument.parse("a:\n").root?["a"]?.isNull == true)
    #expect(try YAMLDocument.parse("a: ''\n").root?["a"]?.isNull == false)
  }

  @Test(
    "What is not YAML is an error with its line",
    arguments: [
      ("a:\n\tb: 1\n", 2), ("a: 'x\n", 2), ("a: [1\n", 2), ("a: b: c\n", 1), ("a: *x\n", 1),
      ("a: 1\n---\nb: 1\n", 2), ("a: \u{1}\n", 1), ("- a\nb: 1\n", 2),
    ])
  func errors(text: String, line: Int) {
    #expect {
      try YAMLDocument.parse(text)
    } throws: { error in
      guard let error = error as? YAMLError else { return false }
      return error.mark.line == line && !error.message.isEmpty
        && error.mark.offset <= text.utf8.count
    }
  }

  @Test("Deep nesting is an error in every form")
  func deepNesting() {
    let flow = String(repeating: "[", count: 50_000)
    let block = (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let chain = "a0: &a0 [1]\n" + (1..<400).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    for text in [flow, block, chain] {
      #expect(throws: YAMLError.self) { try YAMLDocument.parse(text) }
    }
  }

  /// Found by `make fuzz`.
  @Test("Aliases of aliases are an error where they stand for too much")
  func repeatedAliases() throws {
    let lines = { (count: Int) in
      "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + (1..<count).map { line in
          let aliases = Array(repeating: "*a\(line - 1)", count: 9).joined(separator: ", ")
          return "a\(line): &a\(line) [\(aliases)]\n"
        }.joined()
    }
    #expect(throws: YAMLError.self) { try YAMLDocument.parse(lines(12)) }
    let few = try YAMLDocument.parse(lines(4))
    #expect(few.repeated == 9 * 10 + 9 * (1 + 9 * 11) + 9 * (1 + 9 * (1 + 1 + 9 * 11)))
    #expect(few.root?["a3"]?.items?.count == 9)
    let keys = "k: &k {a: 1, b: 2}\n" + (0..<5_000).map { "m\($0): {<<: *k}\n" }.joined()
    #expect(try YAMLDocument.parse(keys).root?.pairs?.count == 5_001)
  }

  @Test("Any text is read or refused, never more")
  func anyText() {
    let pieces = [
      "a", ":", " ", "\n", "-", "{", "}", "[", "]", "'", "\"", "|", "&x", "*x", "#", "é", "\r\n",
      "?", "!t", "%", "\t", "<<", ",",
    ]
    var state: UInt64 = 42
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      guard let root = try? YAMLDocument.parse(text).root else { continue }
      #expect(root.span.range.upperBound <= text.utf8.count)
    }
  }

  private func bytes(of node: YAMLNode, in text: String) -> String {
    String(decoding: Array(text.utf8)[node.span.range], as: UTF8.self)
  }
}
