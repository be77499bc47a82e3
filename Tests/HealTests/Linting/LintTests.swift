import HealEngine
import HealLanguage
import Testing

/// What `lint` says beyond compiling: remedies that were tried, suppressions, and what is reported on.
@Suite struct LintTests {
  static let head = "category SCHEMA \"Columns and tables.\"\n"

  static func rule(
    _ body: String, name: String = "duckdb.gone", hit: String = "Column id is gone",
    miss: String = "Column id is there"
  ) -> String {
    """
    rule \(name) {
      category SCHEMA
      \(body)
      test "a hit" { failure '\(hit)'; expect match }
      test "a near miss" { failure '\(miss)'; expect no match }
    }

    """
  }

  static func source(_ text: String, name: String = "a.heal") -> Source {
    Source(name: name, text: head + text)
  }

  @Test func `a rule without fault has no problem`() {
    let source = Self.source(Self.rule("match 'Column <_column> is gone'"))
    #expect(lint([source]).map(\.title) == [])
  }

  @Test func `a remedy that would break a test is not offered`() throws {
    let good = Self.source(
      Self.rule(#"match /table raw.orders/"#, hit: "table raw.orders", miss: "table raw"))
    let remedy = try #require(lint([good]).first?.remedies.first)
    #expect(remedy.edits.applied(to: good)?.text.contains(#"/table raw\.orders/"#) == true)

    let relied = Self.source(
      Self.rule(#"match /table raw.orders/"#, hit: "table raw_orders", miss: "table raw"))
    #expect(lint([relied]).map(\.code) == [.unescapedMetachar])
    #expect(lint([relied]).flatMap(\.remedies) == [])
  }

  @Test func `a near name is written where the rule is then right`() throws {
    let source = Self.source(
      Self.rule("match 'Column <column> is gone'\n  advise \"Look at ${colum}\""))
    let problem = try #require(lint([source]).first)
    #expect(problem.code == .undefinedName)
    let changed = try #require(problem.remedies.first?.edits.applied(to: source))
    #expect(lint([changed]) == [])
  }

  @Test func `a comment silences what only linting finds`() {
    let pattern = #"match /Column \w+ is gone.*/"#
    let allow = "# heal:allow useless-affix because \"it reads better\"\n  "
    #expect(lint([Self.source(Self.rule(pattern))]).map(\.code) == [.uselessAffix])
    #expect(lint([Self.source(Self.rule(allow + pattern))]) == [])
  }

  @Test func `a comment that silences nothing is told once linting has looked`() throws {
    let source = Self.source(
      Self.rule("# heal:allow weak-literal because \"x\"\n  match 'Column <_c> is gone'"))
    #expect(compile([source]).problems == [])
    let problem = try #require(lint([source]).first)
    #expect(problem.code == .staleSuppression)
    let changed = try #require(problem.remedies.first?.edits.applied(to: source))
    #expect(changed.text == Self.head + Self.rule("match 'Column <_c> is gone'"))
  }

  @Test func `a comment about taste is not stale because taste was not asked for`() {
    let text = "# heal:allow missing-documentation because \"it is clear\"\n"
    let source = Self.source(text + Self.rule("match 'Column <_c> is gone'"))
    #expect(lint([source]) == [])
    #expect(lint([source], options: LintOptions(includesStyle: true)) == [])
  }

  @Test func `matters of taste are told to those who ask`() {
    let source = Self.source(Self.rule("match 'Column <_c> is gone'"))
    let problems = lint([source], options: LintOptions(includesStyle: true))
    #expect(problems.map(\.code) == [.missingDocumentation])
    #expect(problems.map(\.severity) == [.note])
  }

  @Test func `only the sources that are asked about are reported on`() {
    let faulty = Self.source(Self.rule(#"match /Column \w+ is gone.*/"#))
    let other = Source(
      name: "b.heal",
      text: Self.rule(
        "match 'Table <_t> is gone'", name: "duckdb.table", hit: "Table a is gone",
        miss: "Table a is there"))
    #expect(lint([faulty, other], options: LintOptions(names: ["b.heal"])) == [])
    #expect(lint([faulty, other], options: LintOptions(names: ["a.heal"])).count == 1)
  }

  @Test func `the places of both rules are shown`() throws {
    let source = Self.source(
      Self.rule("match 'is gone'")
        + Self.rule(
          "match 'Column'\n  overrides duckdb.gone", name: "duckdb.column",
          hit: "Column id is here",
          miss: "A columns is here"
        ).replacing("match 'Column'", with: "match 'Column <_c> is'"))
    let problem = try #require(lint([source]).first { $0.code == .shadowedRule })
    #expect(problem.labels.count == 2)
    let texts = problem.labels.map { Array(source.text.utf8)[$0.location.range] }
    #expect(texts.map { String(decoding: $0, as: UTF8.self) } == ["duckdb.gone", "duckdb.column"])
  }
}

extension String {
  func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
