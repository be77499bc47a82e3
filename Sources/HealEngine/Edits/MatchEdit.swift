import HealLanguage

/// An edit at each place where a pattern matches.
struct MatchEdit {
  let pattern: Pattern
  let all: Bool

  /// - Throws: where the pattern does not match, or more than once without ``all``.
  func edits(in text: [UInt8], path: String, _ edit: (Range<Int>) -> TextEdit)
    throws(EditRefusal) -> [TextEdit]
  {
    let places = try places(in: text)
    guard !places.isEmpty else { throw EditRefusal("/\(pattern.written)/ matches nothing in \(path)") }
    guard all || places.count == 1 else {
      throw EditRefusal("/\(pattern.written)/ matches \(places.count) times in \(path)")
    }
    return places.map(edit)
  }

  private func places(in text: [UInt8]) throws(EditRefusal) -> [Range<Int>] {
    throw EditRefusal("patterns cannot be searched for yet")
  }
}
