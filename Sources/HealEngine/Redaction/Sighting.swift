import PCRE2

/// A place where a detector's pattern was found.
struct Sighting {
  let text: [UInt8]
  let match: Regex.Match
  let groupNumbers: [String: Int]

  /// All that the pattern matched.
  var range: Range<Int> { match.range }

  /// nil where there is no such group or it took no part.
  func range(of group: String) -> Range<Int>? {
    groupNumbers[group].flatMap { match.groups[$0] }
  }

  func words(of group: String) -> String? {
    range(of: group).map { String(decoding: text[$0], as: UTF8.self) }
  }

  /// At most so many bytes of what stands before an offset.
  func words(before offset: Int, atMost count: Int) -> String {
    String(decoding: text[max(0, offset - count)..<offset], as: UTF8.self)
  }

  /// What is to go: the group `v`, or all where the pattern has none.
  var value: Range<Int>? {
    groupNumbers["v"] == nil ? range : range(of: "v")
  }
}

/// What is to be taken out of a text, and what is put in its place.
struct Removal: Hashable, Sendable {
  var range: Range<Int>
  var mark: Mark
}

/// A value that was taken out of a text, and what stands in its place.
struct TakenValue: Hashable, Sendable {
  var text: String
  var mark: Mark
}

extension [Removal] {
  /// The text without them; they are sorted and none overlaps another.
  func applied(to text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(text.count)
    var copied = 0
    for removal in self {
      cleaned += text[copied..<removal.range.lowerBound]
      cleaned += removal.mark.rawValue.utf8
      copied = removal.range.upperBound
      taken.append(
        TakenValue(text: String(decoding: text[removal.range], as: UTF8.self), mark: removal.mark))
    }
    return cleaned + text[copied...]
  }
}
