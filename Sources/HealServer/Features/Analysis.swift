import HealEngine
import HealLanguage

/// What takes longer than an answer may: linting one file and running the tests of its rules. It is made
/// beside the conversation and counts only while no text has changed since.
package struct AnalysisTask: Sendable {
  let name: String
  let edition: Int
  let sources: [Source]
  let compilation: Compilation

  package func run() -> Analysis {
    let problems = lint(
      sources, compiled: compilation, options: LintOptions(names: [name]))
    var tests: [String: [RuleTestResult]] = [:]
    for rule in compilation.rules.rules where rule.location.source == name {
      tests[rule.name] = runTests(of: rule)
    }
    return Analysis(name: name, edition: edition, problems: problems, tests: tests)
  }
}

/// What an ``AnalysisTask`` found.
package struct Analysis: Sendable {
  let name: String
  let edition: Int
  /// With the remedies that were tried.
  let problems: [Problem]
  /// By the rule's name.
  let tests: [String: [RuleTestResult]]
}
