import HealLanguage
import PCRE2
import Testing

@testable import HealEngine

/// Slow patterns are those that were seen to be slow.
@Suite struct BacktrackingTests {
  private func finding(_ regex: String) throws -> BacktrackingTrial.Finding? {
    let text = "/\(regex)/"
    let (pattern, _) = Pattern.regex(
      regex, flags: "", isExtended: false,
      location: Location(source: "a", range: 0..<text.utf8.count), contentStart: 1)
    let place = PatternPlace(try #require(pattern), in: Array(text.utf8))
    let tree = try #require(place.tree)
    return BacktrackingTrial(place).worst(of: AttackMaker(place.pattern, tree: tree).attacks)
  }

  @Test(arguments: [
    #"(?:\w+\s?)+failed"#, #"(?:a|aa)+$"#, #"(?:[^"]+|"[^"]*")*;;;;"#, #"^(?:\d+,?)*\n"#,
    #"(?<list>(?:\w+, ?)*\w+ ?)+ are missing"#,
  ])
  func `an exponential pattern is shown with a short text in which PCRE2 gives up`(
    regex: String
  ) throws {
    guard case .exponential(let attack, let count)? = try finding(regex) else {
      Issue.record("\(regex) was not found out")
      return
    }
    let text = attack.text(count)
    #expect(text.count <= 200)
    guard case .inconclusive = try Regex(regex, isInterpreted: true).firstMatch(in: text) else {
      Issue.record("\(attack.shown(count)) is no attack")
      return
    }
  }

  @Test(arguments: [
    (#"x.*=.*;\d"#, 2), (#"Cannot cast .*=.*;"#, 2), (#"key\s+\s+\s+\s+:"#, 3),
    (#"\w+\w+\w+ is missing"#, 2),
  ])
  func `a polynomial pattern is shown with its degree`(regex: String, degree: Int) throws {
    guard case .polynomial(_, let found, _, let steps)? = try finding(regex) else {
      Issue.record("\(regex) was not found out")
      return
    }
    #expect(found == degree)
    #expect(steps.1 > steps.0 * 3)
  }

  @Test(arguments: [
    #"Column \w+ is missing"#, #"\[[A-Z_]+\] [^\n]*"#, #"(?:\w++\s?)++failed"#, #"\d+ rows"#,
    #"(?>\w+\s?)+failed"#, #"relation "(?<a>[^"]+)" does not exist"#, #"(?:ab|cd)+e"#,
    #"(?s)first.*last"#, #"\w{1,30} is missing"#,
  ])
  func `a harmless pattern is left alone`(regex: String) throws {
    #expect(try finding(regex) == nil)
  }
}

extension BacktrackingTrial.Finding: Equatable {
  static func == (left: Self, right: Self) -> Bool { "\(left)" == "\(right)" }
}
