extension UInt8 {
  package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  package var isUppercase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

  package var isLetter: Bool {
    isUppercase || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }

  /// A blank or a tab.
  package var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension ArraySlice<UInt8> {
  package func firstRange(of text: String) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return nil }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      guard endIndex - found >= wanted.count else { return nil }
      if self[found..<found + wanted.count].elementsEqual(wanted) {
        return found..<found + wanted.count
      }
      start = found + 1
    }
    return nil
  }

  package func contains(text: String) -> Bool { firstRange(of: text) != nil }

  /// Without blanks and tabs at its ends.
  package var trimmed: ArraySlice<UInt8> {
    let front = drop(while: \.isBlank)
    let end = front.lastIndex { !$0.isBlank }
    return front[front.startIndex..<(end.map { $0 + 1 } ?? front.startIndex)]
  }

  /// How many blanks it begins with.
  package var indentation: Int { prefix { $0 == UInt8(ascii: " ") }.count }

  package var text: String { String(decoding: self, as: UTF8.self) }
}
