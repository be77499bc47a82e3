import HealLanguage

/// Tries remedies before anybody is offered one: the changed file is compiled, and the tests of the
/// rules that read otherwise now are run.
struct RemedyTrial {
  private let sources: [String: HealLanguage.Source]
  /// Declares what the other sources do, so that one file can be compiled by itself.
  private let surroundings: HealLanguage.Source
  private var known: [String: FileStanding] = [:]

  init(_ sources: [HealLanguage.Source], _ compilation: Compilation) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
    let categories = compilation.rules.categories.map { "category \($0.name) \"\"\n" }
    surroundings = HealLanguage.Source(name: "", text: categories.joined(), layer: .standard)
  }

  /// The problems, each with those of its remedies that stood the trial.
  mutating func keepingTried(_ problems: [Problem]) -> [Problem] {
    problems.map { problem in
      guard !problem.remedies.isEmpty else { return problem }
      var tried = problem
      tried.remedies = problem.remedies.filter { mends(problem, $0) }
      return tried
    }
  }

  /// Whether a remedy leaves the problem's file better and none worse.
  private mutating func mends(_ problem: Problem, _ remedy: Remedy) -> Bool {
    let touched = Set(remedy.edits.map(\.location.source)).sorted()
    guard !touched.isEmpty else { return false }
    for name in touched {
      guard let source = sources[name], let changed = remedy.edits.applied(to: source) else {
        return false
      }
      let before = known[name] ?? FileStanding(source, among: surroundings)
      known[name] = before
      let after = FileStanding(changed, among: surroundings, unlessSameAs: before)
      guard after.isNoWorse(than: before) else { return false }
      // What leaves its rule wrong all the same has not been tried: no test of it was run.
      if problem.severity == .error, problem.code != .undefinedRule {
        guard after.ruleCount > before.ruleCount else { return false }
      }
      if name == problem.labels.first?.location.source {
        // A comment about what shows between files cannot be tried in one of them.
        guard
          problem.code == .staleSuppression
            || after.count(of: problem.code) < before.count(of: problem.code)
        else { return false }
      }
    }
    return true
  }
}
