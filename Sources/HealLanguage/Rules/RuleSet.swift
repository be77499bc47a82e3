/// All rules in effect, and what was declared beside them.
package struct RuleSet: Sendable {
  package var categories: [Category]
  /// Sorted by name.
  package var faults: [Fault]
  /// Rules and remedies, sorted by name; disabled and replaced ones are not among them.
  package var rules: [Rule]
  package var disabled: [DisabledRule]

  package init(categories: [Category] = [], faults: [Fault] = [], rules: [Rule] = [], disabled: [DisabledRule] = []) {
    self.categories = categories
    self.faults = faults
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

  /// The remedies of a fault, sorted by name.
  package func remedies(for fault: String) -> [Rule] { rules.filter { $0.heals == fault } }

  /// Rules that mean a fault, by name.
  package func recognisers(of fault: String) -> [Rule] {
    rules.filter { rule in rule.meanings.contains { $0.fault == fault } }
  }

  /// Whether a rule, a remedy or all remedies of a fault are silenced for one adapter alone.
  package func isDisabled(_ rule: Rule, adapter: String?) -> Bool {
    guard let adapter else { return false }
    return disabled.contains { disabled in
      disabled.adapters.contains(adapter) && (disabled.name == rule.name || disabled.name == rule.heals)
    }
  }

  /// `disable rule NAME because "…"`, or the same of a remedy or a fault.
  package struct DisabledRule: Hashable, Sendable {
    package var name: String
    /// Lower-case; empty means that it is silent for all.
    package var adapters: [String]
    package var reason: String
    package var location: Location

    package init(name: String, adapters: [String] = [], reason: String, location: Location) {
      self.name = name
      self.adapters = adapters
      self.reason = reason
      self.location = location
    }
  }
}
