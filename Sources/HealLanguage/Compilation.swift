/// What compiling gives: the rules in effect and all that is wrong with their text.
package struct Compilation: Sendable {
  package var rules: RuleSet
  /// In source order.
  package var problems: [Problem]

  package init(rules: RuleSet, problems: [Problem]) {
    self.rules = rules
    self.problems = problems
  }

  /// Whether any problem is an error; a rule with an error is not among ``rules``.
  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
