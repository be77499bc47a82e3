import HealEngine
import HealLanguage
import Testing

@Suite struct ContestTests {
  private func contest(_ text: String, _ failure: Failure) throws -> Contest {
    let source = HealLanguage.Source(name: "shop.heal", text: "category DATABASE \"x\"\n" + text)
    let compilation = compile([source])
    try #require(!compilation.hasErrors, "\(compilation.problems)")
    return Diagnostician(compilation.rules).contest(failure, evidence: RecordedEvidence())
  }

  @Test func `contenders stand in the order of the findings`() throws {
    let contest = try contest(
      """
      rule a.general { category DATABASE; match 'is gone' }
      rule b.mine { category DATABASE; adapter duckdb; match 'is gone' }
      rule c.specific { category DATABASE; match 'table is gone' }
      """, Failure(id: "x", message: "table is gone", adapter: "duckdb"))
    #expect(contest.contenders.map(\.rule.name) == ["b.mine", "c.specific", "a.general"])
    #expect(contest.contenders.map(\.rule.name) == contest.diagnosis.findings.map(\.rule))
    #expect(contest.contenders[0].isForThisAdapter)
    #expect(contest.contenders[1].specificity > contest.contenders[2].specificity)
  }

  @Test func `an overridden rule is told with who overrides it`() throws {
    let contest = try contest(
      """
      rule a.general { category DATABASE; match 'is gone' }
      rule b.special { category DATABASE; match 'is gone'; overrides a.general }
      rule c.other { category DATABASE; match 'is late'; overrides a.general }
      """, Failure(id: "x", message: "table is gone"))
    #expect(contest.contenders.map(\.rule.name) == ["b.special"])
    #expect(contest.silenced.map(\.rule.name) == ["a.general"])
    #expect(contest.silenced.first?.by == ["b.special"])
  }
}
