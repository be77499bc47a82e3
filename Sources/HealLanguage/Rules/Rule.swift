/// What a rule or a remedy means, after checking. `Syntax.Rule` is what was written.
package struct Rule: Hashable, Sendable {
  /// Dotted, unique in a rule set: `duckdb.column_not_found`.
  package var name: String
  /// The `##` lines above the rule, joined by newlines; empty when there are none.
  package var documentation: String
  package var standing: Standing
  /// Its own, or that of the fault that it means or heals.
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
  /// The faults that it recognises; a rule that means one has no fixes of its own.
  package var meanings: [Meaning]
  /// The fault that it says what to do about; nil for a rule. A remedy has no patterns: what a rule captures, it has
  /// from the fault's fields.
  package var heals: String?
  package var overrides: [String]
  package var tests: [RuleTest]
  /// The rule's name in its source.
  package var location: Location
  package var layer: Source.Layer

  package init(
    name: String, documentation: String = "", standing: Standing = .regular, category: String, adapters: [String] = [],
    dbtVersions: VersionRange? = nil, matches: [MatchClause], exclusions: [MatchClause] = [],
    guards: [Expression] = [], bindings: [Binding] = [], fixes: [Fix] = [],
    advice: [Template] = [], meanings: [Meaning] = [], heals: String? = nil, overrides: [String] = [], tests: [RuleTest] = [],
    location: Location, layer: Source.Layer = .project
  ) {
    self.name = name
    self.documentation = documentation
    self.standing = standing
    self.category = category
    self.adapters = adapters
    self.dbtVersions = dbtVersions
    self.matches = matches
    self.exclusions = exclusions
    self.guards = guards
    self.bindings = bindings
    self.fixes = fixes
    self.advice = advice
    self.meanings = meanings
    self.heals = heals
    self.overrides = overrides
    self.tests = tests
    self.location = location
    self.layer = layer
  }
}

extension Rule {
  /// Beside which other rules a rule speaks.
  package enum Standing: Hashable, Sendable {
    /// Wherever it matches.
    case regular
    /// `fallback rule`: only where no regular rule does.
    case fallback
    /// In a `fallback { … }` block, at this place of it: only where no rule outside of blocks does, none of a block
    /// in a higher layer, and none before it.
    case ordered(Int)
  }

  /// Whether it speaks for what no rule with words of its own knows: of all such failures it knows no more than the
  /// kind.
  package var isFallback: Bool { standing != .regular }

  package var isRemedy: Bool { heals != nil }
}

extension Rule {
  /// Whether what one test expects shows what a field of a fault is that the rule tells: by itself, or by all the captures
  /// that it is made of.
  package func isShown(_ argument: Meaning.Argument, of fault: String, by expected: [RuleTest.Kind]) -> Bool {
    var captures: Set<String> = []
    for kind in expected {
      switch kind {
      case .fault(let example) where example.fault == fault && example.fields[argument.field] != nil: return true
      case .capture(let name, _): captures.insert(name)
      default: break
      }
    }
    let needed = names(in: argument.value)
    return !needed.isEmpty && needed.isSubset(of: captures)
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
