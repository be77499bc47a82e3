/// A text in which words that a line end has split are whole again, and where each byte of it was.
///
/// dbt and terminals break long lines anywhere, so that a token may begin on one line and end on the next. Only what
/// looks like two pieces of one token is joined: words of a sentence stay apart.
struct JoinedLines {
  private(set) var bytes: [UInt8] = []
  /// For each byte, its offset in the text that was read.
  private var offsets: [Int] = []

  /// nil where nothing is to be joined.
  init?(_ text: [UInt8]) {
    var joins: [Range<Int>] = []
    var position = 0
    while let end = text[position...].firstIndex(where: { $0 == 0x0A || $0 == 0x5C }) {
      position = end + 1
      guard let gap = Self.gap(at: end, in: text) else { continue }
      position = gap.upperBound
      if Self.isSplit(gap, in: text) { joins.append(gap) }
    }
    guard !joins.isEmpty else { return nil }
    bytes.reserveCapacity(text.count)
    offsets.reserveCapacity(text.count)
    var copied = 0
    for gap in joins + [text.count..<text.count] {
      bytes += text[copied..<gap.lowerBound]
      offsets += copied..<gap.lowerBound
      copied = gap.upperBound
    }
  }

  /// Where a range of the joined text was; nil where it lies within one line.
  func place(of range: Range<Int>) -> Range<Int>? {
    guard let last = range.last else { return nil }
    let place = offsets[range.lowerBound]..<offsets[last] + 1
    return place.count == range.count ? nil : place
  }

  /// A line end with the blanks, rulers and time around it, also as JSON's `\n`.
  static func gap(at end: Int, in text: [UInt8]) -> Range<Int>? {
    var start = end
    var stop = end + 1
    if text[end] == 0x5C {
      while stop < text.count, text[stop] == 0x5C, stop - end < 7 { stop += 1 }
      guard stop < text.count, text[stop] == UInt8(ascii: "n") else { return nil }
      stop += 1
    } else if start > 0, text[start - 1] == 0x0D {
      start -= 1
    }
    let limit = min(text.count, stop + 120)
    while stop < limit, text[stop] == 0x20 || text[stop] == 0x09 || text[stop] == UInt8(ascii: "|")
    { stop += 1 }
    return start..<afterTime(stop, in: text)
  }

  /// Steps over what dbt writes before each line, `12:00:01  `.
  private static func afterTime(_ start: Int, in text: [UInt8]) -> Int {
    guard start + 9 < text.count, text[start + 8] == 0x20,
      text[start..<start + 8].enumerated().allSatisfy({ index, byte in
        index % 3 == 2 ? byte == UInt8(ascii: ":") : (0x30...0x39).contains(byte)
      })
    else { return start }
    var end = start + 8
    while end < text.count, end - start < 40, text[end] == 0x20 { end += 1 }
    return end
  }

  private static func isSplit(_ gap: Range<Int>, in text: [UInt8]) -> Bool {
    var start = gap.lowerBound
    while start > 0, gap.lowerBound - start < 400, isOfToken(text[start - 1]) { start -= 1 }
    var end = gap.upperBound
    while end < text.count, end - gap.upperBound < 400, isOfToken(text[end]) { end += 1 }
    let (head, tail) = (text[start..<gap.lowerBound], text[gap.upperBound..<end])
    guard head.count >= 4, tail.count >= 3, isMixed(head),
      isMixed(tail) || tail.count >= 12 && isMixed(head)
    else { return false }
    // Times and dates begin lines of a log.
    let begins = tail.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    if begins.count >= 8, tail.count > begins.count, tail[begins.endIndex] == UInt8(ascii: "T") {
      return false
    }
    return !(end < text.count && text[end] == UInt8(ascii: ":"))
  }

  /// Whether it has more than letters of one case, and no dot or slash of a name.
  private static func isMixed(_ text: ArraySlice<UInt8>) -> Bool {
    var kinds = (lower: false, upper: false, digit: false)
    var hasUpperWithin = false
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x61...0x7A: kinds.lower = true
      case 0x41...0x5A:
        kinds.upper = true
        if index > 0 { hasUpperWithin = true }
      case 0x30...0x39: kinds.digit = true
      default: continue
      }
    }
    return kinds.digit && (kinds.lower || kinds.upper)
      || kinds.lower && kinds.upper && hasUpperWithin
  }

  private static func isOfToken(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
      || "_-+/=.~".utf8.contains(byte)
  }
}
