import HealEngine
import HealLanguage
import Testing

/// What code scanning needs is there: see the SARIF 2.1.0 schema.
@Suite struct SARIFTests {
  private func results(_ source: Source) throws -> (run: JSON, results: [JSON]) {
    let log = lint([source]).sarif([source], version: "1.2.3", guide: { "About \($0.rawValue)." })
    let text = log.rendered(pretty: true)
    let read = try #require(JSON(parsing: text))
    #expect(read["version"]?.rendered() == #""2.1.0""#)
    guard case .list(let runs) = read["runs"], let run = runs.first,
      case .list(let results) = run["results"]
    else {
      Issue.record("no run in \(text)")
      return (.null, [])
    }
    return (run, results)
  }

  @Test func `a result has its rule, level, region and fix`() throws {
    let source = Source(
      name: "rules/é b.heal",
      text: LintTests.head
        + LintTests.rule(
          #"match /Spalte é \w+ is gone.*/"#, hit: "Spalte é id is gone",
          miss: "Spalte é id is there"))
    let (run, results) = try results(source)
    let result = try #require(results.first)
    #expect(results.count == 1)
    #expect(result["ruleId"]?.rendered() == #""useless-affix""#)
    #expect(result["level"]?.rendered() == #""warning""#)
    guard case .list(let locations) = result["locations"],
      let place = locations.first?["physicalLocation"]
    else {
      Issue.record("no location")
      return
    }
    #expect(place["artifactLocation"]?["uri"]?.rendered() == #""rules/%C3%A9%20b.heal""#)
    #expect(
      place["region"]?.rendered() == #"{"startLine":4,"startColumn":30,"endLine":4,"endColumn":32}"#
    )
    #expect(run["columnKind"]?.rendered() == #""unicodeCodePoints""#)
    #expect(
      result["fixes"]?.rendered().contains(
        #""deletedRegion":{"startLine":4,"startColumn":30,"endLine":4,"endColumn":32},"insertedContent":{"text":""}"#
      ) == true)
    #expect(
      run["tool"]?["driver"]?["rules"]?.rendered()
        == #"[{"id":"useless-affix","shortDescription":{"text":"useless affix"},"help":{"text":"About useless-affix.","markdown":"About useless-affix."}}]"#
    )
  }

  @Test func `other places are related locations`() throws {
    let source = Source(
      name: "a.heal", text: LintTests.head + "category SCHEMA \"Again.\"\n")
    let (_, results) = try results(source)
    #expect(results.first?["level"]?.rendered() == #""error""#)
    #expect(results.first?["relatedLocations"]?.rendered().contains("first declared here") == true)
  }

  @Test func `without problems there is a run without results`() throws {
    let (_, results) = try results(LintTests.source(LintTests.rule("match 'Column <_c> is gone'")))
    #expect(results.isEmpty)
  }
}
