import PCRE2

/// Finds one kind of what must not leave the machine.
///
/// Patterns are written so that the work grows with the length of the text: they begin with words, and what
/// repeats without a bound cannot be given back.
struct Detector: Sendable {
  let regex: LazyRegex
  /// nil leaves the place as it is.
  let judge: @Sendable (Sighting) -> Removal?

  init(_ pattern: String, _ judge: @escaping @Sendable (Sighting) -> Removal?) {
    regex = LazyRegex(pattern, limits: Self.limits)
    self.judge = judge
  }

  /// Takes out the group `v` of each match, or all of it where the pattern has no such group.
  init(_ pattern: String, _ mark: Mark) {
    self.init(pattern) { sighting in sighting.value.map { Removal(range: $0, mark: mark) } }
  }

  static let limits = Regex.Limits(steps: 10_000_000, heap: 65_536)

  /// The text without what was found.
  ///
  /// Where the search runs into a limit, the rest of that line goes: better too much than too little.
  func clean(_ text: [UInt8]) -> [UInt8] {
    guard let regex = try? regex.compiled() else {
      preconditionFailure("a detector has a pattern that is none: \(regex.pattern)")
    }
    var cleaned: [UInt8] = []
    var copied = 0
    var start = 0
    func take(_ removal: Removal) {
      let lower = max(copied, removal.range.lowerBound)
      cleaned += text[copied..<lower]
      cleaned += removal.mark.rawValue.utf8
      copied = max(lower, removal.range.upperBound)
    }
    while start <= text.count {
      switch regex.firstMatch(in: text, from: start) {
      case .noMatch:
        return copied == 0 ? text : cleaned + text[copied...]
      case .match(let match):
        let sighting = Sighting(text: text, match: match, groupNumbers: regex.groupNumbers)
        if let removal = judge(sighting), !isMarked(removal.range, in: text) { take(removal) }
        start = max(match.range.upperBound, start + 1)
        while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
      case .inconclusive:
        let end = text[start...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
        if end > start { take(Removal(range: start..<end, mark: .redacted)) }
        start = end + 1
      }
    }
    return cleaned + text[copied...]
  }

  /// Whether nothing but a mark stands there already, so that cleaning twice is cleaning once.
  private func isMarked(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    guard let length = Mark.length(at: range.lowerBound, in: text) else { return false }
    return range.lowerBound + length >= range.upperBound
  }
}
