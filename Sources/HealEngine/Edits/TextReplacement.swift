/// Puts one exact text in another's place.
struct TextReplacement {
  let old: String
  let new: String
  let all: Bool

  /// - Throws: where the text does not occur, or more than once without ``all``.
  func edits(in text: [UInt8], path: String) throws(EditRefusal) -> [TextEdit] {
    let places = places(in: text)
    guard old != new else { throw EditRefusal("“\(old)” is replaced by itself") }
    guard !places.isEmpty else { throw EditRefusal("“\(old)” does not occur in \(path)") }
    guard all || places.count == 1 else {
      throw EditRefusal("“\(old)” occurs \(places.count) times in \(path)")
    }
    let new = new.withLineEnds(of: text)
    try TextEdit.allow(new.utf8.count, times: places.count, in: path)
    return places.map { TextEdit($0, new) }
  }

  /// From left to right; one that begins inside another does not count.
  private func places(in text: [UInt8]) -> [Range<Int>] {
    let wanted = Array(old.withLineEnds(of: text).utf8)
    guard let first = wanted.first else { return [] }
    var places: [Range<Int>] = []
    var index = 0
    while index + wanted.count <= text.count {
      if text[index] == first, text[index...].starts(with: wanted) {
        places.append(index..<index + wanted.count)
        index += wanted.count
      } else {
        index += 1
      }
    }
    return places
  }
}
