import HealLanguage
import PCRE2

/// Looks for one pattern in a text, outside the matcher.
struct PatternSearch {
  private let regex: Regex?

  init(_ pattern: Pattern) {
    do throws(Regex.Fault) {
      regex = try Regex(pattern.regex)
    } catch {
      regex = nil
    }
  }

  /// nil when a limit was hit, or when the pattern does not compile, which the checker rules out.
  func isFound(in text: String) -> Bool? {
    switch regex?.firstMatch(in: Array(text.utf8)) {
    case .match: true
    case .noMatch: false
    case .inconclusive, nil: nil
    }
  }
}
