import FoundationEssentials
import HealLanguage
import PCRE2
import Testing

@Suite("The text that a pattern demands")
struct RequiredTextTests {
  @Test(
    "The longest certain text is demanded, in lower case and with single spaces",
    arguments: [
      ("Referenced column", ["referenced column"]),
      (#"Referenced\s+column "x""#, [#"referenced column "x""#]),
      ("could not (?:open|lock) file", ["could not lock file", "could not open file"]),
      (#"error \d+: disk full"#, [": disk full"]), ("(?:error)?abcd", ["abcd", "errorabcd"]),
      ("(?:some words)*end of it", ["end of it"]), ("(?:some words)+x", ["some words"]),
      ("some words|\\d+", []),
      ("(?:some|many) words|other thing", ["many words", "other thing", "some words"]),
      ("(?!not this)but this", ["but this"]), ("(?i)Unknown Column", ["nown column"]),
      ("(?i)broken pipe", ["en pipe"]),
      ("(?i:Not) Found", ["not found"]), ("a(?i)bcd|efgh", ["abcd", "efgh"]),
      ("abcd(?i)k|efgh", ["abcd", "efgh"]),
      ("[Cc]olumn [ab] x", ["column a x", "column b x"]),
      (#"line one\nline two"#, ["line one line two"]),
      ("naïve ", ["naïve "]), ("(?i)naïve text", ["ve text"]), ("ab{3}cd", ["abbbcd"]),
      ("abcde{0}f", ["abcdf"]),
      ("abcdé*f", ["abcd"]), ("abcd?efgh", ["abcdefgh", "abcefgh"]), ("(?x)a b c d # e", ["abcd"]),
      (#"\Qabcd\E*"#, []), ("abcd{,3}", []), ("abc", []), (#"a\.b\/c\[d"#, ["a.b/c[d"]),
      ("(?<a>some) (?<b>words)", ["some words"]), (#"(a|b)\1 more"#, [" more"]),
      ("[[:<:]]word", ["word"]),
    ])
  func demands(_ regex: String, _ texts: [String]) throws {
    let pattern = try #require(self.pattern(regex), "the regex is wrong")
    #expect(pattern.requiredText.anyOf.map { String(decoding: $0.bytes, as: UTF8.self) } == texts)
  }

  @Test("A skeleton demands its longest run of words")
  func skeletons() throws {
    let pattern = try #require(
      Pattern.skeleton(
        #"In <x> the column "<c>" does not exist"#, location: nowhere, contentStart: 0
      ).pattern)
    #expect(pattern.requiredText.anyOf == [LiteralText(Array("\" does not exist".utf8))])
    #expect(pattern.requiredText.literalBytes == 25)
  }

  @Test(
    "A skeleton demands what its regex does",
    arguments: [
      "a plain sentence", "column <c> of", "<a> and <b:int> or <c:number> in <d:path>",
      "got '<x>' and [<y>]", "found: <r:line>", "found: <r:line>\nnext words", "from <t:text> to",
      #"C:\dir (x)? \< {1,2} a|b #"#, "<s>.<t> Straße", "  spaces at both ends ",
    ])
  func skeletonAsRegex(_ written: String) throws {
    let skeleton = try #require(
      Pattern.skeleton(written, location: nowhere, contentStart: 0).pattern)
    let regex = try #require(self.pattern(skeleton.regex))
    #expect(skeleton.requiredText.anyOf.count == 1)
    #expect(skeleton.requiredText.literalBytes == regex.requiredText.literalBytes)
    for (mine, its) in zip(skeleton.requiredText.anyOf, regex.requiredText.anyOf) {
      #expect(its.bytes.holds(mine.bytes) || mine.bytes.holds(its.bytes))
    }
  }

  /// Whatever PCRE2 finds must hold what heal demands. The regexes are made of pieces that trip
  /// readers of regexes; most of those that are no regex at all are thrown away.
  ///
  /// `HEAL_FUZZ=100` makes a hundred times as many.
  @Test("No text in which a regex is found lacks what it demands", arguments: 0..<4)
  func isSound(_ seed: Int) throws {
    var chance = Chance(seed: UInt64(seed))
    var checked = 0
    for _ in 0..<(4_000 * effort) {
      let regex = Self.regex(&chance)
      guard let pattern = self.pattern(regex), !pattern.requiredText.anyOf.isEmpty else { continue }
      let demanded = pattern.requiredText.anyOf
      let compiled = try Regex(pattern.regex, limits: .init(steps: 10_000))
      for _ in 0..<12 {
        let text = Self.text(&chance, alike: regex)
        guard case .match = compiled.firstMatch(in: text) else { continue }
        checked += 1
        let folded = LiteralText(text).bytes
        #expect(
          demanded.contains { folded.holds($0.bytes) },
          "\(regex) is found in \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(checked > 300 * effort, "too few matches to mean anything")
  }

  private var effort: Int { Int(ProcessInfo.processInfo.environment["HEAL_FUZZ"] ?? "") ?? 1 }

  private static let pieces = [
    "a", "b", "k", "s", "K", "S", "é", "ſ", "\u{212A}", " ", "  ", "\n", "#", "-", "x", "ask",
    "error", "column", "disk", "abcd", ".", "^", "$", "[ab]", "[ks]", "[kK]", "[ \\t]", "[^a]",
    "[a-c]", "[]a]", "[\\]a]", "[[:alpha:]]", "[a\\-c]", "[é]", "[A]", "\\s", "\\s+", "\\s*",
    "\\s?", "\\n", "\\d", "\\w", "\\b", "\\h", "\\R", "\\K", "\\x61", "\\061", "\\.", "\\/", "\\#",
    "\\ ", "\\Q", "\\E", "\\1", "\\cA", "\\N{2}", "\\p{L}", "{", "}", "]", "(?i)", "(?-i)", "(?x)",
    "(?-x)", "(?s)", "(?^)", "(?#c)", "(?#*)",
  ]
  private static let openings = [
    "(", "(?:", "(?i:", "(?x:", "(?>", "(?|", "(?=", "(?!", "(?<=", "(?<!", "(?<n>",
  ]
  private static let quantifiers = [
    "*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{0}", "{1}", "{0,1}", "{1,3}",
    "{2,}",
    "{,2}", "{ 2 }", "{2}{2}", "{0}?", "\\E*", "\\E?", "(?#c)*",
  ]

  private static func regex(_ chance: inout Chance, depth: Int = 0) -> String {
    var regex = ""
    for _ in 0..<Int.random(in: 1...(depth == 0 ? 7 : 4), using: &chance) {
      if depth < 3 && chance.once(in: 5) {
        regex += chance.pick(openings) + Self.regex(&chance, depth: depth + 1) + ")"
      } else {
        regex += chance.pick(chance.once(in: 3) ? ["abcd", "error", "disk", "column"] : pieces)
      }
      if chance.once(in: 5) { regex += chance.pick(quantifiers) }
      if chance.once(in: 7) { regex += "|" }
    }
    return regex
  }

  private static let texts = [
    "a", "b", "k", "s", "K", "S", "é", "É", "ſ", "\u{212A}", " ", "  ", "\n", "\r\n", "\t", "#",
    "-", "x", "ask", "ASK", "error", "Error", "errorr", "column", "disk", "di\u{17F}k", "abcd",
    "abc", "ABCD", "{2}", "]", ".", "/", "1", "aab",
  ]

  /// Text of pieces alike to those of regexes, half of the time the regex's own letters.
  private static func text(_ chance: inout Chance, alike regex: String) -> [UInt8] {
    var text = ""
    if chance.once(in: 2) {
      for scalar in Self.plain(regex).unicodeScalars where !chance.once(in: 30) {
        text += chance.once(in: 8) ? String(scalar).uppercased() : String(scalar)
        if chance.once(in: 12) { text += chance.pick(texts) }
      }
    }
    for _ in 0..<Int.random(in: 0...6, using: &chance) { text += chance.pick(texts) }
    return Array(text.utf8)
  }

  /// A regex without most of what has a meaning in it.
  private static func plain(_ regex: String) -> String {
    var plain = ""
    var rest = Substring(regex)
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        switch rest.popFirst() {
        case "s", "n", "h", "R": plain += " "
        case "d": plain += "1"
        case "w", "x": plain += "a"
        case let escaped? where !escaped.isLetter: plain.append(escaped)
        default: break
        }
      case "{": rest = rest.drop { $0 != "}" }.dropFirst()
      case "(", ")", "[", "]", "|", "*", "+", "?", "^", "$", "<", ">", ":", "=", "!": break
      default: plain.append(character)
      }
    }
    return plain
  }

  private func pattern(_ regex: String) -> Pattern? {
    Pattern.regex(regex, flags: "", isExtended: false, location: nowhere, contentStart: 0).pattern
  }
}

extension [UInt8] {
  func holds(_ part: [UInt8]) -> Bool {
    guard part.count <= count else { return false }
    return (0...(count - part.count)).contains { self[$0...].starts(with: part) }
  }
}
