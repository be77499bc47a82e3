import HealLanguage

/// What can be said of one rule by itself, once it has been checked.
struct RuleLints {
  let rule: Rule
  /// The rule's clauses as they were written.
  let clauses: [Syntax.Clause]
  /// Where its text stands in its source.
  let span: Range<Int>
  /// Of the rule's source.
  let bytes: [UInt8]
  private(set) var problems: [Problem] = []

  /// All that is wrong, in no order.
  static func problems(of written: WrittenRule) -> [Problem] {
    var lints = RuleLints(
      rule: written.rule, clauses: written.syntax.clauses, span: written.syntax.span.bytes,
      bytes: written.bytes)
    lints.check()
    return lints.problems
  }

  func location(_ span: Syntax.Span) -> Location {
    Location(source: rule.location.source, range: span.bytes)
  }

  mutating func report(_ problem: Problem) { problems.append(problem) }

  private mutating func check() {
    for clause in rule.matches + rule.exclusions {
      for pattern in clause.alternatives where isOwn(pattern) { check(pattern) }
    }
    for pattern in rule.innerPatterns { checkBacktracking(PatternPlace(pattern, in: bytes)) }
    checkRequiredText()
    checkRepeatedPatterns()
    checkAlternatives()
    checkLineEnds()
    checkScope()
    checkFixes()
    if rule.documentation.isEmpty {
      report(.missingDocumentation(of: rule.name, at: rule.location))
    }
  }

  /// Whether it is written in the rule itself: a named pattern is looked at where it is defined.
  func isOwn(_ pattern: Pattern) -> Bool {
    pattern.location.source == rule.location.source
      && span.contains(pattern.location.range.lowerBound)
  }

  /// All that is wrong with the patterns written in the definition of a named one, in no order.
  static func problems(
    of definition: Syntax.NamedPattern, in source: HealLanguage.Source
  ) -> [Problem] {
    let bytes = Array(source.text.utf8)
    let place = Location(source: source.name, range: definition.name.span.bytes)
    var lints = RuleLints(
      rule: Rule(name: definition.name.text, category: "", matches: [], location: place),
      clauses: [], span: definition.span.bytes, bytes: bytes)
    for case .written(let written) in definition.alternatives {
      if let pattern = Pattern(written, in: bytes, of: source.name) { lints.check(pattern) }
    }
    return lints.problems
  }

  private mutating func check(_ pattern: Pattern) {
    let place = PatternPlace(pattern, in: bytes)
    if pattern.form == .skeleton {
      checkSkeleton(place)
      return
    }
    checkMetachars(place)
    checkAnchors(place)
    checkGroups(place)
    checkNeed(place)
    let before = problems.count
    checkBacktracking(place)
    // Where a useless affix makes a pattern slow, that is one mistake.
    if problems.count == before { checkAffixes(place) }
  }
}

extension Rule {
  /// Patterns in expressions and edits.
  fileprivate var innerPatterns: [Pattern] {
    var expressions = guards + bindings.map(\.value)
    var patterns: [Pattern] = []
    for fix in fixes {
      expressions += fix.confidences.compactMap(\.condition)
      for case .edit(_, let edit) in fix.operations {
        expressions += edit.expressions
        patterns += edit.pattern.map { [$0] } ?? []
      }
    }
    return patterns + expressions.flatMap(\.patterns)
  }
}

extension Edit {
  fileprivate var pattern: Pattern? {
    switch self {
    case .replaceMatch(let pattern, _, _), .deleteMatch(let pattern, _),
      .insertBefore(let pattern, _, _), .insertAfter(let pattern, _, _):
      pattern
    default: nil
    }
  }
}

extension Expression {
  fileprivate var patterns: [Pattern] {
    switch kind {
    case .literal, .capture, .binding, .fact: []
    case .matches(let operand, let pattern): operand.patterns + [pattern]
    case .not(let operand): operand.patterns
    case .and(let left, let right), .or(let left, let right), .compare(let left, _, let right):
      left.patterns + right.patterns
    case .list(let items), .call(_, let items): items.flatMap(\.patterns)
    case .template(let template):
      template.parts.flatMap { part -> [Pattern] in
        if case .expression(let inner) = part { inner.patterns } else { [] }
      }
    }
  }
}
