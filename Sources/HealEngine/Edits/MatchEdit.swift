import HealLanguage
import PCRE2

/// An edit at each place where a pattern matches.
struct MatchEdit {
  let pattern: Pattern
  let all: Bool

  /// - Throws: where the pattern does not match, or more than once without ``all``.
  func edits(in text: [UInt8], path: String, _ edit: (Range<Int>) -> TextEdit)
    throws(EditRefusal) -> [TextEdit]
  {
    let places = try places(in: text)
    guard !places.isEmpty else {
      throw EditRefusal("/\(pattern.written)/ matches nothing in \(path)")
    }
    guard all || places.count == 1 else {
      throw EditRefusal("/\(pattern.written)/ matches \(places.count) times in \(path)")
    }
    return places.map(edit)
  }

  private func places(in text: [UInt8]) throws(EditRefusal) -> [Range<Int>] {
    let regex: Regex
    do throws(Regex.Fault) { regex = try Regex(pattern.regex) } catch {
      throw EditRefusal("/\(pattern.written)/ is no valid pattern: \(error.message)")
    }
    switch regex.allMatches(in: text) {
    case .all(let matches): return matches.map(\.range)
    case .inconclusive:
      throw EditRefusal("/\(pattern.written)/ takes too long to search for")
    }
  }
}
