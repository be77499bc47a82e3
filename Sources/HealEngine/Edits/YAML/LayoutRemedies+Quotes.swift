extension LayoutRemedies {
  /// Quotes that are opened or closed alone, that do not belong together, or that are missing around a
  /// value that YAML takes for something else. One that is left open may be far above.
  var quotes: [LayoutRemedy] {
    let open = lines.indices.prefix(fault + 2).filter { lines[$0].isRead(text) }
      .flatMap { unpaired(lines[$0]) }
    return open + near(4).flatMap { wrapped(lines[$0]) }
  }

  private func unpaired(_ line: YAMLLine) -> [LayoutRemedy] {
    let value = line.bareValue(text)
    guard let first = value.first.map({ text[$0] }), let last = value.last.map({ text[$0] })
    else { return [] }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { return unpairedItems(value) }
    var remedies: [LayoutRemedy] = []
    if first.isQuote, line.closingQuote(from: value.lowerBound, text) == nil {
      if last.isQuote, value.count > 1 {
        remedies.append(
          LayoutRemedy([TextEdit(value.upperBound - 1..<value.upperBound, char(first))]))
        remedies.append(
          LayoutRemedy([TextEdit(value.lowerBound..<value.lowerBound + 1, char(last))]))
      }
      if !last.isQuote { remedies.append(LayoutRemedy(insert: char(first), at: value.upperBound)) }
    }
    if last.isQuote, !first.isQuote, text[value].count(where: { $0 == last }) == 1 {
      remedies.append(LayoutRemedy(insert: char(last), at: value.lowerBound))
    }
    return remedies
  }

  /// In `['placed, 'shipped']`, the item with one quote gets the other one.
  private func unpairedItems(_ value: Range<Int>) -> [LayoutRemedy] {
    text[value].indices.split { ",[]{}".utf8.contains(text[$0]) }.compactMap { piece in
      let kept = piece.drop { text[$0].isYAMLBlank }
      guard let start = kept.first, let end = kept.last(where: { !text[$0].isYAMLBlank })
      else { return nil }
      let quotes = (start...end).filter { text[$0].isQuote }
      if quotes.count == 2, quotes[0] == start, quotes[1] == end, text[start] != text[end] {
        return LayoutRemedy([TextEdit(end..<end + 1, char(text[start]))])
      }
      guard quotes.count == 1 else { return nil }
      if quotes[0] == start { return LayoutRemedy(insert: char(text[start]), at: end + 1) }
      if quotes[0] == end { return LayoutRemedy(insert: char(text[end]), at: start) }
      return nil
    }
  }

  /// The whole value in quotes.
  private func wrapped(_ line: YAMLLine) -> [LayoutRemedy] {
    let value = line.bareValue(text)
    guard let first = value.first.map({ text[$0] }), let last = value.last.map({ text[$0] })
    else { return [] }
    if isList(value) { return [] }
    var inner = value
    if first.isQuote {
      guard let close = line.closingQuote(from: value.lowerBound, text),
        close < value.upperBound - 1
      else { return [] }
      if last == first, value.count > 2 { inner = value.lowerBound + 1..<value.upperBound - 1 }
    }
    return [LayoutRemedy([TextEdit(value, string(inner).quotedYAML)])]
  }

  /// Whether it begins as a list and is not followed by words, as in `[new] orders`.
  private func isList(_ value: Range<Int>) -> Bool {
    guard text[value.lowerBound] == UInt8(ascii: "[") else { return false }
    let close = text[value].firstIndex(of: UInt8(ascii: "]"))
    return close == nil || close == value.upperBound - 1
  }

  /// Brackets left open, or closed alone, and commas between items in quotes.
  var brackets: [LayoutRemedy] {
    lines.indices.prefix(fault + 2).filter { lines[$0].isRead(text) }.flatMap { index in
      let value = lines[index].bareValue(text)
      guard !value.isEmpty else { return [LayoutRemedy]() }
      var remedies: [LayoutRemedy] = []
      for (open, close) in [("[", "]"), ("{", "}")] {
        let opened = text[value].count { $0 == open.utf8.first }
        let closed = text[value].count { $0 == close.utf8.first }
        if opened == closed + 1 {
          remedies.append(LayoutRemedy(insert: close, at: value.upperBound))
        }
        if closed == opened + 1 {
          remedies.append(LayoutRemedy(insert: open, at: value.lowerBound))
        }
      }
      return remedies + commas(value)
    }
  }

  /// `['placed' 'shipped']`.
  private func commas(_ value: Range<Int>) -> [LayoutRemedy] {
    guard text[value.lowerBound] == UInt8(ascii: "[") else { return [] }
    var remedies: [LayoutRemedy] = []
    for index in value.dropFirst() where text[index].isQuote {
      guard let next = text[(index + 1)..<value.upperBound].firstIndex(where: { !$0.isYAMLBlank }),
        next > index + 1, text[next] == text[index]
      else { continue }
      remedies.append(LayoutRemedy(insert: ",", at: index + 1))
    }
    return remedies
  }

  private func char(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }
}
