import HealLanguage
import PCRE2
import Testing

@testable import HealEngine

/// What lints read of a regex is what PCRE2 makes of it.
@Suite struct RegexTreeTests {
  /// Each regex of the standard rules, once.
  static let regexes = Set(
    StandardRules.compilation.rules.rules.flatMap { $0.matches + $0.exclusions }
      .flatMap(\.alternatives).filter { $0.form == .regex }.map(\.regex)
  ).sorted()

  @Test func `a text made from the tree is found by the regex`() throws {
    var tried = 0
    for written in Self.regexes {
      var reader = RegexTreeReader(written)
      guard let tree = reader.read(), !tree.hasUnknown, !tree.all.contains(where: \.isZeroWidth)
      else { continue }
      tried += 1
      let regex = try Regex(written)
      guard case .match = regex.firstMatch(in: tree.sample) else {
        Issue.record("\(written) does not take \(String(decoding: tree.sample, as: UTF8.self))")
        continue
      }
    }
    #expect(tried > Self.regexes.count / 2)
  }

  @Test func `nearly every regex of the rules can be read`() {
    let read = Self.regexes.filter {
      var reader = RegexTreeReader($0)
      return reader.read() != nil
    }
    #expect(read.count > Self.regexes.count * 9 / 10)
  }

  /// For each ASCII character: is it in the set that was read, and does PCRE2 take it?
  @Test(arguments: [
    "[a-f_]", "[^a-f\\]]", "[]x]", "[\\d.-]", "[^\\s]", "[[:alpha:]-]", "\\w", "\\W", "\\D", "\\S",
    ".", "(?s).", "(?i)k", "(?i)[a-c]", "\\x41", "\\x{42}", "\\t", "\\.", "\\/", "\\h", "\\N",
    "[\\x00-\\x1f]", "[+--]", "[^\\n]", "\\p{L}", "\\P{N}", "[[:^digit:]]", "\\R", "[\\b]",
  ])
  func `a set has the characters that PCRE2 takes`(written: String) throws {
    var reader = RegexTreeReader(written)
    let read = reader.read()
    let tree = try #require(read)
    let regex = try Regex("\\A(?:\(written))\\z")
    for byte in UInt8(1)..<128 {
      let isTaken = if case .match = regex.firstMatch(in: [byte]) { true } else { false }
      #expect(tree.characters.contains(byte) == isTaken, "\(written) and \(byte)")
    }
  }

  @Test(arguments: [
    "", "(", "[", "a{", "a{2", "a{,3}", "(?<", "\\", "\\Qx", "(?#", "[a-", "\\p", "(?i",
  ])
  func `broken text is read to an end`(written: String) {
    var reader = RegexTreeReader(written)
    _ = reader.read()
    #expect(reader.position <= written.utf8.count)
  }
}

extension RegexTree {
  fileprivate var isZeroWidth: Bool {
    switch kind {
    case .anchor, .lookaround: true
    default: false
    }
  }
}
