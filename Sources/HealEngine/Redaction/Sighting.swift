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
struct Removal {
  var range: Range<Int>
  var mark: Mark
}
