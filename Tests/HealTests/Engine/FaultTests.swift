import HealLanguage
import Testing

@testable import HealEngine

/// What several rules recognise in one failure is one fault, and its remedies are asked once.
@Suite struct FaultTests {
  private static let text = """
    category SCHEMA "x"

    fault missing_column(column: name, candidates: names?) { category SCHEMA }

    rule one.hint {
      adapter duckdb
      match 'no column <column>, near <near:line>'
      means missing_column(column: column, candidates: names(near)) at most 90%
      test "hit" { failure 'no column emial, near "email"'; expect fault missing_column(column: "emial", candidates: ["email"]) }
      test "miss" { failure 'no column emial'; expect no match }
    }

    rule two.plain {
      match 'no column <column>'
      means missing_column(column: column)
      test "hit" { failure 'no column emial'; expect fault missing_column(column: "emial") }
      test "miss" { failure 'a column emial'; expect no match }
    }

    remedy missing_column.typo {
      heals missing_column
      let meant = closest(column, candidates)
      fix "Write ${meant} for ${column}" {
        edit "a.sql" with correct_column(column, to: meant)
        confidence 95%
      }
      test "hit" {
        fault missing_column(column: "emial", candidates: ["email"])
        file "a.sql" "select emial"
        expect fix 95% "Write email for emial"
        expect file "a.sql" "select email"
      }
      test "miss" { fault missing_column(column: "emial", candidates: ["id"]); expect no fix }
    }
    """

  private func compiled(_ more: String = "", replacing old: String = "", with new: String = "") -> RuleSet {
    let text = old.isEmpty ? Self.text : Self.text.replacing(old, with: new)
    let compilation = compile([
      Source(name: "a.heal", text: text, layer: .standard), Source(name: "b.heal", text: more, layer: .project),
    ])
    let problems = compilation.problems.filter { $0.severity == .error }
    #expect(problems.isEmpty, "\(problems.map(\.title))")
    return compilation.rules
  }

  private func diagnosis(_ rules: RuleSet, adapter: String? = "duckdb", _ message: String) -> Diagnosis {
    let failure = Failure(id: "a", message: message, adapter: adapter)
    let evidence = RecordedEvidence([.fileText("a.sql"): .text("select emial")])
    return Diagnostician(rules).diagnose([failure], evidence: evidence)[0]
  }

  @Test func `two rules tell one fault, with their fields put together`() throws {
    let diagnosis = diagnosis(compiled(), #"no column EMIAL, near "email""#)
    #expect(diagnosis.findings.map(\.rule) == ["one.hint", "two.plain"])
    let fault = try #require(diagnosis.faults.first)
    #expect(diagnosis.faults.count == 1)
    #expect(fault.fields == ["column": .text("EMIAL"), "candidates": .list([.text("email")])])
    #expect(fault.recognisers == ["one.hint", "two.plain"])
  }

  @Test func `a remedy is asked once, and counts for no more than its recogniser says`() {
    let diagnosis = diagnosis(compiled(), #"no column emial, near "email""#)
    #expect(diagnosis.candidates.map(\.title) == ["Write email for emial"])
    #expect(diagnosis.candidates.map(\.confidence) == [0.9])
    #expect(diagnosis.candidates.allSatisfy { $0.rule == "missing_column.typo" })
  }

  @Test func `two missing columns are two faults`() {
    let rules = compiled("rule own.other {\n  match 'also no <column>'\n  means missing_column(column: column)\n}\n")
    let diagnosis = diagnosis(rules, #"no column emial, near "email"; also no nmae"#)
    #expect(Set(diagnosis.faults.map { $0.fields["column"] }) == [.text("emial"), .text("nmae")])
  }

  @Test func `where a field that is needed is unknown there is no fault`() {
    let rules = compiled(
      "rule own.maybe {\n  match /lost(?: (?<column>\\w+))?!/\n  means missing_column(column: name(column))\n}\n")
    #expect(diagnosis(rules, "lost!").faults.isEmpty)
    #expect(diagnosis(rules, "lost!").category == "SCHEMA")
    #expect(diagnosis(rules, "lost email!").faults.count == 1)
  }

  @Test(arguments: ["remedy missing_column.typo", "fault missing_column", "remedy missing_column.typo for duckdb"])
  func `a project silences a remedy, a fault's remedies or a remedy for one adapter`(what: String) {
    let rules = compiled("disable \(what) because \"we look ourselves\"\n")
    #expect(diagnosis(rules, #"no column emial, near "email""#).candidates.isEmpty)
    #expect(diagnosis(rules, #"no column emial, near "email""#).findings.count == 2)
    let isForAll = !what.contains(" for ")
    #expect(diagnosis(rules, adapter: nil, #"no column emial, near "email""#).candidates.isEmpty == isForAll)
  }

  @Test func `a project's own remedy takes the place of its namesake`() {
    let own = """
      remedy missing_column.typo {
        heals missing_column
        fix "Ask about ${column}" {
          ask "What is ${column}?"
          confidence 60%
        }
        test "hit" { fault missing_column(column: "a"); expect fix "Ask about a" }
        test "miss" { fault missing_column(column: "b"); expect match }
      }
      """
    let diagnosis = diagnosis(compiled(own), #"no column emial, near "email""#)
    #expect(diagnosis.candidates.map(\.title) == ["Ask about emial"])
  }

  @Test func `a project's own rule goes before a standard remedy, and may override it`() {
    let rule = { (overrides: String) in
      """
      rule own.ask {
        category SCHEMA
        match 'no column <column>'
        \(overrides)
        fix "Ask about ${column}" {
          ask "What is ${column}?"
          confidence 60%
        }
      }
      """
    }
    let before = diagnosis(compiled(rule("")), #"no column emial, near "email""#)
    #expect(before.candidates.map(\.title) == ["Ask about emial", "Write email for emial"])
    let alone = diagnosis(compiled(rule("overrides missing_column.typo")), #"no column emial, near "email""#)
    #expect(alone.candidates.map(\.title) == ["Ask about emial"])
  }

  // MARK: What tests have earned

  private func gap(_ rules: RuleSet) -> String? {
    let diagnostician = Diagnostician(rules)
    let failure = Failure(id: "a", message: #"no column emial, near "email""#, adapter: "duckdb")
    let evidence = RecordedEvidence([.fileText("a.sql"): .text("select emial")])
    let candidate = diagnostician.diagnose([failure], evidence: evidence)[0].candidates.first
    return candidate.flatMap { diagnostician.earned.gap(of: $0) }
  }

  @Test func `tests of the remedy and of its recogniser are enough`() {
    #expect(gap(compiled()) == nil)
  }

  @Test func `a recogniser's tests must show the fields that the fix is made with`() {
    let rules = compiled(replacing: #"column: "emial", candidates: ["email"]) }"#, with: #"column: "emial") }"#)
    #expect(gap(rules) == "the tests of rule one.hint do not show candidates of missing_column")
  }

  @Test func `a recogniser needs a near miss`() {
    let rules = compiled(replacing: "  test \"miss\" { failure 'no column emial'; expect no match }\n", with: "")
    #expect(rules.rules.first { $0.name == "one.hint" }?.tests.count == 1)
    #expect(gap(rules) == "the tests of rule one.hint show no near miss")
  }

  @Test func `a remedy needs the file afterwards`() {
    let rules = compiled(replacing: "    expect file \"a.sql\" \"select email\"\n", with: "\n")
    #expect(gap(rules) == "the tests of remedy missing_column.typo do not show the file after this fix")
  }
}
