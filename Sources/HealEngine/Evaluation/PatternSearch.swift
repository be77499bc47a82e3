import HealLanguage

/// Looks for one pattern in a text, outside the matcher.
struct PatternSearch {
  let pattern: Pattern

  init(_ pattern: Pattern) { self.pattern = pattern }

  /// nil when a limit was hit.
  func isFound(in text: String) -> Bool? { nil }
}
