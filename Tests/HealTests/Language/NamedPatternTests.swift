import HealLanguage
import Testing

@Suite struct NamedPatternTests {
  private func source(_ name: String, _ text: String) -> Source { Source(name: name, text: text) }

  private static let category = "category SCHEMA \"s\"\n"

  @Test func `a name stands for its patterns, across the files of a folder`() throws {
    let compilation = compile([
      source(
        "duckdb/patterns.heal",
        """
        pattern missing = any { 'Column "<column>" is missing'; gone }
        pattern gone = /no column (?<column>\\w+)/
        pattern quoted = 'in a string'
        """),
      source(
        "duckdb/columns.heal",
        Self.category
          + """
          rule duckdb.column { category SCHEMA; match any { missing; 'gone: <column>' }; unless quoted }
          """),
    ])
    #expect(compilation.problems.filter { $0.severity == .error } == [])
    let rule = try #require(compilation.rules.rules.first)
    #expect(rule.matches.map { $0.alternatives.count } == [3])
    #expect(
      rule.matches[0].alternatives.map(\.location.source) == [
        "duckdb/patterns.heal", "duckdb/patterns.heal", "duckdb/columns.heal",
      ])
    #expect(rule.matches[0].alternatives.flatMap(\.captures).map(\.name).allSatisfy { $0 == "column" })
    #expect(rule.exclusions.flatMap(\.alternatives).map(\.written) == ["in a string"])
  }

  @Test func `a folder knows no pattern of another one`() {
    let compilation = compile([
      source("duckdb/patterns.heal", "pattern missing = 'is missing'\n"),
      source(
        "spark/columns.heal",
        Self.category + "rule spark.column { category SCHEMA; match missing }\n"),
    ])
    #expect(compilation.problems.map(\.code).contains(.undefinedPattern))
    #expect(compilation.rules.rules.isEmpty)
  }

  /// What is wrong in a definition is said once, there, and not by each rule that names it.
  @Test func `a wrong definition is reported where it stands`() throws {
    let compilation = compile([
      source("duckdb/patterns.heal", "pattern missing = /is (missing/\n"),
      source(
        "duckdb/columns.heal",
        Self.category
          + """
          rule duckdb.a { category SCHEMA; match missing }
          rule duckdb.b { category SCHEMA; match missing }
          """),
    ])
    let errors = compilation.problems.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [.invalidPattern])
    #expect(errors.first?.labels.first?.location.source == "duckdb/patterns.heal")
    #expect(compilation.rules.rules.isEmpty)
  }

  /// Another rule may use it.
  @Test func `a rule need not use each capture of a named pattern`() {
    let text =
      Self.category
      + """
      pattern missing = 'Column "<column>" is missing'
      rule x.a { category SCHEMA; match missing }
      """
    #expect(!compile([source("a.heal", text)]).problems.map(\.code).contains(.unusedCapture))
  }

  @Test(arguments: [
    "pattern a = a", "pattern a = b\npattern b = any { 'x'; a }",
    "pattern a = any { b; c }\npattern b = c\npattern c = a",
  ])
  func `a name that comes back to itself is an error`(text: String) {
    let problems = compile([source("x/a.heal", text + "\n")]).problems
    #expect(problems.contains { $0.code == .patternCycle })
  }

  /// The words of clauses end a block that was never closed; they are no names of patterns.
  @Test(arguments: ["fix", "unless", "test"])
  func `the word of a clause is no name`(word: String) {
    let text = Self.category + "rule x.a { category SCHEMA; match any { 'x'; \(word) } }\n"
    #expect(compile([source("a.heal", text)]).problems.contains { $0.severity == .error })
  }
}
