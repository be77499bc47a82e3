/// What compiling gives: the rules in effect and all that is wrong with their text.
package struct Compilation: Sendable {
  package var rules: RuleSet
  /// In source order.
  package var problems: [Problem]

  /// What is silenced of the problems that only linting finds; whether it silences anything is not
  /// known yet.
  package var openSuppressions: [Suppression]

  package init(rules: RuleSet, problems: [Problem], openSuppressions: [Suppression] = []) {
    self.rules = rules
    self.problems = problems
    self.openSuppressions = openSuppressions
  }

  /// Whether any problem is an error; a rule with an error is not among ``rules``.
  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
