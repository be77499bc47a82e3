/// The captures and `let`s that a rule, or part of one, names.
struct NameUses {
  var captures: Set<String> = []
  var bindings: Set<String> = []
  /// The outermost expressions that were visited.
  var expressions: [Expression] = []

  init() {}

  /// All of a rule. What a test expects of a capture counts: it is shown to people and programs.
  init(of rule: Rule) {
    rule.guards.forEach { add($0) }
    rule.bindings.forEach { add($0.value) }
    rule.meanings.flatMap(\.arguments).forEach { add($0.value) }
    rule.advice.forEach { add($0) }
    for fix in rule.fixes {
      add(fix)
      fix.confidences.compactMap(\.condition).forEach { add($0) }
    }
    for expectation in rule.tests.flatMap(\.expectations) {
      if case .capture(let name, _) = expectation.kind { captures.insert(name) }
    }
  }

  /// What a fix needs to be offered: its title and operations, not its conditions.
  init(of fix: Fix) { add(fix) }

  private mutating func add(_ fix: Fix) {
    add(fix.title)
    for operation in fix.operations {
      switch operation {
      case .retry: break
      case .run(let words): words.forEach { add($0) }
      case .ask(let question): add(question)
      case .edit(let file, let edit):
        add(file)
        edit.expressions.forEach { add($0) }
      }
    }
  }

  private mutating func add(_ template: Template) {
    for case .expression(let inner) in template.parts { add(inner) }
  }

  private mutating func add(_ expression: Expression) {
    expressions.append(expression)
    visit(expression)
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .literal, .fact: break
    case .capture(let name): captures.insert(name)
    case .binding(let name): bindings.insert(name)
    case .template(let template):
      for case .expression(let inner) in template.parts { visit(inner) }
    case .list(let items), .call(_, let items): items.forEach { visit($0) }
    case .not(let operand), .matches(let operand, _): visit(operand)
    case .and(let left, let right), .or(let left, let right), .compare(let left, _, let right):
      visit(left)
      visit(right)
    }
  }
}

extension Rule {
  /// The captures, or fields of a fault, that a fix of it is made with, by itself or through a `let`.
  package func names(in fix: Fix) -> Set<String> { captures(of: NameUses(of: fix)) }

  /// The captures that an expression of it names, by itself or through a `let`.
  package func names(in expression: Expression) -> Set<String> {
    var uses = NameUses()
    uses.visit(expression)
    return captures(of: uses)
  }

  private func captures(of uses: NameUses) -> Set<String> {
    var uses = uses
    var open = uses.bindings
    while let name = open.popFirst() {
      let known = uses.bindings
      for binding in bindings where binding.name == name { uses.visit(binding.value) }
      open.formUnion(uses.bindings.subtracting(known))
    }
    return uses.captures
  }
}

extension Template {
  /// The captures and `let`s that it names.
  package var names: Set<String> {
    var uses = NameUses()
    for case .expression(let inner) in parts { uses.visit(inner) }
    return uses.captures.union(uses.bindings)
  }
}

extension Edit {
  /// The expressions that it needs the values of.
  package var expressions: [Expression] {
    switch self {
    case .correctColumn(let old, let new), .renameColumn(let old, let new),
      .renameRef(let old, let new), .correctKey(let old, let new), .correctTest(let old, let new),
      .set(let old, let new), .append(let old, let new), .move(let old, let new):
      [old, new]
    case .remove(let path): [path]
    case .correctValue(let key, let old, let new): [key, old, new]
    case .replace(let old, let new, _): [old, new]
    case .replaceMatch(_, let text, _), .insertBefore(_, let text, _), .insertAfter(_, let text, _):
      [text]
    case .restoreLine(let line): [line]
    case .deleteMatch, .mendLayout: []
    case .correction(_, let arguments): arguments
    }
  }
}
