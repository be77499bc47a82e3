/// Checks all sources together: what a rule set is made of, and what only shows between rules.
struct Checker {
  typealias WrittenRule = CheckedSource.WrittenRule

  let sources: [CheckedSource]
  var problems: [Problem] = []
  /// How many names of rules were wrong so far.
  private var undefinedCount = 0

  init(sources: [CheckedSource]) { self.sources = sources }

  /// Those of all sources: each was checked with them.
  private var faults: Faults { sources.first?.faults ?? Faults() }

  private struct Declared<Thing> {
    var thing: Thing
    var layer: Source.Layer
  }

  mutating func check() -> RuleSet {
    let categories = checkCategories()
    let written = sources.flatMap(\.rules)
    checkFallbackBlocks()
    checkCategoryUses(written, categories: categories)
    let rules = inEffect(written)
    checkOverrides(rules)
    let disabled = checkDisabled(rules)
    let silenced = Set(disabled.filter(\.adapters.isEmpty).map(\.name))
    let known = Set(categories.keys)
    let effective = rules.values.filter { written in
      guard let rule = written.rule else { return false }
      return !silenced.contains(rule.name) && known.contains(rule.category)
        && !(rule.heals.map(silenced.contains) ?? false)
    }
    return RuleSet(
      categories: categories.values.sorted { $0.name < $1.name },
      faults: faults.all,
      rules: effective.compactMap(\.rule).sorted { $0.name < $1.name },
      disabled: disabled.sorted { $0.name < $1.name })
  }

  // MARK: Categories

  private mutating func checkCategories() -> [String: RuleSet.Category] {
    var declared: [String: Declared<RuleSet.Category>] = [:]
    for (source, file) in sources.map({ ($0.source, $0.file) }) {
      for case .category(let syntax) in file.items {
        let place = Location(source: source.name, range: syntax.name.span.bytes)
        let name = syntax.name.text
        if !Self.isCategoryName(name) { problems.append(.badName(name, at: place)) }
        let category = RuleSet.Category(
          name: name, documentation: syntax.text.constant ?? "", location: place)
        if let earlier = declared[name], earlier.layer == source.layer {
          problems.append(
            .duplicateCategory(name, at: place, earlier: earlier.thing.location))
        } else if declared[name].map({ $0.layer < source.layer }) ?? true {
          declared[name] = Declared(thing: category, layer: source.layer)
        }
      }
    }
    return declared.mapValues(\.thing)
  }

