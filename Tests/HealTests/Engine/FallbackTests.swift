import HealLanguage
import Testing

@testable import HealEngine

/// Fallbacks speak in turn: any other rule first, then `fallback rule`s together, then a block's one by one.
@Suite struct FallbackTests {
  @Test(arguments: [
    ("disk full: timeout, odd", ["shop.disk"]),
    ("timeout, odd", ["shop.kind_timeout"]),
    ("timeout, kind of odd", ["shop.kind_odd", "shop.kind_timeout"]),
    ("odd and bad", ["shop.odd"]),
    ("bad and odd", ["shop.odd"]),
    ("bad", ["shop.bad"]),
    // A project's own block is asked before the standard one.
    ("bad, mine", ["mine.bad"]),
  ])
  func `each speaks where none before it does`(message: String, speaking: [String]) throws {
    let contest = try diagnostician().contest(
      Failure(id: "f", message: message), evidence: RecordedEvidence())
    #expect(contest.contenders.map(\.rule.name).sorted() == speaking)
    #expect(contest.diagnosis.findings.map(\.rule).sorted() == speaking)
  }

  @Test func `who is silent is told why`() throws {
    let contest = try diagnostician().contest(
      Failure(id: "f", message: "disk full: odd"), evidence: RecordedEvidence())
    #expect(contest.silenced.map(\.rule.name) == ["shop.odd"])
    #expect(contest.silenced.map(\.words) == ["a fallback behind shop.disk"])
  }

  /// One that is overridden takes the word from nobody else.
  @Test func `an overridden rule does not silence a fallback`() throws {
    let compilation = compile([
      HealLanguage.Source(
        name: "shop.heal",
        text: """
          category A "a"
          rule shop.plain { category A; match 'it broke' }
          fallback rule shop.kind { category A; match 'broke'; overrides shop.plain }
          """)
    ])
    let contest = Diagnostician(compilation.rules).contest(
      Failure(id: "f", message: "it broke"), evidence: RecordedEvidence())
    #expect(contest.contenders.map(\.rule.name) == ["shop.kind"])
  }

  @Test func `a layer has one block`() {
    let text = "fallback {\n}\nfallback {\n}\n"
    let problems = compile([HealLanguage.Source(name: "a.heal", text: text)]).problems
    #expect(problems.map(\.code) == [.duplicateFallback])
    let layers = [HealLanguage.Source.Layer.standard, .project].map {
      HealLanguage.Source(name: "\($0).heal", text: "fallback {\n}\n", layer: $0)
    }
    #expect(compile(layers).problems.isEmpty)
  }

  private func diagnostician() throws -> Diagnostician {
    let compilation = compile([
      HealLanguage.Source(name: "standard.heal", text: Self.standard, layer: .standard),
      HealLanguage.Source(name: "mine.heal", text: Self.own, layer: .project),
    ])
    try #require(compilation.problems.allSatisfy { $0.severity != .error })
    return Diagnostician(compilation.rules)
  }

  private static let standard = """
    category A "a"
    rule shop.disk { category A; match 'disk full' }
    fallback rule shop.kind_timeout { category A; match 'timeout' }
    fallback rule shop.kind_odd { category A; match 'kind of odd' }
    fallback {
      rule shop.odd { category A; match 'odd' }
      rule shop.bad { category A; match 'bad' }
    }
    """

  private static let own = """
    fallback {
      rule mine.bad { category A; match 'bad, mine' }
    }
    """
}
