import HealEngine
import Testing

@Suite struct TextEditTests {
  @Test func `a text that occurs once is replaced`() throws {
    let text = "a: 1\r\nb: 2"
    let edits = try EditRequest.replace("b: 2", with: "b: 3\r\n", all: false)
      .edits(in: text, path: "x.yml", adapter: nil)
    #expect(apply(edits, to: text) == "a: 1\r\nb: 3\r\n")
  }

  @Test func `a text that occurs twice is replaced only when all are meant`() throws {
    let text = "aaa aa"
    #expect(throws: EditRefusal("“aa” occurs 2 times in x.sql")) {
      try EditRequest.replace("aa", with: "b", all: false).edits(
        in: text, path: "x.sql", adapter: nil)
    }
    let edits = try EditRequest.replace("aa", with: "b", all: true)
      .edits(in: text, path: "x.sql", adapter: nil)
    #expect(apply(edits, to: text) == "ba b")
  }

  @Test(arguments: [("x", "y"), ("", "y"), ("a", "a")])
  func `a replacement that does nothing is refused`(old: String, new: String) {
    #expect(throws: EditRefusal.self) {
      try EditRequest.replace(old, with: new, all: true).edits(
        in: "abc", path: "x.sql", adapter: nil)
    }
  }

  @Test(arguments: [("e\u{301} \r\n", 4..<6), ("e\u{301} \n", 4..<5)])
  func `a rule's line end is a whole one of the file`(text: String, range: Range<Int>) throws {
    let edits = try EditRequest.replace("\n", with: "", all: false)
      .edits(in: text, path: "x.sql", adapter: nil)
    #expect(edits == [TextEdit(range, "")])
  }

  @Test func `edits apart from each other are one list`() {
    let (a, b, c) = (TextEdit(4..<6, "x"), TextEdit(0..<2, "y"), TextEdit(6..<6, "z"))
    #expect(merged([a], [b]) == [b, a])
    #expect(merged([a], [c]) == [a, c])
    #expect(merged([a, c], [a]) == [a, c])
    #expect(merged([], []) == [])
  }

  @Test(arguments: [
    (TextEdit(0..<3, "x"), TextEdit(2..<4, "x")), (TextEdit(1..<1, "x"), TextEdit(1..<1, "y")),
    (TextEdit(0..<3, "x"), TextEdit(0..<3, "y")), (TextEdit(0..<9, "x"), TextEdit(2..<2, "y")),
    (TextEdit(2..<2, "x"), TextEdit(2..<5, "y")),
  ])
  func `edits that overlap are not merged`(a: TextEdit, b: TextEdit) {
    #expect((merged([a], [b]) == nil) == (a.range != 2..<2))
    #expect((merged([b], [a]) == nil) == (a.range != 2..<2))
  }
}