  private static func isCategoryName(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0.isDigit || $0 == Byte.underscore || $0.isLetter && $0 < 0x60 }
  }

  /// One undeclared category is one mistake, however many rules use it.
  private mutating func checkCategoryUses(
    _ rules: [WrittenRule], categories: [String: RuleSet.Category]
  ) {
    var reported: Set<String> = []
    for (name, source) in namedCategories(rules)
    where categories[name.text] == nil && reported.insert(name.text).inserted {
      let place = Location(source: source, range: name.span.bytes)
      let known = reported.count > NearNames.mostQuestions ? [] : Array(categories.keys)
      problems.append(.undefinedCategory(name.text, known: known, at: place))
    }
  }

  /// Where rules and faults name a category, with the sources.
  private func namedCategories(_ rules: [WrittenRule]) -> [(Syntax.Name, String)] {
    let ofRules = rules.flatMap { rule in
      rule.syntax.clauses.compactMap { clause -> (Syntax.Name, String)? in
        if case .category(let name) = clause.kind { (name, rule.source) } else { nil }
      }
    }
    let ofFaults = sources.flatMap { source in
      source.file.items.flatMap { item -> [(Syntax.Name, String)] in
        if case .fault(let fault) = item { fault.categories.map { ($0, source.source.name) } } else { [] }
      }
    }
    return ofRules + ofFaults
  }

  // MARK: Patterns

  /// What is wrong with named patterns, and those that nothing names.
  mutating func checkNamedPatterns() {
    problems += NamedPatterns(sources.map { ($0.source, $0.file) }).problems
    var used: [String: Set<String>] = [:]
    for source in sources {
      used[source.source.folder, default: []].formUnion(source.file.namesOfPatterns.map(\.text))
    }
    for source in sources {
      for case .pattern(let pattern) in source.file.items
      where used[source.source.folder]?.contains(pattern.name.text) != true {
        let place = Location(source: source.source.name, range: pattern.name.span.bytes)
        problems.append(.unusedPattern(pattern.name.text, at: place))
      }
    }
  }

  // MARK: Faults

  /// What is wrong with faults, those that nothing recognises, and remedies that nothing reaches.
  mutating func checkFaults() {
    problems += faults.problems
    let rules = sources.flatMap(\.rules)
    let clauses = rules.flatMap(\.syntax.clauses).map(\.kind)
    let meant = Set(clauses.compactMap { if case .means(let meaning) = $0 { meaning.fault.text } else { nil } })
    for fault in faults.all where !meant.contains(fault.name) {
      problems.append(.unrecognisedFault(fault.name, at: fault.location))
    }
    for written in rules where written.syntax.role == .remedy {
      guard let rule = written.rule, let fault = rule.heals, !rule.adapters.isEmpty, meant.contains(fault) else { continue }
      let isReached = rules.contains { other in
        guard let recogniser = other.rule, recogniser.meanings.contains(where: { $0.fault == fault }) else { return false }
        return recogniser.adapters.isEmpty || !Set(recogniser.adapters).isDisjoint(with: rule.adapters)
      }
      if !isReached { problems.append(.unreachableRemedy(rule.name, fault: fault, at: rule.location)) }
    }
  }

  // MARK: Rules

  /// Two blocks in one layer would be two orders.
  private mutating func checkFallbackBlocks() {
    var earlier: [Source.Layer: Location] = [:]
    for (source, file) in sources.map({ ($0.source, $0.file) }) {
      for case .fallback(let block) in file.items {
        let place = Location(source: source.name, range: block.keyword.bytes)
        if let first = earlier[source.layer] {
          problems.append(.duplicateFallback(at: place, earlier: first))
        } else {
          earlier[source.layer] = place
        }
      }
    }
  }

  /// For each name the rule of the highest layer; two in one layer are a mistake.
  private mutating func inEffect(_ rules: [WrittenRule]) -> [String: WrittenRule] {
    var chosen: [String: WrittenRule] = [:]
    for rule in rules {
      guard let other = chosen[rule.name] else {
        chosen[rule.name] = rule
        continue
      }
      if other.layer == rule.layer {
        problems.append(.duplicateRule(rule.name, at: rule.place, earlier: other.place))
        chosen[rule.name]?.rule = nil
      } else if other.layer < rule.layer {
        chosen[rule.name] = rule
      }
    }
    return chosen
  }

  private mutating func checkOverrides(_ rules: [String: WrittenRule]) {
    let sorted = rules.values.sorted { $0.name < $1.name }
    var overrides = Overrides(
      Dictionary(
        sorted.map { ($0.name, $0.overridden.map(\.text)) }, uniquingKeysWith: { first, _ in first }
      ))
    for rule in sorted {
      for name in rule.overridden {
        let place = Location(source: rule.source, range: name.span.bytes)
        if rules[name.text] == nil {
          reportUndefinedRule(name.text, rules, at: place)
        } else if !overrides.add(name.text, of: rule.name) {
          problems.append(.overrideCycle(name.text, of: rule.name, at: place))
        }
      }
    }
  }

  private mutating func reportUndefinedRule(
    _ name: String, _ rules: [String: WrittenRule], at place: Location
  ) {
    undefinedCount += 1
    let known = undefinedCount > NearNames.mostQuestions ? [] : Array(rules.keys)
    problems.append(.undefinedRule(name, known: known, at: place))
  }

  private mutating func checkDisabled(_ rules: [String: WrittenRule]) -> [RuleSet.DisabledRule] {
    var disabled: [String: RuleSet.DisabledRule] = [:]
    for (source, file) in sources.map({ ($0.source, $0.file) }) {
      for case .disable(let syntax) in file.items {
        let place = Location(source: source.name, range: syntax.name.span.bytes)
        let name = syntax.name.text
        if syntax.kind == .fault {
          guard faults[name] != nil else {
            problems.append(.undefinedFault(name, known: faults.all.map(\.name), at: place))
            continue
          }
        } else {
          guard let rule = rules[name] else {
            reportUndefinedRule(name, rules, at: place)
            continue
          }
          // A rule of a higher layer was written after somebody had silenced the lower one.
          guard rule.layer <= source.layer else { continue }
        }
        disabled[name] = RuleSet.DisabledRule(
          name: name, adapters: syntax.adapters.map { $0.text.lowercased() },
          reason: syntax.reason.constant ?? "", location: place)
      }
    }
    return Array(disabled.values)
  }
}

extension CheckedSource.WrittenRule {
  /// The rules that it says it overrides.
  fileprivate var overridden: [Syntax.Name] {
    syntax.clauses.flatMap { clause -> [Syntax.Name] in
      if case .overrides(let names) = clause.kind { names } else { [] }
    }
  }
}
