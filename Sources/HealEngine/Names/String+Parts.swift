extension String {
  /// The parts between occurrences of a separator; the whole text when the separator is empty.
  func parts(between separator: String) -> [String] {
    let (text, separator) = (Array(utf8), Array(separator.utf8))
    guard !separator.isEmpty, text.count >= separator.count else { return [self] }
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + separator.count <= text.count {
      if text[index..<index + separator.count].elementsEqual(separator) {
        parts.append(String(decoding: text[start..<index], as: UTF8.self))
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: text[start...], as: UTF8.self)]
  }

  /// Without white space at its ends.
  package var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
