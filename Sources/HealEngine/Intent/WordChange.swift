/// What an edit does to the words of a text: those that are gone and those that are new, in their order.
struct WordChange: Hashable {
  var removed: [String]
  var added: [String]

  /// - Parameters:
  ///   - edit: of `text`.
  ///   - text: the whole file.
  init(_ edit: TextEdit, in text: [UInt8]) {
    var start = edit.range.lowerBound
    var end = edit.range.upperBound
    while start > 0, Self.isWord(text[start - 1]) { start -= 1 }
    while end < text.count, Self.isWord(text[end]) { end += 1 }
    let head = String(decoding: text[start..<edit.range.lowerBound], as: UTF8.self)
    let tail = String(decoding: text[edit.range.upperBound..<end], as: UTF8.self)
    var old = Self.words(of: String(decoding: text[start..<end], as: UTF8.self))[...]
    var new = Self.words(of: head + edit.replacement + tail)[...]
    while let first = old.first, first == new.first {
      old = old.dropFirst()
      new = new.dropFirst()
    }
    while let last = old.last, last == new.last {
      old = old.dropLast()
      new = new.dropLast()
    }
    (removed, added) = (Array(old), Array(new))
  }

  /// The one name that became another; `a` that became `b as a` counts. nil for any other change.
  var correction: (old: String, new: String)? {
    guard removed.count == 1 else { return nil }
    if added.count == 1 { return (removed[0], added[0]) }
    guard added.count == 3, added[1].lowercased() == "as", added[2] == removed[0] else { return nil }
    return (removed[0], added[0])
  }

  var isEmpty: Bool { removed.isEmpty && added.isEmpty }

  private static func words(of text: String) -> [String] {
    text.utf8.split { !isWord($0) }.map { String($0) ?? "" }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
