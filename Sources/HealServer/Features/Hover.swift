import HealLanguage

/// What is said of the thing under the cursor, in Markdown.
struct Hover {
  let search: NameSearch
  let rules: RuleSet

  /// The text and the bytes that it is about; nil where there is nothing to say.
  func read() -> (text: String, range: Range<Int>)? {
    guard let occurrence = search.occurrence, let text = text(for: occurrence) else { return nil }
    return (text, occurrence.range)
  }

  private func text(for occurrence: Occurrence) -> String? {
    let name = occurrence.name
    switch occurrence.kind {
    case .category: return rules.categories.first { $0.name == name }.map(Self.text)
    case .fault: return rules.faults.first { $0.name == name }.map(text)
    case .rule: return text(ofRule: name)
    case .namedPattern:
      return search.source.named[name]?.alternatives.map { Self.text($0) }
    case .function: return Function(rawValue: name).map(Self.text)
    case .operation: return OperationGuide.all.first { $0.name == name }.map(Self.text)
    case .fact: return Fact(rawValue: name).map { "`\(name)`: \($0.type.description)" }
    case .subject: return Subject(rawValue: name).map { "`\(name)`: \($0.summary)" }
    case .clause(let block): return ClauseGuide.find(name, in: block.guide).map(Self.text)
    case .capture: return text(ofCapture: name)
    case .binding: return text(ofBinding: name)
    case .pattern: return text(ofPatternAt: occurrence.range)
    }
  }

  // MARK: Rules

  private func text(ofRule name: String) -> String? {
    if let rule = rules.rules.first(where: { $0.name == name }) {
      var lines = ["**\(name)** · \(rule.category)"]
      if !rule.adapters.isEmpty { lines[0] += " · \(rule.adapters.joined(separator: ", "))" }
      if !rule.documentation.isEmpty { lines += ["", rule.documentation] }
      let fixes = rule.fixes.map {
        "- \($0.shownTitle) (\($0.shownConfidence), \($0.risk.rawValue))"
      }
      if !fixes.isEmpty { lines += [""] + fixes }
      lines += ["", rule.tests.count == 1 ? "1 test" : "\(rule.tests.count) tests"]
      return lines.joined(separator: "\n")
    }
    if let rule = rules.disabled.first(where: { $0.name == name }) {
      return "**\(name)** is disabled: \(rule.reason)"
    }
    guard let rule = search.rule, rule.name.text == name else { return nil }
    return "**\(name)** is not in effect: it has errors\n\n\(rule.documentation)"
  }

  static func text(_ category: RuleSet.Category) -> String {
    "**\(category.name)**\n\n\(category.documentation)"
  }

  private func text(_ fault: Fault) -> String {
    let recognisers = rules.recognisers(of: fault.name)
    let remedies = rules.remedies(for: fault.name)
    return """
      ```heal
      \(fault.form)
      ```
      \(fault.documentation)

      Recognised by \(recognisers.isEmpty ? "no rule" : recognisers.map { "`\($0.name)`" }.joined(separator: ", ")); \
      healed by \(remedies.isEmpty ? "no remedy" : remedies.map { "`\($0.name)`" }.joined(separator: ", "))
      """
  }

  // MARK: Words of the language

  static func text(_ function: Function) -> String {
    let signature = function.signature
    let parameters = signature.parameters.map { "\($0.name): \($0.type.description)" }
    return """
      ```heal
      \(function.rawValue)(\(parameters.joined(separator: ", "))) → \(signature.result.description)
      ```
      \(signature.summary)
      ```heal
      \(signature.example)
      ```
      Cost: \(signature.cost.description)
      """
  }

  static func text(_ operation: OperationGuide) -> String {
    "```heal\n\(operation.form)\n```\n\(operation.summary)\n\nRisk: \(operation.risk)"
  }

  static func text(_ clause: ClauseGuide) -> String {
    "```heal\n\(clause.form)\n```\n\(clause.summary)"
  }

  // MARK: Captures, lets and patterns

  private func text(ofCapture name: String) -> String? {
    guard let capture = search.names?.captures[name] else { return nil }
    let maybe = capture.mayBeUnset ? "; unknown where its part of the pattern takes no part" : ""
    return "Capture `\(name)`: \(capture.type.description)\(maybe)"
  }

  private func text(ofBinding name: String) -> String? {
    guard let value = search.names?.bindings.first(where: { $0.name == name })?.value else {
      return nil
    }
    let bytes = Array(search.source.source.text.utf8)[value.span.bytes]
    return "```heal\nlet \(name) = \(String(decoding: bytes, as: UTF8.self))\n```"
  }

  private func text(ofPatternAt range: Range<Int>) -> String? {
    guard let pattern = search.names?.patterns.first(where: { $0.location.range == range }) else {
      return nil
    }
    return Self.text(pattern)
  }

  private static func text(_ patterns: [Pattern]) -> String {
    patterns.map { text($0) }.joined(separator: "\n\n")
  }

  private static func text(_ pattern: Pattern) -> String {
    let literals = pattern.requiredText.anyOf.map {
      "`\(String(decoding: $0.bytes, as: UTF8.self).replacing("`", with: "'"))`"
    }
    var lines = [
      literals.isEmpty
        ? "No text is required: this pattern is tried on every failure."
        : "Tried only where the text has \(literals.joined(separator: " or ")), case aside.",
      "", "```regex", pattern.regex, "```",
    ]
    for capture in pattern.captures {
      lines.append("- `\(capture.name)`: \(capture.type.description)")
    }
    return lines.joined(separator: "\n")
  }
}

extension Occurrence.ClauseBlock {
  var guide: ClauseGuide.Block {
    switch self {
    case .file: .file
    case .rule: .rule
    case .remedy: .remedy
    case .fix: .fix
    case .test: .test
    }
  }
}

extension Fix {
  /// The title with what is interpolated shown as `…`.
  fileprivate var shownTitle: String {
    title.parts.map { if case .text(let text) = $0 { text } else { "…" } }.joined()
  }

  fileprivate var shownConfidence: String {
    let best = confidences.map(\.share).max() ?? 0
    return "\(Int((best * 100).rounded()))%"
  }
}
