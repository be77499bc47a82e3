/// Two names on two lines with nothing between them, where a list lacks a comma or an expression lacks an operator.
struct SeparatedPlace {
  /// The name before, as it is written: `o.amount`.
  let first: String
  /// The name behind.
  let second: String
  /// Whether an operator may be missing as well: a plain column stands before, and what is behind has an alias that the
  /// two could share.
  let isUncertain: Bool

  /// Last part of the first name, in lower case.
  var column: String { (first.split(separator: ".").last.map(String.init) ?? first).lowercased() }

  /// nil where no name stands before or behind the place.
  init?(_ text: [UInt8], at place: Int) {
    let before = text[..<place].reversed().drop(while: \.isSQLSpace)
    let behind = text[place...].drop(while: \.isSQLSpace)
    let head = Array(before.prefix(while: Self.isName).reversed())
    let tail = behind.prefix(while: Self.isName)
    guard !head.isEmpty, !tail.isEmpty else { return nil }
    first = String(decoding: head, as: UTF8.self)
    second = String(decoding: tail, as: UTF8.self)
    let opening = Self.word(endingBefore: before.dropFirst(head.count))
    let next = String(decoding: behind.dropFirst(tail.count).drop(while: \.isSQLSpace).prefix(while: Self.isName), as: UTF8.self)
    let isPlain = ["select", "distinct", "all", ","].contains(opening)
    isUncertain = isPlain && next.lowercased() == "as"
  }

  /// What stands between the two names in another text, where they follow each other; nil where they do not.
  func separator(in other: String) -> String? {
    let text = Array(other.utf8)
    var rest = text[...]
    while let range = rest.firstRange(of: first) {
      rest = rest[range.upperBound...]
      guard range.lowerBound == 0 || !Self.isName(text[range.lowerBound - 1]) else { continue }
      let line = rest.prefix(Self.reach)
      guard let found = line.firstRange(of: second),
        found.upperBound == text.count || !Self.isName(text[found.upperBound]),
        !Self.isName(text[found.lowerBound - 1])
      else { continue }
      let between = String(decoding: text[range.upperBound..<found.lowerBound], as: UTF8.self).trimmed
      if between.utf8.allSatisfy({ !Self.isName($0) || $0.isLetter || $0.isSQLSpace }), !between.isEmpty { return between }
    }
    return nil
  }

  /// As far as an operator or keywords with blanks around them reach.
  private static let reach = 60

  private static func isName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  /// The word, or the sign, before a place; the bytes come backwards.
  private static func word(endingBefore bytes: some Sequence<UInt8>) -> String {
    let rest = bytes.drop(while: \.isSQLSpace)
    let word = Array(Array(rest.prefix(while: isName)).reversed())
    if !word.isEmpty { return String(decoding: word, as: UTF8.self).lowercased() }
    return Array(rest.prefix(1)).first.map { String(decoding: [$0], as: UTF8.self) } ?? ""
  }
}
