/// What a rule means, after checking. `Syntax.Rule` is what was written.
package struct Rule: Hashable, Sendable {
  /// Dotted, unique in a rule set: `duckdb.column_not_found`.
  package var name: String
  /// The `##` lines above the rule, joined by newlines; empty when there are none.
  package var documentation: String
  package var category: String
  /// Lower-case adapter names; empty means any. A failure of unknown adapter passes each.
  package var adapters: [String]
  /// nil means any version. A failure of unknown version passes each.
  package var dbtVersions: VersionRange?
  /// All must hold.
  package var matches: [MatchClause]
  /// None may hold.
  package var exclusions: [MatchClause]
  /// All must hold; one over an unknown value does not.
  package var guards: [Expression]
  /// In source order; a binding may use those above it.
  package var bindings: [Binding]
  package var fixes: [Fix]
  package var advice: [Template]
  package var overrides: [String]
  package var tests: [RuleTest]
  /// The rule's name in its source.
  package var location: Location
  package var layer: Source.Layer

  package init(
    name: String, documentation: String = "", category: String, adapters: [String] = [],
    dbtVersions: VersionRange? = nil, matches: [MatchClause], exclusions: [MatchClause] = [],
    guards: [Expression] = [], bindings: [Binding] = [], fixes: [Fix] = [],
    advice: [Template] = [], overrides: [String] = [], tests: [RuleTest] = [],
    location: Location, layer: Source.Layer = .project
  ) {
    self.name = name
    self.documentation = documentation
    self.category = category
    self.adapters = adapters
    self.dbtVersions = dbtVersions
    self.matches = matches
    self.exclusions = exclusions
    self.guards = guards
    self.bindings = bindings
    self.fixes = fixes
    self.advice = advice
    self.overrides = overrides
    self.tests = tests
    self.location = location
    self.layer = layer
  }
}

extension Rule {
  /// Whether it speaks for what no rule with words of its own knows: of all such failures it knows no more than the
  /// kind.
  package var isFallback: Bool { Self.isFallback(named: name) }

  /// The one list of them. They stand in `rules/general`, `rules/dbt/unknown.heal` and the files of kinds and numbers.
  package static func isFallback(named name: String) -> Bool {
    ["general.", "dbt.unknown_", "duckdb.kind_", "sqlserver.number_"].contains(
      where: name.hasPrefix)
      || ["dbt.raised_by_macro", "fusion.driver_error", "fusion.unspecific"].contains(name)
  }
}

/// `let name = expression`: evaluated only when asked for.
package struct Binding: Hashable, Sendable {
  package var name: String
  package var value: Expression

  package init(name: String, value: Expression) {
    self.name = name
    self.value = value
  }
}
