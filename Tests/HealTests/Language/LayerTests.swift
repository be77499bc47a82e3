import HealLanguage
import Testing

/// The standard rules, the project's and the notes', one on top of the other.
@Suite struct LayerTests {
  private func source(_ text: String, _ layer: Source.Layer, _ name: String? = nil) -> Source {
    Source(name: name ?? "\(layer).heal", text: text, layer: layer)
  }

  private func rule(_ name: String, _ words: String, _ more: String = "") -> String {
    """
    rule \(name) {
      category A
      match '\(words)'
      \(more)
      test "hit" {
        failure '\(words)'
        expect match
      }
      test "near miss" {
        failure '-'
        expect no match
      }
    }

    """
  }

  private let category = "category A \"A.\"\n"

  @Test func `a higher layer replaces its namesake`() {
    let compilation = compile([
      source(rule("a.b", "project"), .project),
      source(category + rule("a.b", "standard") + rule("a.c", "other"), .standard),
    ])
    #expect(compilation.problems == [])
    #expect(compilation.rules.rules.map(\.name) == ["a.b", "a.c"])
    #expect(compilation.rules.rules.map(\.layer) == [.project, .standard])
    #expect(compilation.rules.rules[0].matches[0].alternatives[0].written == "project")
  }

  @Test func `two rules of one name in one layer are both shown`() throws {
    let compilation = compile([
      source(category + rule("a.b", "one"), .project, "one.heal"),
      source(rule("a.b", "two"), .project, "two.heal"),
    ])
    let problem = try #require(compilation.problems.first)
    #expect(problem.code == .duplicateRule)
    #expect(problem.labels.map(\.location.source) == ["two.heal", "one.heal"])
    #expect(compilation.rules.rules == [])
  }

  @Test func `a rule that is disabled is not in effect and its reason is kept`() throws {
    let compilation = compile([
      source(category + rule("a.b", "x"), .standard),
      source("disable rule a.b because \"We never see it.\"", .project),
    ])
    #expect(compilation.problems == [])
    #expect(compilation.rules.rules == [])
    #expect(compilation.rules.disabled.map(\.name) == ["a.b"])
    #expect(compilation.rules.disabled.map(\.reason) == ["We never see it."])
  }

  @Test func `a lower layer cannot disable a higher one`() {
    let compilation = compile([
      source(category + "disable rule a.b because \"No.\"", .standard),
      source(rule("a.b", "x"), .project),
    ])
    #expect(compilation.rules.rules.map(\.name) == ["a.b"])
  }

  @Test func `a rule with an error is left out and the others stay`() {
    let compilation = compile([
      source(category + rule("a.b", "x", "where nothing") + rule("a.c", "y"), .project)
    ])
    #expect(compilation.problems.map(\.code) == [.undefinedName])
    #expect(compilation.rules.rules.map(\.name) == ["a.c"])
  }

  @Test func `a broken rule may still be overridden`() {
    let compilation = compile([
      source(
        category + rule("a.b", "x", "where nothing") + rule("a.c", "y", "overrides a.b"), .project)
    ])
    #expect(compilation.problems.map(\.code) == [.undefinedName])
    #expect(compilation.rules.rules.first?.overrides == ["a.b"])
  }

  @Test func `a suppression silences one warning on the next line`() {
    let silenced = rule(
      "a.b", "x", "# heal:allow unused-let because \"documents the idea\"\n  let y = \"z\"")
    #expect(compile([source(category + silenced, .project)]).problems == [])
    let other = rule(
      "a.b", "x", "# heal:allow unused-capture because \"documents the idea\"\n  let y = \"z\"")
    #expect(
      compile([source(category + other, .project)]).problems.map(\.code)
        == [.staleSuppression, .unusedLet])
  }

  @Test func `the order of sources does not decide what is in effect`() {
    let sources = [
      source(category + rule("a.b", "standard") + rule("a.d", "d"), .standard),
      source(rule("a.b", "project") + rule("a.c", "c"), .project),
    ]
    #expect(compile(sources).rules.rules == compile(sources.reversed()).rules.rules)
  }
}
