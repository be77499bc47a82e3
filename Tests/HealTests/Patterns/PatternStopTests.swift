import HealLanguage
import Testing

@Suite struct PatternStopTests {
  private func pattern(_ written: String, flags: String = "", isRegex: Bool = false) throws
    -> Pattern
  {
    let place = Location(source: "t.heal", range: 0..<written.utf8.count)
    let made =
      isRegex
      ? Pattern.regex(written, flags: flags, isExtended: false, location: place, contentStart: 1)
      : Pattern.skeleton(written, location: place, contentStart: 1)
    return try #require(made.pattern)
  }

  /// Each with `‸` where it stops.
  @Test(arguments: [
    ("relation \"<rel>\" does‸ not exist", "relation \"raw.orders\" does‸n't exist"),
    ("Referenced column \"<c>\" ‸not found", "  Referenced column \"x\" ‸was not found"),
    ("value ‸<n:int> is late", "the value ‸x is late"),
    ("a\\<b\\<‸cd", "xa<b<‸d"),
    ("took <t:text> then ‸failed", "took one and two then ‸stopped"),
  ])
  func `a skeleton stops at a place in the text and one in itself`(written: String, text: String)
    throws
  {
    let stop = try #require(
      try pattern(written.replacing("‸", with: "")).farthestStop(
        in: Array(text.replacing("‸", with: "").utf8)))
    #expect(String(marked(text.replacing("‸", with: ""), stop.textOffset)) == text)
    #expect(marked(written.replacing("‸", with: ""), stop.wanted.lowerBound) == written)
  }

  @Test(arguments: [
    ("Connection (?:refused|reset) ‸by", "Connection reset ‸at", ""),
    ("Connection ‸(?:refused|reset) by", "Connection ‸lost by", ""),
    ("line ‸(?<n>\\d+)", "LINE ‸x", "i"),
    ("at [a-z]+ ‸end", "at abc ‸fin", "im"),
  ])
  func `a regex does the same`(written: String, text: String, flags: String) throws {
    let pattern = try pattern(written.replacing("‸", with: ""), flags: flags, isRegex: true)
    let stop = try #require(pattern.farthestStop(in: Array(text.replacing("‸", with: "").utf8)))
    #expect(marked(text.replacing("‸", with: ""), stop.textOffset) == text)
    #expect(marked(pattern.written, stop.wanted.lowerBound) == written)
  }

  @Test func `what is wanted are the words up to the next hole`() throws {
    let pattern = try pattern("table <t> does not exist in <s> at all")
    let stop = try #require(pattern.farthestStop(in: Array("table x does exist".utf8)))
    let wanted = Array(pattern.written.utf8)[stop.wanted]
    #expect(String(decoding: wanted, as: UTF8.self) == "not exist in ")
    #expect(stop.share > 0.3 && stop.share < 0.5, "\(stop.share)")
  }

  @Test func `a greedy beginning does not count as near`() throws {
    let pattern = try pattern(".*lost connection", isRegex: true)
    #expect(pattern.farthestStop(in: Array("something else 42".utf8))?.share ?? 0 < 0.2)
  }

  @Test func `a text without any of the words has no stop`() throws {
    #expect(try pattern("quota exceeded").farthestStop(in: Array("abc".utf8)) == nil)
  }

  @Test func `words are those of the literals`() throws {
    #expect(try pattern("Table <orders> is GONE").words == ["table", "gone"])
    #expect(
      try pattern("Foo(?:bar)? (?:abc|xyz) [qrs]+ten", isRegex: true).words
        == ["foo", "abc", "xyz", "ten"])
  }

  private func marked(_ text: String, _ offset: Int) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[..<offset], as: UTF8.self) + "‸"
      + String(decoding: bytes[offset...], as: UTF8.self)
  }
}
