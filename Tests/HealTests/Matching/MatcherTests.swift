import HealEngine
import HealLanguage
import Testing

@Suite("The matcher")
struct MatcherTests {
  @Test("All match clauses must hold, and their captures come typed")
  func clauses() {
    let rule = rule(match: [[#"Referenced column "<column>" not found"#], ["near line <n:int>"]])
    #expect(
      answers([rule], #"Referenced column "Order Id" not found, near line 12"#)
        == [.holds(captures: ["column": .text("Order Id"), "n": .int(12)], specificity: 34)])
    #expect(answers([rule], #"Referenced column "id" not found"#).isEmpty)
  }

  @Test("Quotes around the parts of a name are not of the name")
  func names() {
    let rule = rule(match: [["table <t> is gone"]])
    #expect(captures([rule], #"table "raw"."Order ""x""".[id] is gone"#) == nil)
    #expect(
      captures([rule], #"table "raw"."My Orders".`id` is gone"#)
        == ["t": .text("raw.My Orders.id")])
  }

  @Test("The first alternative in source order gives the captures, all from one")
  func alternatives() {
    let rule = rule(match: [["late <a> and <b>", "early <a>"]])
    #expect(captures([rule], "early x, late y and z") == ["a": .text("y"), "b": .text("z")])
    #expect(captures([rule], "early x, late y") == ["a": .text("x")])
  }

  @Test("Where two clauses capture the same name, the first counts")
  func sameName() {
    let rule = rule(match: [["table <x>"], ["column <x>"]])
    #expect(captures([rule], "column b of table a") == ["x": .text("a")])
  }

  @Test("An unless that is found silences the rule")
  func unless() {
    let rule = rule(match: [["connection refused"]], unless: [["password", "authentication"]])
    #expect(answers([rule], "connection refused").count == 1)
    #expect(answers([rule], "connection refused: bad authentication").isEmpty)
  }

  @Test("What the failure lacks is not found, neither by match nor by unless")
  func missingSubjects() {
    let inCode = rule(match: [["42703"]], subject: .code)
    var unlessInCode = rule(match: [["message"]])
    unlessInCode.exclusions = [clause(["42703"], .code)]
    let matcher = Matcher(RuleSet(rules: [inCode, unlessInCode]))
    let without = Failure(id: "x", message: "a message")
    #expect(matcher.match(without).map(\.rule) == [1])
    let with = Failure(id: "x", message: "a message", code: "42703")
    #expect(matcher.match(with).map(\.rule) == [0])
  }

  @Test("Each subject is looked at where the rule says", arguments: Subject.allCases)
  func subjects(_ subject: Subject) {
    let rule = rule(match: [["needle <n>"]], subject: subject)
    let matcher = Matcher(RuleSet(rules: [rule]))
    func failure(_ place: Subject) -> Failure {
      func text(_ other: Subject) -> String { place == other ? "a needle in hay" : "only hay" }
      return Failure(
        id: "x", message: text(.message), log: text(.log), code: text(.code),
        node: Node(name: "m", uniqueID: text(.node), compiledSQL: text(.sql)))
    }
    for place in Subject.allCases {
      #expect(matcher.match(failure(place)).isEmpty == (place != subject))
    }
  }

  @Test(
    "A rule speaks for its adapters and versions, and where they are not known",
    arguments: [
      ("duckdb", "1.8.0", true), ("postgres", "1.9", false), (nil, nil, true),
      ("duckdb", "1.7.19", false), ("duckdb", "2.0.0", false), ("duckdb", "1.10.0b2", true),
      ("duckdb", "unknown", true), (nil, "1.7", false),
    ])
  func adaptersAndVersions(_ adapter: String?, _ version: String?, _ speaks: Bool) {
    var rule = rule(match: [["words"]])
    rule.adapters = ["duckdb", "spark"]
    rule.dbtVersions = VersionRange(bounds: [
      .init(comparison: .greaterOrEqual, version: [1, 8]),
      .init(comparison: .less, version: [2]),
    ])
    let failure = Failure(id: "x", message: "words", adapter: adapter, dbtVersion: version)
    #expect(Matcher(RuleSet(rules: [rule])).match(failure).isEmpty == !speaks)
  }

  @Test("A pattern that hits a limit is inconclusive unless another clause decides")
  func limits() throws {
    let astray = try pattern(regex: #"^(\w+\s?)+!$"#)
    let message = String(repeating: "word", count: 12) + " ?! end"
    var rule = rule(match: [["end"]])
    rule.matches.append(MatchClause(alternatives: [astray], location: nowhere))
    #expect(answers([rule], message) == [.inconclusive])
    var decided = rule
    decided.matches.append(clause(["no such words"], .message))
    #expect(answers([decided], message).isEmpty)
    var silenced = rule
    silenced.exclusions = [clause(["end"], .message)]
    #expect(answers([silenced], message).isEmpty)
    var other = rule
    other.matches[1].alternatives += [try pattern(regex: "end")]
    #expect(answers([other], message).count == 1)
    #expect(answers([other], message) != [.inconclusive])
  }

  @Test("Of a very long message the head and the tail are looked at, never across the gap")
  func cap() {
    let half = Subject.message.cap / 2
    let rules = [
      rule(match: [["headword"]]), rule(match: [["tailword"]]), rule(match: [["a <x:text> b"]]),
      rule(match: [["middle"]]),
    ]
    let matcher = Matcher(RuleSet(rules: rules))
    let message =
      "headword a" + String(repeating: ".", count: half) + "middle"
      + String(repeating: ".", count: half) + " b tailword"
    #expect(matcher.match(Failure(id: "x", message: message)).map(\.rule) == [0, 1])
  }

  @Test("A rule without a match never speaks")
  func noMatch() {
    #expect(answers([rule(match: [])], "anything").isEmpty)
  }

  private func answers(_ rules: [Rule], _ message: String) -> [Matcher.Verdict] {
    Matcher(RuleSet(rules: rules)).match(Failure(id: "x", message: message)).map(\.verdict)
  }

  private func captures(_ rules: [Rule], _ message: String) -> [String: Value]? {
    guard case .holds(let captures, _)? = answers(rules, message).first else { return nil }
    return captures
  }
}

let nowhere = Location(source: "test", range: 0..<0)

func clause(_ skeletons: [String], _ subject: Subject) -> MatchClause {
  let patterns = skeletons.compactMap {
    Pattern.skeleton($0, location: nowhere, contentStart: 0).pattern
  }
  precondition(patterns.count == skeletons.count, "a skeleton of a test is wrong: \(skeletons)")
  return MatchClause(subject: subject, alternatives: patterns, location: nowhere)
}

func rule(
  match: [[String]], unless: [[String]] = [], subject: Subject = .message
) -> Rule {
  Rule(
    name: "test.rule", category: "TEST", matches: match.map { clause($0, subject) },
    exclusions: unless.map { clause($0, subject) }, location: nowhere)
}

func pattern(regex: String) throws -> Pattern {
  try #require(
    Pattern.regex(regex, flags: "", isExtended: false, location: nowhere, contentStart: 0).pattern)
}
