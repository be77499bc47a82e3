import HealLanguage
import PCRE2

/// An edit at each place where a pattern matches.
struct MatchEdit {
  let pattern: Pattern
  let all: Bool

  /// - Throws: where the pattern does not match, or more than once without ``all``, or nothing changes.
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
    let longest = places.first.map { edit($0).replacement.utf8.count } ?? 0
    try TextEdit.allow(longest, times: places.count, in: path)
    let edits = places.map { edit($0).withLineEnds(of: text) }
      .filter { !text[$0.range].elementsEqual($0.replacement.utf8) }
    guard !edits.isEmpty else {
      throw EditRefusal("what /\(pattern.written)/ matches in \(path) would stay as it is")
    }
    return edits
  }

  private func places(in text: [UInt8]) throws(EditRefusal) -> [Range<Int>] {
    let regex: Regex
    do throws(Regex.Fault) { regex = try Regex(pattern.regex) } catch {
      throw EditRefusal("/\(pattern.written)/ is no valid pattern: \(error.message)")
    }
    switch regex.allMatches(in: text) {
    case .all(let matches): return matches.map(\.range)
    case .inconclusive(let limit):
      throw EditRefusal("/\(pattern.written)/ \(Regex.words(for: limit))")
    }
  }
}

extension TextEdit {
  /// With the file's line ends, unless it is the line ends themselves that it replaces.
  fileprivate func withLineEnds(of text: [UInt8]) -> TextEdit {
    let isLineEnd = !range.isEmpty && text[range].allSatisfy { $0 == 10 || $0 == 13 }
    return isLineEnd ? self : TextEdit(range, replacement.withLineEnds(of: text))
  }
}
