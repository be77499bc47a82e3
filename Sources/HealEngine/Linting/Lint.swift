package import HealLanguage

/// All that is wrong with a set of rule files: what compiling says of them, and what only shows when
/// patterns are taken apart and every rule is run on every rule's examples.
///
/// - Parameters:
///   - sources: all that is compiled together.
///   - compilation: what compiling them gave, where that is known already.
///   - options: what to report on.
/// - Returns: in source order. Remedies are only those that were tried: the file with the remedy
///   has no new problem, and the tests of its rules come out no worse.
package func lint(
  _ sources: [HealLanguage.Source], compiled compilation: Compilation? = nil,
  options: LintOptions = LintOptions()
) -> [Problem] {
  let compilation = compilation ?? compile(sources)
  let asked = sources.filter { options.names?.contains($0.name) ?? true }
  let written = WrittenRule.all(of: asked, compilation)
  let found =
    written.flatMap(RuleLints.problems) + asked.flatMap(problemsOfNamedPatterns)
    + RuleSetLints(compilation.rules, written: written).problems
  let silenced = Suppression.apply(compilation.openSuppressions, to: found)
  let problems = (compilation.problems + silenced).filter(options.reports)
  var trial = RemedyTrial(sources, compilation)
  return inSourceOrder(trial.keepingTried(problems), sources)
}

private func problemsOfNamedPatterns(of source: HealLanguage.Source) -> [Problem] {
  Syntax.read(source).file.items.flatMap { item -> [Problem] in
    guard case .pattern(let definition) = item else { return [] }
    return RuleLints.problems(of: definition, in: source)
  }
}

/// What ``lint(_:compiled:options:)`` looks at.
package struct LintOptions: Hashable, Sendable {
  /// Names of the sources to report on; nil means all. The others are what these are compiled with.
  package var names: Set<String>?
  /// Whether matters of taste are reported too.
  package var includesStyle: Bool

  package init(names: Set<String>? = nil, includesStyle: Bool = false) {
    self.names = names
    self.includesStyle = includesStyle
  }

  /// Whether the problem's first place is in a source that is asked about.
  func reports(_ problem: Problem) -> Bool {
    if problem.code.isStyle || problem.severity == .note, !includesStyle { return false }
    guard let names, let label = problem.labels.first else { return true }
    return names.contains(label.location.source)
  }
}
