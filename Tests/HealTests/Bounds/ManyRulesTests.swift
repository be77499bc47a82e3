import HealEngine
import HealLanguage
import Testing

/// Rule files of any length take time in proportion to it: each of these shapes once took the square.
@Suite struct ManyRulesTests {
  enum Shape: String, CaseIterable, CustomTestStringConvertible {
    /// Each rule has a warning with a remedy that is tried.
    case remedies
    /// Each rule names a category or a rule that there is not.
    case unknownCategories, unknownRules
    /// One long chain of rules that override each other, and one long circle.
    case chain, circle
    /// The parser complains of each.
    case broken
    /// A comment silences a warning of each.
    case suppressions
    /// All on one line.
    case oneLine
    /// All look for the same, with different conditions.
    case sameWords

    var testDescription: String { rawValue }

    func rule(_ index: Int, of count: Int) -> String {
      let head = "rule big.r\(index) {\n  category SCHEMA\n  match 'thing \(index) is missing'\n"
      return switch self {
      case .remedies:
        "rule big.r\(index) {\n  category SCHEMA\n  match 'thing <a> of \(index) is missing'\n}\n"
      case .unknownCategories:
        "rule big.r\(index) {\n  category CAT\(index)\n  match 'thing \(index)'\n}\n"
      case .unknownRules: head + "  overrides big.unknown\(index)\n}\n"
      case .chain: head + "  overrides big.r\(max(0, index - 1) == index ? count : index - 1)\n}\n"
      case .circle: head + "  overrides big.r\((index + count - 1) % count)\n}\n"
      case .broken: "rule big.r\(index) {\n  category SCHEMA\n  match thing \(index)\n}\n"
      case .suppressions: "# heal:allow missing-test because \"it is known\"\n" + head + "}\n"
      case .oneLine: "rule big.r\(index) { category SCHEMA; match 'thing \(index) <a> gone' } "
      case .sameWords:
        """
        rule big.r\(index) {
          category SCHEMA
          match 'Column <a> is missing'
          where node.name == "n\(index)"
          test "a" {
            failure 'Column a is missing'
            given node.name "n\(index)"
            expect match
          }
        }

        """
      }
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: Shape.allCases)
  func `a long file is linted`(shape: Shape) {
    let count = 1_500
    let text =
      "category SCHEMA \"Columns.\"\n"
      + (0..<count).map { shape.rule($0, of: count) }.joined()
    let source = Source(name: "big.heal", text: text)
    let problems = lint([source])
    guard shape != .suppressions else { return #expect(problems.isEmpty) }
    #expect(!problems.isEmpty)
    let shown = problems.renderedWithRemedies([source])
    #expect(shown.utf8.count < problems.count * 2_000, "a problem shows what is around it")
    switch shape {
    case .circle: #expect(problems.contains { $0.code == .overrideCycle })
    case .chain: #expect(!problems.contains { $0.code == .overrideCycle })
    case .unknownRules: #expect(problems.count { $0.code == .undefinedRule } == count)
    case .remedies: #expect(problems.count { !$0.remedies.isEmpty } == count)
    case .suppressions: #expect(!problems.contains { $0.code == .missingTest })
    case .sameWords: #expect(problems.contains { $0.code == .tooManyRules })
    case .unknownCategories, .broken, .oneLine: break
    }
  }

  @Test func `remedies in a large file are tried in their own rules`() {
    let count = 600
    let text =
      "category SCHEMA \"Columns.\"\n"
      + (0..<count).map {
        "rule big.r\($0) {\n  category SCHEMA\n  match 'thing <a> of number \($0) is missing'\n  advise \"x\"\n}\n"
      }.joined()
    let mending = mend([Source(name: "big.heal", text: text)])
    #expect(mending.mended.count == count)
    #expect(mending.changed.first?.text == text.replacing("<a>", with: "<_a>"))
  }
}
