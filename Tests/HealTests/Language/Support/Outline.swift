import HealLanguage

/// A syntax tree as an indented list: what each node is and the text it stands for.
struct Outline {
  let bytes: [UInt8]
  private var lines: [String] = []

  init(of file: Syntax.File, _ text: String) {
    bytes = Array(text.utf8)
    for item in file.items {
      switch item {
      case .category(let category): add(0, "category", category.span)
      case .disable(let disable): add(0, "disable", disable.span)
      case .pattern(let pattern):
        add(0, "pattern", pattern.span)
        for alternative in pattern.alternatives { add(1, alternative) }
      case .fault(let fault):
        add(0, fault.isBroken ? "broken fault" : "fault", fault.span)
        for field in fault.fields { add(1, "field", field.span) }
        for clause in fault.clauses { add(1, "clause", clause.span) }
      case .rule(let rule): add(rule)
      case .fallback(let block):
        add(0, "fallback", block.span)
        for rule in block.rules { add(rule) }
      }
    }
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func add(_ depth: Int, _ kind: String, _ span: Syntax.Span) {
    let text = String(decoding: bytes[span.bytes], as: UTF8.self)
    let first = text.split(separator: "\n", omittingEmptySubsequences: false)[0]
    let rest = text.utf8.count > first.utf8.count ? " …" : ""
    lines.append(String(repeating: "  ", count: depth) + "\(kind): \(first)\(rest)")
  }

  private mutating func add(_ rule: Syntax.Rule) {
    let kind = rule.role == .fallback ? "fallback rule" : "\(rule.role)"
    add(0, rule.isBroken ? "broken \(kind)" : kind, rule.span)
    if !rule.documentation.isEmpty { lines.append("  documentation: \(rule.documentation)") }
    for clause in rule.clauses {
      add(1, "clause", clause.span)
      switch clause.kind {
      case .match(let match), .unless(let match):
        for alternative in match.alternatives { add(2, alternative) }
      case .where(let expression), .let(_, let expression): add(2, expression)
      case .fix(let fix): for step in fix.steps { add(step) }
      case .test(let test): for line in test.lines { add(2, "line", line.span) }
      case .means(let meaning): add(2, "meaning", meaning.span)
      case .category, .heals, .adapter, .dbt, .advise, .overrides: break
      }
    }
  }

  private mutating func add(_ depth: Int, _ alternative: Syntax.Alternative) {
    switch alternative {
    case .written(let pattern): add(depth, "\(pattern.form)", pattern.span)
    case .named(let name): add(depth, "pattern's name", name.span)
    }
  }

  private mutating func add(_ step: Syntax.Step) {
    add(2, "step", step.span)
    switch step.kind {
    case .run(let words): for word in words { add(3, "word", word.span) }
    case .edit(let file, let call):
      add(3, file)
      add(3, call)
    case .confidence(_, when: let condition): if let condition { add(3, condition) }
    case .retry, .ask: break
    }
  }

  private mutating func add(_ depth: Int, _ call: Syntax.Call) {
    add(depth, "call", call.span)
    for argument in call.arguments { add(depth + 1, argument.value) }
  }

  private mutating func add(_ depth: Int, _ expression: Syntax.Expression) {
    switch expression.kind {
    case .call(let call): add(depth, call)
    case .list(let items): add(depth, "list", expression.span, items)
    case .map(let pairs):
      add(depth, "map", expression.span, pairs.flatMap { [$0.key, $0.value] })
    case .not(let operand): add(depth, "not", expression.span, [operand])
    case .and(let left, let right): add(depth, "and", expression.span, [left, right])
    case .or(let left, let right): add(depth, "or", expression.span, [left, right])
    case .compare(let left, let comparison, let right):
      add(depth, comparison.rawValue, expression.span, [left, right])
    case .text(let text):
      add(depth, "text", expression.span)
      for case .expression(let inner) in text.parts { add(depth + 1, inner) }
    case .name: add(depth, "name", expression.span)
    case .pattern: add(depth, "pattern", expression.span)
    case .int, .number, .share, .duration, .bool: add(depth, "literal", expression.span)
    }
  }

  private mutating func add(
    _ depth: Int, _ kind: String, _ span: Syntax.Span, _ operands: [Syntax.Expression]
  ) {
    add(depth, kind, span)
    for operand in operands { add(depth + 1, operand) }
  }
}
