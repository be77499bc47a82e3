import HealEngine
import HealLanguage

/// A line above each rule: how many of its tests pass and how many recordings it is expected to match.
struct CodeLenses {
  let source: CheckedSource
  let places: TextPlaces
  let analysis: Analysis
  /// By the rule's name; empty where the project has no recordings.
  let recordings: [String: Int]

  func lenses() -> [JSON] {
    source.file.items.compactMap { item in
      guard case .rule(let rule) = item else { return nil }
      let command: [(String, JSON)] = [
        ("title", .text(title(of: rule.name.text))), ("command", .text("")),
      ]
      return .object([
        ("range", places.json(rule.name.span.bytes)), ("command", .object(command)),
      ])
    }
  }

  private func title(of rule: String) -> String {
    guard let results = analysis.tests[rule] else { return "not in effect" }
    var parts: [String] = []
    let good = results.count { $0.status.isGood }
    if results.isEmpty {
      parts.append("no tests")
    } else if good == results.count {
      parts.append(good == 1 ? "1 test passes" : "\(good) tests pass")
    } else {
      parts.append("\(good) of \(results.count) tests pass")
    }
    if !recordings.isEmpty {
      let count = recordings[rule] ?? 0
      parts.append(count == 1 ? "1 recording" : "\(count) recordings")
    }
    return parts.joined(separator: " · ")
  }
}
