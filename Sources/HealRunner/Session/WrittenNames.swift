import HealEngine

/// The names that a fix has newly written, and whether a failure complains of one of them.
struct WrittenNames: Hashable, Sendable {
  /// In lower case: those that stand in what the edits wrote and not in what they replaced.
  private(set) var names: Set<String> = []
  /// Those among them that the whole file did not have before.
  private(set) var fresh: Set<String> = []

  init(_ changes: [FileChange]) {
    for change in changes {
      let before = Array(change.before.utf8)
      var written: Set<String> = []
      for place in Self.places(of: change.edits, in: before) {
        written.formUnion(
          Set(Self.words(place.after)).subtracting(Self.words(Array(before[place.range]))))
      }
      names.formUnion(written)
      if !written.isEmpty { fresh.formUnion(written.subtracting(Self.words(before))) }
    }
  }

  /// Whether a name that a failure complains of is one of these: `o.email` is where `email` is, or `o` where the
  /// fix brought it in.
  func contains(_ subject: String) -> Bool {
    var parts = subject.split(separator: ".").map { Self.words(Array($0.utf8)) }
    guard let last = parts.popLast(), !last.isEmpty else { return false }
    // dbt calls the macro of a test `not_null` `test_not_null`.
    let bare = last.map { $0.hasPrefix("test_") ? String($0.dropFirst(5)) : $0 }
    if names.isSuperset(of: last) || names.isSuperset(of: bare) { return true }
    return parts.contains { !$0.isEmpty && fresh.isSuperset(of: $0) }
  }

  /// Where edits touch a text, each place as wide as the names that it cuts into, and what becomes of it.
  private static func places(
    of edits: [TextEdit], in before: [UInt8]
  ) -> [(range: Range<Int>, after: [UInt8])] {
    var places: [(range: Range<Int>, after: [UInt8])] = []
    for edit in edits {
      var (start, end) = (edit.range.lowerBound, edit.range.upperBound)
      while start > 0, isOfName(before[start - 1]) { start -= 1 }
      while end < before.count, isOfName(before[end]) { end += 1 }
      let tail = Array(before[edit.range.upperBound..<end])
      if let last = places.last, last.range.upperBound > edit.range.lowerBound {
        // Both edits are in the same name: the first place has written what lies between them already.
        let kept = last.after.dropLast(last.range.upperBound - edit.range.lowerBound)
        places[places.count - 1] = (
          last.range.lowerBound..<max(end, last.range.upperBound),
          kept + Array(edit.replacement.utf8) + tail
        )
      } else {
        let head = Array(before[start..<edit.range.lowerBound])
        places.append((start..<end, head + Array(edit.replacement.utf8) + tail))
      }
    }
    return places
  }

  private static func words(_ text: [UInt8]) -> [String] {
    text.split { !isOfName($0) }.map { String(decoding: $0, as: UTF8.self).lowercased() }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}
