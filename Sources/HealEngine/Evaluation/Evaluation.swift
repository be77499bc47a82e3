import HealLanguage

/// Evaluates the expressions of one rule for one failure. Lets are computed when first asked for.
final class Evaluation {
  let failure: Failure
  let captures: [String: Value]
  let evidence: any Evidence
  private let bindings: [String: Expression]
  private var computed: [String: Value] = [:]
  private var allowance = TextAllowance()

  init(_ rule: Rule, failure: Failure, captures: [String: Value], evidence: any Evidence) {
    self.failure = failure
    self.captures = captures
    self.evidence = evidence
    bindings = Dictionary(rule.bindings.map { ($0.name, $0.value) }) { first, _ in first }
  }

  func value(_ expression: Expression) -> Value {
    switch expression.kind {
    case .literal(let value): value
    case .template(let template): text(template).map(Value.text) ?? .unknown
    case .capture(let name): captures[name] ?? .unknown
    case .binding(let name): binding(name)
    case .fact(let fact): failure.value(of: fact, evidence: evidence)
    case .list(let items): list(items)
    case .call(.firstKnown, let arguments):
      arguments.lazy.map(self.value).first { $0 != .unknown } ?? .unknown
    case .call(let function, let arguments): call(function, arguments.map(value))
    case .not(let operand): truth(operand).map { .bool(!$0) } ?? .unknown
    case .and(let left, let right): both(left, right)
    case .or(let left, let right): either(left, right)
    case .compare(let left, let comparison, let right):
      comparison.holds(value(left), value(right)).map(Value.bool) ?? .unknown
    case .matches(let subject, let pattern): matches(value(subject), pattern)
    }
  }

  /// Whether the expression is known to be true; nil when it is unknown.
  func truth(_ expression: Expression) -> Bool? {
    if case .bool(let truth) = value(expression) { truth } else { nil }
  }

  /// The rendered text; nil when a part of it is unknown.
  func text(_ template: Template) -> String? {
    var rendered = ""
    for part in template.parts {
      switch part {
      case .text(let text): rendered += text
      case .expression(let expression):
        guard let text = value(expression).shown,
          isAllowed(rendered.utf8.count + text.utf8.count)
        else { return nil }
        rendered += text
      }
    }
    return spend(rendered.utf8.count) ? rendered : nil
  }

  /// Whether a text or a list that was asked for was too long to be computed, and is unknown for that.
  var hitLimit: Bool { allowance.isExceeded }

  /// Whether one text or list may be so long, in bytes.
  func isAllowed(_ size: Int) -> Bool { allowance.allows(size) }

  /// Notes that a text or list of this size was computed; false where that is too much.
  func spend(_ size: Int) -> Bool { allowance.spend(size) }

  /// What the rule calls `name`, a capture or a let; for the reasons of a candidate.
  func binding(_ name: String) -> Value {
    if let value = computed[name] { return value }
    guard let expression = bindings[name] else { return .unknown }
    computed[name] = .unknown
    let value = value(expression)
    computed[name] = value
    return value
  }

  private func list(_ items: [Expression]) -> Value {
    let values = items.map(value)
    guard !values.contains(.unknown), spend(values.reduce(0) { $0 + $1.size }) else {
      return .unknown
    }
    return .list(values)
  }

  private func both(_ left: Expression, _ right: Expression) -> Value {
    switch (truth(left), truth(right)) {
    case (false, _), (_, false): .bool(false)
    case (true, true): .bool(true)
    default: .unknown
    }
  }

  private func either(_ left: Expression, _ right: Expression) -> Value {
    switch (truth(left), truth(right)) {
    case (true, _), (_, true): .bool(true)
    case (false, false): .bool(false)
    default: .unknown
    }
  }
}
