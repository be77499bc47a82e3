import PCRE2
import Testing

@Suite("PCRE2")
struct RegexTests {
  @Test("A match tells the whole and each group, nil where one took no part")
  func groups() throws {
    let regex = try Regex("(?<a>x)(?<b>y)?(z)")
    #expect(regex.groupNumbers == ["a": 1, "b": 2])
    #expect(regex.groupCount == 3)
    #expect(regex.minimumLength == 2)
    guard case .match(let match) = regex.firstMatch(in: Array("..xz".utf8)) else {
      Issue.record("not found")
      return
    }
    #expect(match.range == 2..<4)
    #expect(match.groups == [2..<4, 2..<3, nil, 3..<4])
  }

  @Test("A search may start further on, and still sees what stands before")
  func offset() throws {
    let regex = try Regex("(?<=a)b")
    let subject = Array("abab".utf8)
    guard case .match(let match) = regex.firstMatch(in: subject, from: 1) else {
      Issue.record("not found")
      return
    }
    #expect(match.range == 1..<2)
    #expect(regex.firstMatch(in: subject, from: 4) == .noMatch)
    #expect(regex.firstMatch(in: []) == .noMatch)
  }

  @Test(
    "All matches come in order and do not overlap",
    arguments: [
      ("aa", "aaaaa", [0..<2, 2..<4]), ("a*", "baac", [0..<0, 1..<3, 3..<3, 4..<4]),
      ("^", "a\r\nb\nc", [0..<0]), ("(?m)^", "a\r\nb\nc", [0..<0, 3..<3, 5..<5]),
      ("(?m)$", "a\r\nb", [1..<1, 4..<4]), ("", "é", [0..<0, 2..<2]), ("x", "", []),
      (#"a\K"#, "aa", [1..<1, 2..<2]),
    ])
  func allMatches(_ pattern: String, _ subject: String, _ ranges: [Range<Int>]) throws {
    guard case .all(let matches) = try Regex(pattern).allMatches(in: Array(subject.utf8)) else {
      Issue.record("no answer")
      return
    }
    #expect(matches.map(\.range) == ranges)
  }

  @Test("Bytes that are not UTF-8 are a barrier, never an error")
  func invalidBytes() throws {
    let subject = [0x61, 0xFF, 0x62, 0xC3] + Array("é ok".utf8)
    #expect(try Regex("a.b").firstMatch(in: subject) == .noMatch)
    #expect(try Regex("[^x]b").firstMatch(in: subject) == .noMatch)
    guard case .match(let match) = try Regex("é ok").firstMatch(in: subject) else {
      Issue.record("not found")
      return
    }
    #expect(match.range == 4..<9)
  }

  @Test("A pattern that goes astray ends inconclusive, not without a match")
  func stepLimit() throws {
    let regex = try Regex("^(a+)+$")
    let subject = Array(repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "b")]
    #expect(regex.firstMatch(in: subject) == .inconclusive(.steps))
    #expect(regex.allMatches(in: subject) == .inconclusive(.steps))
  }

  @Test("What overflows the stack of machine code is done by the interpreter")
  func stackLimit() throws {
    let subject = Array(String(repeating: "some line\n", count: 6_000).utf8) + Array("END".utf8)
    guard case .match(let match) = try Regex("(?:.|\n)*END").firstMatch(in: subject) else {
      Issue.record("not found")
      return
    }
    #expect(match.range == 0..<60_003)
  }

  @Test("A wrong pattern is told in PCRE2's words, with the offset")
  func fault() {
    #expect(throws: Regex.Fault(message: "missing closing parenthesis", offset: 4)) {
      try Regex("a(bc")
    }
    #expect(throws: Regex.Fault.self) { try Regex(#"\C"#) }
  }

  @Test("Machine code is used where PCRE2 has it")
  func machineCode() throws {
    #expect(try Regex("a+b").usesMachineCode == Regex.canMakeMachineCode)
    #expect(try Regex("a*").matchesEmpty)
    #expect(try !Regex("a+").matchesEmpty)
  }

  @Test("Many tasks may search with one regex at once")
  func concurrency() async throws {
    let regex = try Regex(#"(\w+) (?<n>\d+)"#)
    let counts = await withTaskGroup(of: Int.self) { group in
      for length in 1...64 {
        group.addTask {
          let subject = Array((String(repeating: "x", count: length) + " 42").utf8)
          guard case .match(let match) = regex.firstMatch(in: subject) else { return 0 }
          return match.range.count
        }
      }
      return await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(counts == Set(4...67))
  }
}
