@testable import HealEngine
import HealLanguage
import HealProject
import Testing

/// The rules that heal is installed with.
enum StandardRules {
  static let sources =
    (try? RuleFiles.sources(at: "\(HouseTests.root)/rules", layer: .standard, shownAs: "rules"))
    ?? []
  static let compilation = compile(sources)
  static let diagnostician = Diagnostician(compilation.rules)
}

@Suite struct StandardRulesTests {
  @Test func `they have no problem`() {
    let problems = StandardRules.compilation.problems
    #expect(problems.isEmpty, "\(problems.rendered(StandardRules.sources))")
  }

  @Test func `the linter finds nothing in them`() {
    let problems = lint(StandardRules.sources, compiled: StandardRules.compilation)
    #expect(problems.isEmpty, "\(problems.rendered(StandardRules.sources))")
  }

  @Test func `there are many`() {
    #expect(StandardRules.compilation.rules.rules.count >= 30)
  }

  @Test(arguments: StandardRules.compilation.rules.rules)
  func `a rule passes its own tests`(rule: Rule) {
    let results = runTests(of: rule, in: StandardRules.compilation.rules)
    #expect(!results.isEmpty)
    for result in results {
      #expect(result.status.isGood, "\(rule.name): \(result.test.name): \(result.mismatches)")
    }
  }

  /// Rules that correct names and are being written anew; each entry goes with its rewrite.
  private static let rewritten: Set<String> = []

  /// A fix that may be applied without a person has earned it, or the run would only propose it.
  @Test func `every fix of 80 % or more is shown by the tests of its rule`() {
    let earned = StandardRules.diagnostician.earned
    var gaps: [String] = []
    for rule in StandardRules.compilation.rules.rules where !Self.rewritten.contains(rule.name) {
      for (index, fix) in rule.fixes.enumerated() {
        guard fix.confidences.contains(where: { $0.share >= 0.8 }),
          let gap = earned.gap(of: index, in: rule.name)
        else { continue }
        gaps.append("\(rule.location.source) \(rule.name), fix \(index + 1): \(gap)")
      }
    }
    #expect(gaps.isEmpty, "\(gaps.joined(separator: "\n"))")
  }

  /// No rule may take a failure away from the rule whose example it is.
  @Test func `every rule speaks first on its own examples, or one that silences it`() {
    var losses: [String] = []
    for rule in StandardRules.compilation.rules.rules where !rule.isRemedy {
      for test in rule.tests where test.expectsMatch {
        let winner = winner(of: test, rule)
        if winner != rule.name, !Self.silencers(of: rule).contains(winner ?? "") {
          losses.append("\(rule.name), “\(test.name)”: \(winner ?? "nobody")")
        }
      }
    }
    #expect(losses.isEmpty, "\(losses.joined(separator: "\n"))")
  }

  /// Those that override it and, of a fallback, those that are asked before it.
  private static func silencers(of rule: Rule) -> [String] {
    StandardRules.compilation.rules.rules.filter { other in
      other.overrides.contains(rule.name) || other.isAsked(before: rule)
    }.map(\.name)
  }

  private func winner(of test: RuleTest, _ rule: Rule) -> String? {
    StandardRules.diagnostician.diagnose([test.asFailure(of: rule)], evidence: test.evidence)[0]
      .findings.first?.rule
  }
}

extension Rule: CustomTestStringConvertible {
  public var testDescription: String { name }
}
