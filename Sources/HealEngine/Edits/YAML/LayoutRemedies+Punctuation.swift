extension LayoutRemedies {
  /// Colons, blanks behind colons and dashes, and dashes, where one is missing.
  var punctuation: [LayoutRemedy] {
    near(12).flatMap { index in
      let line = lines[index]
      return [colon(line, at: index), blankAfterColon(line), blankAfterDash(line)].compactMap(
        \.self)
        + dashes(line)
    }
  }

  /// `- name orders` and `tests` with something under it.
  private func colon(_ line: YAMLLine, at index: Int) -> LayoutRemedy? {
    let word = line.word(text)
    guard line.colon(text) == nil, isKeyLike(word), word.upperBound == line.end || !isColon(word)
    else { return nil }
    let isAlone = word.upperBound == line.end
    let isKnown = file.knows(key: string(word))
    guard isKnown || (isAlone && hasChildren(index)) else { return nil }
    return LayoutRemedy(insert: ":", at: word.upperBound)
  }

  private func isColon(_ word: Range<Int>) -> Bool { text[word.upperBound] == UInt8(ascii: ":") }

  /// `name:orders`.
  private func blankAfterColon(_ line: YAMLLine) -> LayoutRemedy? {
    let word = line.word(text)
    guard word.upperBound < line.end, isColon(word), word.upperBound + 1 < line.end,
      !text[word.upperBound + 1].isYAMLBlank, file.knows(key: string(word))
    else { return nil }
    return LayoutRemedy(insert: " ", at: word.upperBound + 1)
  }

  /// `-not_null`.
  private func blankAfterDash(_ line: YAMLLine) -> LayoutRemedy? {
    guard line.body + 1 < line.end, text[line.body] == UInt8(ascii: "-") else { return nil }
    let next = text[line.body + 1]
    guard next.isWordByte && !next.isDigit || next.isQuote else { return nil }
    return LayoutRemedy(insert: " ", at: line.body + 1)
  }

  /// A dash in front of a key that begins an item: in place of two blanks, or besides them.
  private func dashes(_ line: YAMLLine) -> [LayoutRemedy] {
    guard !line.hasDash(text), !line.hasTab(text) else { return [] }
    let inserted = LayoutRemedy(insert: "- ", at: line.content)
    guard line.indentation >= 2 else { return [inserted] }
    return [LayoutRemedy([TextEdit(line.content - 2..<line.content, "- ")]), inserted]
  }

  private func hasChildren(_ index: Int) -> Bool {
    let next = lines[(index + 1)...].first { !$0.isBlank && !$0.isComment(text) }
    guard let next else { return false }
    return next.indentation > lines[index].indentation
      || (next.indentation == lines[index].indentation && next.hasDash(text))
  }

  private func isKeyLike(_ word: Range<Int>) -> Bool {
    !word.isEmpty && text[word].allSatisfy { $0.isWordByte || "+-.".utf8.contains($0) }
      && text[word.lowerBound] != UInt8(ascii: "-")
  }
}
