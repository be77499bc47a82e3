import HealLanguage
import PCRE2
import Testing

@Suite("Regexes in rules")
struct RegexPatternTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    var regex: String
    var marked: String
    var message: String

    init(_ regex: String, _ marked: String, _ message: String) {
      self.regex = regex
      self.marked = marked
      self.message = message
    }

    var testDescription: String { regex }
  }

  @Test(
    "A wrong regex is marked where it is wrong",
    arguments: [
      Wrong("a(b", " ^", "this group is never closed"),
      Wrong("a(b(c)", " ^", "this group is never closed"),
      Wrong("a(b[)]", " ^", "this group is never closed"),
      Wrong("a)b", " ^", "this `)` closes nothing"),
      Wrong("[a-z", "^", "this set of characters is never closed"),
      Wrong("x[]a", " ^", "this set of characters is never closed"),
      Wrong("*a", "^", "there is nothing to repeat here"),
      Wrong("a|+?b", "  ^^", "there is nothing to repeat here"),
      Wrong("a{3,2}", " ^^^^^", "at least 3 and at most 2 is never true"),
      Wrong("a{70000}", " ^^^^^^^", "this asks for too many"),
      Wrong("[z-a]", " ^^^", "this range runs backwards"),
      Wrong("(?<x>a)(?<x>b)", "          ^", "`x` is a group of this pattern already"),
      Wrong("(?<>a)", "^^^", "this group has no name"),
      Wrong("(?<1a>a)", "^^^^^", "this is not the name of a group"),
      Wrong("a(?#b", " ^^^", "this comment is never closed"),
      Wrong("(*LIMIT_MATCH=9)a", "^^^^^^^^^^^^^^^^", "heal does not take a verb"),
      Wrong("a(?R)", " ^^^^", "heal does not take recursion"),
      Wrong("(a)(?1)", "   ^^^^", "heal does not take recursion"),
      Wrong("(a)(?-1)", "   ^^^^^", "heal does not take recursion"),
      Wrong(#"(?<x>a)\g<x>"#, "       ^^^^^", "heal does not take recursion"),
      Wrong(#"(a)?(?(1)b|c)"#, "    ^^^", "heal does not take a conditional group"),
      Wrong(#"a\C"#, " ^^", #"heal does not take `\C`, which tears characters apart"#),
      Wrong("(?J)a", "  ^", "this is not the start of any group that heal knows"),
      Wrong(#"\yes"#, "^^", #"`\y` means nothing"#),
      Wrong(#"[\i]"#, " ^^", #"`\i` means nothing"#),
      Wrong(#"(?i)[[:foo:]]"#, "     ^^^^^^^", "`foo` is no class of characters"),
      Wrong(#"a(?<=b+)c"#, " ^", "lookbehind assertion is not fixed length"),
      Wrong(#"a\k<b>"#, "   ^", "reference to non-existent subpattern"),
    ])
  func faults(_ wrong: Wrong) throws {
    let (pattern, faults) = regex(wrong.regex)
    #expect(pattern == nil)
    let fault = try #require(faults.first)
    #expect(fault.message == wrong.message)
    #expect(marks(fault.range) == wrong.marked)
  }

  @Test("The options stand before the regex, and faults do not count them")
  func options() throws {
    #expect(try #require(regex("a b", flags: "si").pattern).regex == "(?is)a b")
    #expect(try #require(regex("a b", isExtended: true).pattern).regex == "(?x)a b")
    let fault = try #require(regex(#"ab\p{Q}"#, flags: "im").faults.first)
    #expect(fault.range == 6..<7)
    #expect(regex("a", flags: "ig").faults.first?.message == "`g` is no flag of a regex")
  }

  @Test("Named groups are captures of type text, whichever way they are written")
  func captures() throws {
    let pattern = try #require(regex("(?<a>x)(?P<b>y)(?'c'z)", start: 51).pattern)
    #expect(pattern.captures.map(\.name) == ["a", "b", "c"])
    #expect(pattern.captures.map(\.location.range) == [54..<55, 62..<63, 69..<70])
    #expect(pattern.captures.allSatisfy { $0.type == .text && !$0.mayBeUnset })
  }

  @Test(
    "A group is known to take part only where every match needs it",
    arguments: [
      ("(?<x>a)b", false), ("(?<x>a)?b", true), ("(?<x>a)|b", true), ("(?:(?<x>a))*", true),
      ("(?:(?<x>a)b){2,}", false), ("(?:(?<x>a)b){0,3}", true), ("(?=(?<x>a))b", false),
      ("b(?!(?<x>a))", true), ("(?|(?<x>a)|(?<x>b))", false), ("(?:(?<x>a)|b)c", true),
      ("((?:(?<x>a)){1})+?b", false),
    ])
  func mayBeUnset(_ regex: String, _ mayBeUnset: Bool) throws {
    let capture = try #require(self.regex(regex).pattern?.captures.first)
    #expect(capture.mayBeUnset == mayBeUnset)
  }

  @Test("An extended regex may span lines and have comments")
  func extended() throws {
    let pattern = try #require(
      regex("relation \\s+ # the word ( \n \"(?<r> [^\"]+ )\"", isExtended: true).pattern)
    #expect(pattern.captures.map(\.name) == ["r"])
    let found = try Regex(pattern.regex).firstMatch(in: Array(#"relation "a b""#.utf8))
    guard case .match(let match) = found else {
      Issue.record("not found")
      return
    }
    #expect(match.groups[1] == 10..<13)
  }

  private func regex(
    _ written: String, flags: String = "", isExtended: Bool = false, start: Int = 1
  ) -> (pattern: Pattern?, faults: [PatternFault]) {
    Pattern.regex(
      written, flags: flags, isExtended: isExtended,
      location: Location(source: "t", range: 0..<(written.utf8.count + 2)), contentStart: start)
  }
}
