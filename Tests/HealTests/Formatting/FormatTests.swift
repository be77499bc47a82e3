import FoundationEssentials
import Testing

@testable import HealLanguage

/// `heal fmt` changes white space only, always to the same, and never what a file means.
@Suite struct FormatTests {
  static let folder = "Tests/Golden/format"
  static let cases = (try? Repository.files(in: folder, ending: ".heal")) ?? []

  @Test(arguments: cases) func `a file is laid out as recorded`(file: String) throws {
    let text = format(Source(name: file, text: try Repository.text("\(Self.folder)/\(file)")))
    try expectGolden(text, "\(Self.folder)/\(file.dropLast(5)).out")
    #expect(format(Source(name: file, text: text)) == text)
  }

  @Test func `there are cases`() { #expect(Self.cases.count >= 5) }

  @Test func `every standard rule keeps its words and its meaning`() throws {
    let sources = try RuleTexts.all()
    #expect(sources.count > 50)
    for source in sources { expectSound(source, isReadable: true) }
  }

  /// 10,000 files in all. `format` compares the words itself and takes back what has others, which is a
  /// fault here; that it compares well is looked at in every tenth.
  @Test(arguments: 0..<5)
  func `files made from the grammar are laid out`(part: UInt64) throws {
    var maker = SentenceMaker(Grammar(try Repository.text("grammar/heal.ebnf")), seed: 11 + part)
    for number in 0..<2000 {
      let text =
        number.isMultiple(of: 4) ? maker.sentence() : "rule a.b {\n\(maker.sentence("Clause"))\n}"
      let source = Source(name: "a.heal", text: text)
      if number.isMultiple(of: 10) { expectSound(source, isReadable: true) }
      let once = format(source)
      let again = plain(Source(name: "a.heal", text: once))
      #expect(again == once, "taken back, or not the same again:\n\(text)")
    }
  }

  @Test func `spoilt files keep their words`() throws {
    var maker = SentenceMaker(Grammar(try Repository.text("grammar/heal.ebnf")), seed: 12)
    var mutator = Mutator(seed: 13)
    for number in 0..<2000 {
      var text = maker.sentence("Rule") + "\n" + maker.sentence("Rule")
      for _ in 0...number % 3 { text = mutator.spoil(text) }
      expectSound(Source(name: "a.heal", text: text), isReadable: false)
    }
  }

  @Test func `an item that cannot be read keeps every byte`() {
    let broken = "rule  a.b  {\n   categry   X\n\tmatch 'a'  # kept \n}"
    let text = "category   A \"a\"\n\n\n\n\(broken)\nrule c.d {category A;match 'x y'}\n"
    let expected =
      "category A \"a\"\n\n\(broken)\n\nrule c.d {\n  category A\n  match 'x y'\n}\n"
    #expect(format(Source(name: "a.heal", text: text)) == expected)
  }

  @Test func `a brace that closes nothing leaves the file as it is`() {
    let broken = "fault a\ncategory SCHEMA \"x\n  }\nrule  c.d {}"
    #expect(format(Source(name: "a.heal", text: broken)) == broken)
  }

  @Test func `line ends stay what they are`() {
    let text = "rule a.b {\r\ncategory A\r\n\r\n\r\nmatch '''\r\n a\r\n'''\r\n}\r\n"
    let expected = "rule a.b {\r\n  category A\r\n\r\n  match '''\r\n a\r\n'''\r\n}\r\n"
    #expect(format(Source(name: "a.heal", text: text)) == expected)
  }

  /// Found by `make fuzz`.
  @Test(arguments: [
    "\r\nd tabs \"a\"les are\n\nrule a.b {ed\n",
    "\r\nrule a.b {\r\n}\njunk {\n\n}\r\nrule c.d {}\n",
    "\r\rx y\r\n\nrule a.b { match 'a' }\r", "junk\rmore\r\nrule a.b {\r\nmatch 'a'}\n",
  ])
  func `mixed line ends are laid out once and for all`(text: String) {
    let once = format(Source(name: "a.heal", text: text))
    #expect(format(Source(name: "a.heal", text: once)) == once)
  }

  @Test func `in Markdown only fences are laid out`() {
    let text = "# Notes\n\n\n*  a\n\n```heal\nrule a.b {match 'a b'}\n```\n\n```\nrule  x\n```\n"
    let expected =
      "# Notes\n\n\n*  a\n\n```heal\nrule a.b {\n  match 'a b'\n}\n```\n\n```\nrule  x\n```\n"
    #expect(format(Source(name: "a.md", text: text)) == expected)
    let inList = "- so:\n\n  ```heal\n  rule a.b {match 'a b'}\n  ```\n"
    #expect(format(Source(name: "a.md", text: inList)) == inList)
  }

  @Test(arguments: ["", "\n\n", "  ", "\u{FEFF}", "# a", "rule", "\"\"\"", "rule a.b {"])
  func `the smallest files come out`(text: String) {
    expectSound(Source(name: "a.heal", text: text), isReadable: false)
  }

  // MARK: What always holds

  /// What is readable must be laid out, and not taken back.
  private func expectSound(_ source: Source, isReadable: Bool) {
    let text = format(source)
    let again = format(Source(name: source.name, text: text))
    #expect(again == text, "not the same the second time:\n\(source.text)")
    #expect(words(text) == words(source.text), "other words:\n\(source.text)")
    if isReadable { #expect(plain(source) == text, "the layout was taken back:\n\(source.text)") }
  }

  /// What the layout gives by itself.
  private func plain(_ source: Source) -> String {
    var writer = LayoutWriter(Syntax.read(source).file, bytes: Array(source.text.utf8))
    return String(decoding: writer.write(), as: UTF8.self)
  }

  /// The tokens that mean something and the comments.
  private func words(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let tokens = Syntax.read(Source(name: "a.heal", text: text)).file.tokens
    return tokens.compactMap { token in
      switch token.kind {
      case .whitespace, .newline, .semicolon, .end: return nil
      case .comment, .documentation:
        var comment = bytes[token.range]
        while comment.last == 32 || comment.last == 9 { comment = comment.dropLast() }
        return String(decoding: comment, as: UTF8.self)
      default: return String(decoding: bytes[token.range], as: UTF8.self)
      }
    }
  }
}
