extension YAMLLine {
  /// The word that the line's key is or should be: what stands at its body up to a blank or a colon.
  func word(_ text: [UInt8]) -> Range<Int> {
    let stop = text[body..<end].firstIndex { $0.isYAMLBlank || $0 == UInt8(ascii: ":") } ?? end
    return body..<stop
  }

  /// The colon behind the line's key, where white space or the line's end follows; nil where there is no key.
  func colon(_ text: [UInt8]) -> Int? {
    var index = body
    if index < end, text[index].isQuote {
      guard let close = closingQuote(from: index, text) else { return nil }
      index = close + 1
    }
    while index < end {
      let isLast = index + 1 == end || text[index + 1].isYAMLBlank
      if text[index] == UInt8(ascii: ":"), isLast { return index }
      if text[index].isQuote || "[{#".utf8.contains(text[index]) { return nil }
      index += 1
    }
    return nil
  }

  /// What stands behind the key, or behind the dashes of an item that has no key; with a comment, where
  /// there is one. Empty where nothing does.
  func value(_ text: [UInt8]) -> Range<Int> {
    guard let colon = colon(text) else { return body..<end }
    let start = text[(colon + 1)..<end].firstIndex { !$0.isYAMLBlank } ?? end
    return start..<end
  }

  /// A value without the comment behind it. Where the value is in quotes that close, it ends with them
  /// if nothing but a comment follows.
  func bareValue(_ text: [UInt8]) -> Range<Int> {
    let value = value(text)
    guard !value.isEmpty else { return value }
    if text[value.lowerBound] == UInt8(ascii: "#") { return value.lowerBound..<value.lowerBound }
    var from = value.lowerBound
    if text[from].isQuote, let close = closingQuote(from: from, text) { from = close + 1 }
    var index = from
    while index < value.upperBound {
      let isComment =
        text[index] == UInt8(ascii: "#") && index > value.lowerBound
        && text[index - 1].isYAMLBlank
      if isComment { return value.lowerBound..<trimmed(value.lowerBound, index, text) }
      index += 1
    }
    return value
  }

  /// Where the quote at an offset is closed on this line; nil where it is not.
  func closingQuote(from open: Int, _ text: [UInt8]) -> Int? {
    let quote = text[open]
    var index = open + 1
    while index < end {
      if quote == UInt8(ascii: "\""), text[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      guard text[index] == quote else {
        index += 1
        continue
      }
      let isDoubled = quote == UInt8(ascii: "'") && index + 1 < end && text[index + 1] == quote
      guard isDoubled else { return index }
      index += 2
    }
    return nil
  }

  private func trimmed(_ start: Int, _ end: Int, _ text: [UInt8]) -> Int {
    var end = end
    while end > start, text[end - 1].isYAMLBlank { end -= 1 }
    return end
  }
}
