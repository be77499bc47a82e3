import HealLanguage

/// The names that one rule uses and gives: captures, `let`s, functions, operations, facts and keywords.
struct RuleNames {
  private(set) var occurrences: [Occurrence] = []
  /// The captures of the rule's `match` clauses, by name.
  private(set) var captures: [String: Pattern.Capture] = [:]
  /// The rule's `let`s in their order, as they were written.
  private(set) var bindings: [(name: String, value: Syntax.Expression)] = []
  /// The patterns that could be read, with their places.
  private(set) var patterns: [Pattern] = []

  private let bytes: [UInt8]
  private let named: NamedPatterns.Folder

  private let block: Occurrence.ClauseBlock

  init(_ rule: Syntax.Rule, in source: CheckedSource) {
    bytes = Array(source.source.text.utf8)
    named = source.named
    block = rule.role == .remedy ? .remedy : .rule
    for clause in rule.clauses {
      if case .match(let search) = clause.kind { declare(search, source.source.name) }
      if case .unless(let search) = clause.kind { read(search.alternatives, source.source.name) }
      if case .heals(let name) = clause.kind { declare(source.faults[name.text]) }
      if case .let(let name, let value) = clause.kind { bindings.append((name.text, value)) }
    }
    for clause in rule.clauses { add(clause) }
    for pattern in patterns {
      occurrences.append(
        Occurrence(kind: .pattern, name: "", range: pattern.location.range))
    }
  }

  /// The innermost name at an offset, the end of a name included.
  func occurrence(at offset: Int) -> Occurrence? {
    occurrences.filter { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
      .min { $0.range.count < $1.range.count }
  }

  private mutating func declare(_ search: Syntax.Match, _ source: String) {
    let first = patterns.count
    read(search.alternatives, source)
    for case .named(let name) in search.alternatives {
      for capture in (named[name.text]?.alternatives ?? []).flatMap(\.captures) {
        captures[capture.name] = captures[capture.name] ?? capture
      }
    }
    for capture in patterns[first...].flatMap(\.captures) {
      if captures[capture.name] == nil { captures[capture.name] = capture }
      occurrences.append(
        Occurrence(
          kind: .capture, name: capture.name, range: capture.location.range, isDefinition: true))
    }
  }

  /// The fields of the fault that a remedy heals: they are declared elsewhere.
  private mutating func declare(_ fault: Fault?) {
    for field in fault?.fields ?? [] {
      captures[field.name] = Pattern.Capture(
        name: field.name, type: field.type, mayBeUnset: field.isOptional, location: field.location)
    }
  }

  private mutating func read(_ alternatives: [Syntax.Alternative], _ source: String) {
    for case .written(let pattern) in alternatives {
      if let pattern = Pattern(pattern, in: bytes, of: source) { patterns.append(pattern) }
    }
  }

  // MARK: Clauses

  private mutating func add(_ clause: Syntax.Clause) {
    addKeyword(clause.keyword, block)
    switch clause.kind {
    case .match(let search), .unless(let search):
      if let subject = search.subject { add(.subject, subject) }
    case .where(let condition): add(condition)
    case .let(let name, let value):
      add(.binding, name, isDefinition: true)
      add(value)
    case .fix(let fix):
      add(fix.title)
      fix.steps.forEach { add($0) }
    case .advise(let text): add(text)
    case .test(let test): test.lines.forEach { add($0) }
    case .means(let meaning): meaning.arguments.forEach { add($0.value) }
    case .category, .heals, .adapter, .dbt, .overrides: break
    }
  }

  private mutating func add(_ step: Syntax.Step) {
    addKeyword(step.keyword, .fix)
    switch step.kind {
    case .retry: break
    case .run(let words): words.forEach { add($0) }
    case .ask(let question): add(question)
    case .confidence(_, let condition): condition.map { add($0) }
    case .edit(let file, let call):
      add(file)
      add(.operation, call.name)
      call.arguments.forEach { add($0.value) }
    }
  }

  private mutating func add(_ line: Syntax.Test.Line) {
    addKeyword(line.keyword, .test)
    switch line.kind {
    case .given(let name, let arguments, let value):
      add(arguments == nil ? .fact : .function, name)
      arguments?.forEach { add($0) }
      add(value)
    case .expect(.capture(let name, let value)):
      add(.capture, name)
      add(value)
    default: break
    }
  }

  // MARK: Expressions

  private mutating func add(_ text: Syntax.Text) {
    for case .expression(let expression) in text.parts { add(expression) }
  }

  private mutating func add(_ expression: Syntax.Expression) {
    switch expression.kind {
    case .name(let name): addName(name, expression.span.bytes)
    case .text(let text): add(text)
    case .call(let call):
      add(.function, call.name)
      call.arguments.forEach { add($0.value) }
    case .list(let items): items.forEach { add($0) }
    case .map(let pairs):
      for pair in pairs {
        add(pair.key)
        add(pair.value)
      }
    case .not(let operand): add(operand)
    case .and(let left, let right), .or(let left, let right), .compare(let left, _, let right):
      add(left)
      add(right)
    case .int, .number, .share, .duration, .bool, .pattern: break
    }
  }

  /// As the checker has it: a capture before a `let` before a fact.
  private mutating func addName(_ name: String, _ range: Range<Int>) {
    let kind: Occurrence.Kind? =
      if captures[name] != nil {
        .capture
      } else if bindings.contains(where: { $0.name == name }) {
        .binding
      } else if Fact(rawValue: name) != nil {
        .fact
      } else {
        nil
      }
    guard let kind else { return }
    occurrences.append(Occurrence(kind: kind, name: name, range: range))
  }

  private mutating func add(
    _ kind: Occurrence.Kind, _ name: Syntax.Name, isDefinition: Bool = false
  ) {
    occurrences.append(
      Occurrence(
        kind: kind, name: name.text, range: name.span.bytes, isDefinition: isDefinition))
  }

  private mutating func addKeyword(_ span: Syntax.Span, _ block: Occurrence.ClauseBlock) {
    let name = String(decoding: bytes[span.bytes], as: UTF8.self)
    occurrences.append(Occurrence(kind: .clause(block), name: name, range: span.bytes))
  }
}
