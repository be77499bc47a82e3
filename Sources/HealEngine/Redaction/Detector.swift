import PCRE2

/// Finds one kind of what must not leave the machine.
///
/// Patterns are written so that the work grows with the length of the text: they begin with words, and what
/// repeats without a bound cannot be given back.
struct Detector: Sendable {
  let regex: LazyRegex
  /// What is to go of what the pattern found; nothing leaves the place as it is. A judge may look behind the match.
  let judge: @Sendable (Sighting) -> [Removal]

  init(_ pattern: String, each judge: @escaping @Sendable (Sighting) -> [Removal]) {
    regex = LazyRegex(pattern, limits: Self.limits)
    self.judge = judge
  }

  /// nil leaves the place as it is.
  init(_ pattern: String, _ judge: @escaping @Sendable (Sighting) -> Removal?) {
    self.init(pattern, each: { sighting in judge(sighting).map { [$0] } ?? [] })
  }

  /// Takes out the group `v` of each match, or all of it where the pattern has no such group.
  init(_ pattern: String, _ mark: Mark) {
    self.init(pattern) { sighting in sighting.value.map { Removal(range: $0, mark: mark) } }
  }

  static let limits = Regex.Limits(steps: 10_000_000, heap: 65_536)

  /// The text without what was found, and what that was.
  func clean(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    let removals = removals(in: text)
    return removals.isEmpty ? text : removals.applied(to: text, noting: &taken)
  }

  /// What is to go, from left to right; none overlaps another.
  ///
  /// Where the search runs into a limit, the rest of that line goes: better too much than too little.
  func removals(in text: [UInt8]) -> [Removal] {
    guard let regex = try? regex.compiled() else {
      preconditionFailure("a detector has a pattern that is none: \(regex.pattern)")
    }
    var removals: [Removal] = []
    var start = 0
    func take(_ removal: Removal) {
      let lower = max(removals.last?.range.upperBound ?? 0, removal.range.lowerBound)
      guard lower < removal.range.upperBound else { return }
      removals.append(Removal(range: lower..<removal.range.upperBound, mark: removal.mark))
    }
    while start <= text.count {
      switch regex.firstMatch(in: text, from: start) {
      case .noMatch: return removals
      case .match(let match):
        let sighting = Sighting(text: text, match: match, groupNumbers: regex.groupNumbers)
        let found = judge(sighting)
        for removal in found where !isMarked(removal.range, in: text) { take(removal) }
        let judged = found.last?.range.upperBound ?? 0
        start = max(match.range.upperBound, judged, start + 1)
        while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
      case .inconclusive:
        let end = text[start...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
        if end > start { take(Removal(range: start..<end, mark: .redacted)) }
        start = end + 1
      }
    }
    return removals
  }

  /// Whether nothing but a mark stands there already, so that cleaning twice is cleaning once.
  private func isMarked(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    guard let length = Mark.length(at: range.lowerBound, in: text) else { return false }
    return range.lowerBound + length >= range.upperBound
  }
}
