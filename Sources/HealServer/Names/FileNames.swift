import HealLanguage

/// The names that stand in one file outside of rules' own scopes: of categories, faults, rules and patterns.
struct FileNames {
  var occurrences: [Occurrence] = []

  init(_ file: Syntax.File) {
    for item in file.items {
      switch item {
      case .pattern(let pattern): add(.namedPattern, pattern.name, isDefinition: true)
      case .category(let category): add(.category, category.name, isDefinition: true)
      case .disable(let disable): add(disable.kind == .fault ? .fault : .rule, disable.name)
      case .fault(let fault):
        add(.fault, fault.name, isDefinition: true)
        fault.clauses.forEach { add($0) }
      case .rule, .fallback:
        for rule in item.rules {
          add(.rule, rule.name, isDefinition: true)
          rule.clauses.forEach { add($0) }
        }
      }
    }
    for name in file.namesOfPatterns { add(.namedPattern, name) }
  }

  private mutating func add(_ clause: Syntax.Clause) {
    switch clause.kind {
    case .category(let name): add(.category, name)
    case .overrides(let names): names.forEach { add(.rule, $0) }
    case .heals(let name): add(.fault, name)
    case .means(let meaning): add(.fault, meaning.fault)
    case .test(let test):
      for line in test.lines {
        switch line.kind {
        case .fault(let meaning), .expect(.fault(let meaning)): add(.fault, meaning.fault)
        default: break
        }
      }
    case .adapter, .dbt, .match, .unless, .where, .let, .fix, .advise: break
    }
  }

  private mutating func add(
    _ kind: Occurrence.Kind, _ name: Syntax.Name, isDefinition: Bool = false
  ) {
    occurrences.append(
      Occurrence(
        kind: kind, name: name.text, range: name.span.bytes, isDefinition: isDefinition))
  }
}
