import HealLanguage

/// A line above each rule: how many of its tests pass and how many recordings expect it.
struct CodeLenses {
  let source: CheckedSource
  let places: TextPlaces
  /// By the rule's name; rules with errors are missing.
  let tests: [String: TestCount]
  /// How many recordings expect a rule, by its name; empty where there are none.
  let recordings: [String: Int]

  func lenses() -> [JSON] {
    source.file.rules.map { rule in
      let command: [(String, JSON)] = [
        ("title", .text(title(of: rule.name.text))), ("command", .text("")),
      ]
      return .object([
        ("range", places.json(rule.name.span.bytes)), ("command", .object(command)),
      ])
    }
  }

  private func title(of rule: String) -> String {
    guard let count = tests[rule] else { return "not in effect" }
    var parts = [count.description]
    if !recordings.isEmpty {
      let count = recordings[rule] ?? 0
      parts.append(count == 1 ? "1 recording" : "\(count) recordings")
    }
    return parts.joined(separator: " · ")
  }
}
