/// All rules in effect, and what was declared beside them.
package struct RuleSet: Sendable {
  package var categories: [Category]
  /// Sorted by name; disabled and replaced rules are not among them.
  package var rules: [Rule]
  package var disabled: [DisabledRule]

  package init(categories: [Category] = [], rules: [Rule] = [], disabled: [DisabledRule] = []) {
    self.categories = categories
    self.rules = rules
    self.disabled = disabled
  }

  /// `category NAME "what it is"`.
  package struct Category: Hashable, Sendable {
    package var name: String
    package var documentation: String
    package var location: Location

    package init(name: String, documentation: String, location: Location) {
      self.name = name
      self.documentation = documentation
      self.location = location
    }
  }

  /// `disable rule NAME because "…"`.
  package struct DisabledRule: Hashable, Sendable {
    package var name: String
    package var reason: String
    package var location: Location

    package init(name: String, reason: String, location: Location) {
      self.name = name
      self.reason = reason
      self.location = location
    }
  }
}
