import HealLanguage

/// Tries a drafted rule beside the rules that it will stand with.
struct DraftTrial {
  let failure: Failure
  let material: DraftMaterial
  let category: String

  private static let file = "draft.heal"

  /// The rule that the text means.
  ///
  /// - Parameters:
  ///   - text: of the rule.
  ///   - isAlone: whether only its category is compiled with it, which is quick.
  /// - Returns: nil where it has an error in it.
  func rule(of text: String, isAlone: Bool) -> Rule? {
    let isAlone = isAlone || material.library.isEmpty
    let beside = isAlone ? [] : material.library
    let text = isAlone ? "category \(category) \"x\"\n\n\(text)" : text
    let compilation = compile(beside + [HealLanguage.Source(name: Self.file, text: text)])
    let isWrong = compilation.problems.contains { problem in
      problem.severity == .error && problem.labels.contains { $0.location.source == Self.file }
    }
    guard !isWrong else { return nil }
    return compilation.rules.rules.first { $0.location.source == Self.file }
  }

  /// Whether its tests pass and it knows the failure that it was made for.
  func passes(_ rule: Rule) -> Bool {
    runTests(of: rule, in: material.rules).allSatisfy(\.mismatches.isEmpty)
      && !Diagnostician(RuleSet(rules: [rule])).diagnose([failure], evidence: RecordedEvidence())[0]
        .findings.isEmpty
  }

  /// The rules that would speak before the draft for the failure, if it did not override them.
  func winners(over rule: Rule) -> [String] {
    var others = material.rules
    others.rules.append(rule)
    let findings = Diagnostician(others).diagnose([failure], evidence: RecordedEvidence())[0]
      .findings
    return findings.prefix { $0.rule != rule.name }.map(\.rule)
  }

  /// Examples of other rules that the draft takes for its own.
  func remarks(on rule: Rule) -> [String] {
    let diagnostician = Diagnostician(RuleSet(rules: [rule]))
    let words = rule.matches.flatMap(\.alternatives).reduce(into: Set()) { $0.formUnion($1.words) }
    let taken = material.rules.rules.filter { other in
      other.tests.contains { test in
        // Reading a failure costs more than looking for words.
        test.expectsMatch && words.isSubset(of: Pattern.words(of: test.failure))
          && !diagnostician.diagnose([test.asFailure(of: other)], evidence: test.evidence)[0]
            .findings.isEmpty
      }
    }
    guard !taken.isEmpty else { return [] }
    let names = taken.prefix(5).map { "`\($0.name)`" }.joined(separator: ", ")
    return ["it also matches the examples of \(names): narrow it, or say `overrides`"]
  }
}
