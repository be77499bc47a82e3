import HealEngine
import HealLanguage
import Testing

@Suite struct NearestRulesTests {
  private static let text = """
    category DATABASE "x"
    rule shop.relation_gone {
      category DATABASE
      adapter postgres
      dbt ">=1.8,<1.10"
      match 'relation "<rel>" does not exist'
      unless 'skipping'
      where node.materialized == "view" and contains(rel, "raw")
    }
    rule shop.relation_seen {
      category DATABASE
      match 'relation "<rel>" was seen'
    }
    rule shop.disk_full {
      category DATABASE
      match 'no space left on device'
    }
    rule shop.code_only {
      category DATABASE
      match in code '42P01'
    }
    """

  private let rules: RuleSet

  init() throws {
    let compilation = compile([HealLanguage.Source(name: "shop.heal", text: Self.text)])
    try #require(!compilation.hasErrors, "\(compilation.problems)")
    rules = compilation.rules
  }

  private func misses(_ failure: Failure) -> [RuleMiss] {
    NearestRules(rules).misses(for: failure, evidence: RecordedEvidence(), limit: 5)
  }

  private func rule(_ name: String) throws -> Rule {
    try #require(rules.rules.first { $0.name == name })
  }

  @Test func `the nearest rule comes first, with both places`() throws {
    let failure = Failure(
      id: "x", message: "Database Error\n  relation \"raw.orders\" doesn't exist")
    let first = try #require(misses(failure).first)
    #expect(first.rule.name == "shop.relation_gone")
    guard case .notFound(let search) = first.reasons.first else {
      Issue.record("\(first.reasons)")
      return
    }
    let stop = try #require(search.stop)
    #expect(stop.line == "  relation \"raw.orders\" doesn't exist")
    #expect(stop.lineNumber == 2)
    #expect(stop.column == 28)
    #expect(
      search.pattern.written.utf8.dropFirst(stop.wanted.lowerBound).elementsEqual(" not exist".utf8)
    )
  }

  @Test func `what has nothing to do with it is not shown`() {
    let failure = Failure(id: "x", message: "relation \"raw.orders\" doesn't exist")
    #expect(!misses(failure).contains { $0.rule.name == "shop.disk_full" })
    #expect(misses(Failure(id: "x", message: "banana")).isEmpty)
  }

  @Test func `guards, adapter, version and unless are told with their values`() throws {
    let failure = Failure(
      id: "x", message: "relation \"raw.orders\" does not exist, skipping", adapter: "duckdb",
      dbtVersion: "1.11.2", node: Node(name: "orders", materialized: "table"))
    let miss = try #require(
      NearestRules(rules).miss(
        of: rule("shop.relation_gone"), for: failure, evidence: RecordedEvidence()))
    #expect(miss.nearness == 1)
    #expect(miss.reasons.count == 4)
    #expect(miss.reasons.contains(.adapter(wanted: ["postgres"], actual: "duckdb")))
    let others = miss.reasons.compactMap { reason -> String? in
      switch reason {
      case .version(_, let actual): "version \(actual)"
      case .excluded(_, .message, let found): "unless \(found)"
      case .guarded(_, let shown, let isUnknown): "where \(shown) \(isUnknown)"
      default: nil
      }
    }
    #expect(
      others == [
        "version 1.11.2", "unless skipping", "where node.materialized (table) == view false",
      ])
  }

  @Test func `an unknown value is told as such`() throws {
    let failure = Failure(id: "x", message: "relation \"raw.orders\" does not exist")
    let miss = try #require(
      NearestRules(rules).miss(
        of: rule("shop.relation_gone"), for: failure, evidence: RecordedEvidence()))
    guard case .guarded(_, let shown, true) = miss.reasons.first else {
      Issue.record("\(miss.reasons)")
      return
    }
    #expect(shown.contains("unknown"))
  }

  @Test func `a subject that the failure lacks is told`() throws {
    let miss = try #require(
      NearestRules(rules).miss(
        of: rule("shop.code_only"), for: Failure(id: "x", message: "42P01"),
        evidence: RecordedEvidence()))
    guard case .noText(.code, _) = miss.reasons.first else {
      Issue.record("\(miss.reasons)")
      return
    }
  }

  @Test func `a rule that holds has no miss`() throws {
    let failure = Failure(id: "x", message: "relation \"x\" was seen")
    #expect(
      NearestRules(rules).miss(
        of: try rule("shop.relation_seen"), for: failure, evidence: RecordedEvidence()) == nil)
  }

  /// The examiner and the matcher must agree on every example of the standard rules.
  @Test func `a rule has a miss exactly where the matcher does not find it`() throws {
    let folder = Repository.root + "/rules"
    let sources = try StandardSources.all(in: folder)
    let standard = compile(sources).rules
    let nearest = NearestRules(standard)
    var checked = 0
    for (index, rule) in standard.rules.enumerated() where index.isMultiple(of: 4) {
      let matcher = Diagnostician(RuleSet(rules: [rule]))
      for test in rule.tests {
        let failure = test.asFailure(of: rule)
        let diagnosis = matcher.diagnose([failure], evidence: test.evidence)[0]
        let miss = nearest.miss(of: rule, for: failure, evidence: test.evidence)
        #expect(diagnosis.findings.isEmpty == (miss != nil), "\(rule.name): \(test.name)")
        checked += 1
      }
    }
    #expect(checked > 200)
  }
}
