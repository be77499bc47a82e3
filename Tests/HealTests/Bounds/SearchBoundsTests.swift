import PCRE2
import Testing

/// One search is bounded as a whole, not only from each starting point.
@Suite struct SearchBoundsTests {
  private static func subject(_ size: Int) -> [UInt8] {
    Array(repeating: UInt8(ascii: "x"), count: size)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [#"x[\s\S]*?[QZ]"#, #"x[\s\S]{0,200}?x[\s\S]{0,2000}?[QZ]"#, #"(?:x+x+)+[yz]"#],
    [false, true])
  func `a search that takes too long ends without an answer`(pattern: String, interpreted: Bool)
    throws
  {
    let regex = try Regex(pattern, isInterpreted: interpreted)
    for size in [65_536, 1_048_576] {
      guard case .inconclusive(let limit) = regex.firstMatch(in: Self.subject(size)) else {
        Issue.record("\(pattern) had an answer in \(size) bytes")
        continue
      }
      #expect(Regex.words(for: limit).contains("too") || Regex.words(for: limit).contains("more"))
    }
  }

  /// Places that need many steps are searched with as many, and nothing else changes.
  @Test(arguments: [false, true])
  func `what takes many steps in a few places is found`(interpreted: Bool) throws {
    var text = Self.subject(300_000)
    text.replaceSubrange(1_000..<1_005, with: Array("Start".utf8))
    text.replaceSubrange(250_000..<250_003, with: Array("End".utf8))
    let regex = try Regex(#"Start[\s\S]*?En(d)"#, isInterpreted: interpreted)
    guard case .match(let match) = regex.firstMatch(in: text) else {
      Issue.record("not found")
      return
    }
    #expect(match.range == 1_000..<250_003)
    #expect(match.groups == [1_000..<250_003, 250_002..<250_003])
    let none = try Regex(#"Start[\s\S]*?Enx"#, isInterpreted: interpreted)
    #expect(none.firstMatch(in: text) == .noMatch)
  }

  /// Searched in parts or at once, the answer is the same: line ends and characters are never cut.
  @Test(arguments: [
    ("a.*?z|b", "é\r\nab🙂\r\nz"), (#"^b.*$"#, "a\r\nb\r\nc"), (#"(?m)^.{2,}?c"#, "x\r\n\r\nabc\n"),
    (#"(?<=é)[^q]*?x"#, "éééabcx"), (#"\Ga+?b"#, "aab aab"), (#"(?:a|aa)+?b"#, "aaaaaaaaaaab"),
  ])
  func `parts give what the whole gives`(pattern: String, text: String) throws {
    let whole = try Regex(pattern).firstMatch(in: Array(text.utf8))
    for total in [1, 10, 100, 1_000] {
      let limits = Regex.Limits(steps: 1_000_000, total: total * 1_000)
      let parts = try Regex(pattern, limits: limits).firstMatch(in: Array(text.utf8))
      #expect(parts == whole)
    }
  }
}
