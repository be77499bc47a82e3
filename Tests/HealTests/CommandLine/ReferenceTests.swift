import HealEngine
import HealLanguage
import Testing

@testable import heal

/// `docs/reference.md` and `heal explain --list` say what the source says.
@Suite struct ReferenceTests {
  private func rules() throws -> RuleSet { compile(try RuleTexts.all()).rules }

  @Test func `the reference is as the source has it`() throws {
    try expectGolden(WordList.reference(try rules()), "docs/reference.md")
  }

  @Test func `the page of faults is as the rules have it`() throws {
    try expectGolden(FaultTable.page(try rules()), "docs/faults.md")
  }

  /// The rules that the tutorial shows compile without a warning, and their tests pass.
  @Test(arguments: ["shop.till_late", "shop.gateway_column"]) func `the tutorial's rules are right`(name: String) throws {
    let page = try Repository.text("docs/first-rule.md")
    let blocks = page.split(separator: "```heal\n").dropFirst()
      .compactMap { $0.split(separator: "\n```").first.map(String.init) }
    let text = try #require(blocks.first { $0.contains("rule \(name) ") })
    let source = Source(name: "shop/till.heal", text: text)
    let compilation = compile(try RuleTexts.all() + [source])
    #expect(lint(try RuleTexts.all() + [source], options: LintOptions(names: [source.name])) == [])
    let rule = try #require(compilation.rules.rules.first { $0.name == name })
    #expect(runTests(of: rule, in: compilation.rules).map(\.status.isGood) == [true, true])
  }

  @Test(arguments: WordList.Kind.allCases)
  func `every word has a sentence`(kind: WordList.Kind) throws {
    let list = WordList(kind, rules: try rules())
    #expect(!list.words.isEmpty)
    for word in list.words where kind != .problems && kind != .rules {
      #expect(word.summary.hasSuffix("."), "\(word.name): \(word.summary)")
    }
    #expect(Set(list.words.map(\.name)).count == list.words.count)
  }
}
