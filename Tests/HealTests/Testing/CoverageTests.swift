import HealLanguage
import Testing

@testable import HealEngine

@Suite struct CoverageTests {
  @Test(arguments: [
    ("a|b", ["a", "b"], ["a", "b"]),
    ("x (?:a|b) y", ["a", "b"], ["x (?:a) y", "x (?:b) y"]),
    ("(?<n>a|b(?:c|d))", ["a", "c", "d"], ["(?<n>a)", "(?<n>b(?:c))", "(?<n>b(?:d))"]),
    ("(?:a|b)+ c", [], []),
    ("(?:x(?:a|b))* c", [], []),
    ("(?!a|b)c", [], []),
    (
      "[|] \\| \\Q|\\E (?i:a|b)", ["a", "b"], ["[|] \\| \\Q|\\E (?i:a)", "[|] \\| \\Q|\\E (?i:b)"]
    ),
    ("[]|] [^]|] [[:alpha:]|]", [], []),
    ("(?i)a", [], []),
    ("", [], []),
  ])
  func `a regex is taken apart at its alternatives`(
    regex: String, alternatives: [String], alone: [String]
  ) {
    let variants = RegexAlternatives.variants(of: regex, isExtended: false)
    #expect(variants.map(\.alternative) == alternatives)
    #expect(variants.map(\.regex) == alone)
  }

  @Test func `comments of an extended regex are not taken apart`() {
    let variants = RegexAlternatives.variants(of: "a # b|c\n|d", isExtended: true)
    #expect(variants.map(\.regex) == ["a # b|c\n", "d"])
  }

  /// Found by `make fuzz`.
  @Test func `a regex that would fill the memory is left whole`() {
    let few = Array(repeating: "number", count: 100).joined(separator: "|")
    #expect(RegexAlternatives.variants(of: few, isExtended: false).count == 100)
    let many = Array(repeating: "number", count: 9_000).joined(separator: "|")
    #expect(RegexAlternatives.variants(of: many, isExtended: false).isEmpty)
  }

  @Test func `each alternative is reached by itself`() throws {
    let compilation = compile([
      Source(
        name: "a.heal",
        text: """
          category SHOP "Our own."
          rule shop.away {
            category SHOP
            match any { 'the shop is <what>'; /till (?:one|two|three) is shut/ }
          }
          rule shop.other { category SHOP; match 'nothing' }
          """)
    ])
    #expect(compilation.problems.filter { $0.severity == .error }.isEmpty)
    var coverage = Coverage(compilation.rules.rules)
    #expect(coverage.total.percent == 0)
    let diagnostician = Diagnostician(compilation.rules)
    for message in ["till two is shut", "the shop is away", "it is raining"] {
      let failure = Failure(id: "x", message: message)
      coverage.note(diagnostician.diagnose([failure], evidence: RecordedEvidence())[0])
    }
    let away = try #require(coverage.all.first)
    #expect(away.branches.map(\.text) == ["the shop is <what>", "one", "two", "three"])
    #expect(away.branches.map(\.isShown) == [true, false, true, false])
    #expect(coverage.total.rulesShown == 1)
    #expect(coverage.total.percent == 40)
    #expect(coverage.categories.map(\.name) == ["SHOP"])
  }
}
