import HealLanguage

extension RuleLibrary {
  /// `rules/duckdb/columns.heal:12 (standard rule)`.
  func origin(of rule: Rule) -> String {
    "\(rule.location.shown(in: sources)) (\(rule.layer.words))"
  }

  /// Where the rules of the same name stand that a rule of a higher layer replaces.
  func replaced(by rule: Rule) -> [String] {
    sources.filter { $0.layer < rule.layer && $0.text.contains(rule.name) }.flatMap { source in
      Syntax.read(source).file.rules.filter { $0.name.text == rule.name }.map { other in
        let place = Location(source: source.name, range: other.name.span.bytes)
        return "\(place.shown(in: sources)) (\(source.layer.words))"
      }
    }
  }

  /// What stands at a place, on one line.
  func written(_ location: Location) -> String {
    guard let source = sources.first(where: { $0.name == location.source }) else { return "" }
    let bytes = Array(source.text.utf8)[location.range.clamped(to: 0..<source.text.utf8.count)]
    return String(decoding: bytes, as: UTF8.self).onOneLine
  }
}

extension Source.Layer {
  fileprivate var words: String {
    switch self {
    case .standard: "standard rule"
    case .project: "the project's own rule"
    case .notes: "from the agent notes"
    }
  }
}

extension String {
  /// Its lines, without the blanks they begin with, joined by a blank.
  var onOneLine: String {
    lines.map { String($0.drop { $0 == " " }) }.joined(separator: " ")
  }
}
