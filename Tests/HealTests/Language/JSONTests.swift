import HealLanguage
import Testing

@Suite struct JSONTests {
  @Test func `a value is written as it should be read`() {
    let value = JSON.object([
      ("a", .list([.null, .bool(true), .int(-3), .number(0.5), .number(2), .number(.infinity)])),
      ("quote \" \\ \n\u{1}é", .text("x/y")), ("empty", .list([])), ("none", .object([])),
    ])
    #expect(
      value.rendered()
        == #"{"a":[null,true,-3,0.5,2,null],"quote \" \\ \n\u0001é":"x/y","empty":[],"none":{}}"#)
    #expect(
      JSON.object([("a", .list([.int(1)]))]).rendered(pretty: true) == """
        {
          "a": [
            1
          ]
        }
        """)
  }

  @Test(arguments: [
    "{\"id\": [1, 2.5e3, -0, \"\\u00e9\\ud83d\\ude00\\n\"], \"b\": null}", "true", " [ ] ", "\"\"",
  ])
  func `what was read is written back to the same value`(text: String) throws {
    let value = try #require(JSON(parsing: text))
    let again = try #require(JSON(parsing: value.rendered(pretty: true)))
    #expect(value.rendered() == again.rendered())
  }

  @Test func `escapes are read`() throws {
    let value = try #require(JSON(parsing: #"{"a": "\u00e9\ud83d\ude00\/\ud800x"}"#))
    guard case .text(let text) = value["a"] else {
      Issue.record("no text")
      return
    }
    #expect(text == "é😀/\u{FFFD}x")
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":}", "01", "1.", "+1", "\"\n\"", "\"\\x\"", "tru", "1 2",
    "'a'",
    "[1", "{\"a\":1,}", "-", "nan", String(repeating: "[", count: 100_000),
  ])
  func `anything else is refused`(text: String) {
    #expect(JSON(parsing: text)?.rendered() == nil)
  }

  @Test func `problems have lines and columns`() throws {
    let source = Source(name: "é.heal", text: "category A \"é\"\n\nrule a.é {}\n")
    let json = compile([source]).problems.json([source])
    guard case .list(let problems) = json["problems"],
      case .list(let labels) = problems[0]["labels"]
    else {
      Issue.record("no problems")
      return
    }
    #expect(
      labels[0].rendered()
        == #"{"source":"é.heal","line":3,"column":7,"end_line":3,"end_column":9,"text":"no word or mark begins so"}"#
    )
  }
}
