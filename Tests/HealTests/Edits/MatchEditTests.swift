import HealEngine
import HealLanguage
import Testing

@Suite struct MatchEditTests {
  private static let text = "{{ config(\r\n  tags = ['a'],\r\n) }}\r\nselect 1\r\n"

  @Test func `a match is replaced, deleted, or has text put around it`() throws {
    let tags = try pattern(#"tags\s*=\s*\[[^\]]*\]"#)
    #expect(
      try edited(.replaceMatch(tags, with: "tags=[]", all: false)).contains("\r\n  tags=[],\r\n"))
    #expect(
      try edited(.deleteMatch(pattern(#"  tags.*\R"#), all: false))
        == "{{ config(\r\n) }}\r\nselect 1\r\n")
    #expect(try edited(.insertBefore(tags, "x=1, ", all: false)).contains("  x=1, tags = ['a'],"))
    #expect(
      try edited(.insertAfter(pattern("select"), " distinct", all: false)).contains(
        "select distinct 1"))
  }

  @Test func `the replacement is text and no template`() throws {
    #expect(
      try edited(.replaceMatch(pattern("select (1)"), with: #"\1 $1 ${1}"#, all: false)).hasSuffix(
        "\\1 $1 ${1}\r\n"))
  }

  @Test func `a pattern must match exactly once unless all matches are meant`() throws {
    #expect(throws: EditRefusal(#"/\R/ matches 4 times in m.sql"#)) {
      try edited(.deleteMatch(pattern(#"\R"#), all: false))
    }
    #expect(throws: EditRefusal("/nowhere/ matches nothing in m.sql")) {
      try edited(.deleteMatch(pattern("nowhere"), all: true))
    }
    #expect(
      try edited(.replaceMatch(pattern(#"\R"#), with: "\n", all: true)).utf8.count { $0 == 13 } == 0
    )
  }

  @Test func `what changes nothing is refused`() throws {
    #expect(throws: EditRefusal("what /select/ matches in m.sql would stay as it is")) {
      try edited(.replaceMatch(pattern("select"), with: "select", all: false))
    }
    #expect(throws: EditRefusal.self) { try edited(.deleteMatch(pattern("(?=select)"), all: true)) }
  }

  @Test func `a rule's line ends become those of the file`() throws {
    let config = try pattern(#"\{\{ config\("#)
    #expect(
      try edited(.insertAfter(config, "\n  alias='b',", all: false))
        .hasPrefix("{{ config(\r\n  alias='b',\r\n  tags"))
    #expect(
      try edited(.replace(",\n) }}", with: "\n)\n}}", all: false))
        == "{{ config(\r\n  tags = ['a']\r\n)\r\n}}\r\nselect 1\r\n")
  }

  @Test func `a pattern that takes too long is refused`() throws {
    let text = String(repeating: "a", count: 60)
    #expect(throws: EditRefusal.self) {
      try EditRequest.deleteMatch(pattern("(a|aa)+$(?<!a)"), all: true)
        .edits(in: text, path: "m.sql", adapter: nil)
    }
  }

  private func edited(_ request: EditRequest) throws -> String {
    apply(try request.edits(in: Self.text, path: "m.sql", adapter: nil), to: Self.text)
  }

  private func pattern(_ written: String) throws -> Pattern {
    let location = Location(source: "test", range: 0..<written.utf8.count)
    return try #require(
      Pattern.regex(written, flags: "", isExtended: false, location: location, contentStart: 0)
        .pattern)
  }
}
