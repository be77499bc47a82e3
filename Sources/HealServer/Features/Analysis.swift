import HealEngine
import HealLanguage

/// What takes longer than an answer may: linting one file, and counting recordings. It is made beside the
/// conversation and counts only while no text has changed since.
package struct AnalysisTask: Sendable {
  let name: String
  let edition: Int
  let sources: [Source]
  let compilation: Compilation
  let world: any RuleWorld
  let folders: [String]
  /// nil where they must be counted anew.
  let recordings: [String: Int]?

  package func run() -> Analysis {
    let problems = lint(
      sources, compiled: compilation, options: LintOptions(names: [name]))
    return Analysis(
      name: name, edition: edition, problems: problems,
      recordings: recordings ?? world.recordings(for: folders))
  }
}

/// What an ``AnalysisTask`` found.
package struct Analysis: Sendable {
  let name: String
  let edition: Int
  /// With the remedies that were tried.
  let problems: [Problem]
  /// How many expect a rule, by its name; empty where the project has none.
  let recordings: [String: Int]
}
