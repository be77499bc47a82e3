import HealLanguage

/// What can be said of one rule by itself, once it has been checked.
struct RuleLints {
  let rule: Rule
  /// The rule as it was written.
  let syntax: Syntax.Rule
  /// Of the rule's source.
  let bytes: [UInt8]
  private(set) var problems: [Problem] = []

  /// All that is wrong, in no order.
  static func problems(of written: WrittenRule) -> [Problem] {
    var lints = RuleLints(rule: written.rule, syntax: written.syntax, bytes: written.bytes)
    lints.check()
    return lints.problems
  }

  func location(_ span: Syntax.Span) -> Location {
    Location(source: rule.location.source, range: span.bytes)
  }

  mutating func report(_ problem: Problem) { problems.append(problem) }

  private mutating func check() {
    for clause in rule.matches + rule.exclusions {
      for pattern in clause.alternatives { check(pattern, in: clause) }
    }
    for pattern in rule.innerPatterns { checkBacktracking(PatternPlace(pattern, in: bytes)) }
    checkRequiredText()
    checkRepeatedPatterns()
    checkLineEnds()
    checkScope()
    checkFixes()
    if rule.documentation.isEmpty {
      report(.missingDocumentation(of: rule.name, at: rule.location))
    }
  }

  private mutating func check(_ pattern: Pattern, in clause: MatchClause) {
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
