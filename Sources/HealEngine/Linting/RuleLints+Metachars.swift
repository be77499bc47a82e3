import HealLanguage

/// Text that was pasted into a regex and is read as something else.
extension RuleLints {
  mutating func checkMetachars(_ place: PatternPlace) {
    guard let tree = place.tree, !place.isExtended else { return }
    for part in tree.all {
      if let problem = wordInParentheses(part, place) ?? wordInBrackets(part, place) {
        report(problem)
        return
      }
      guard case .sequence(let items) = part.kind else { continue }
      for index in items.indices {
        if let problem = dotBetweenNames(items, index, place) {
          report(problem)
          return
        }
      }
    }
  }

  /// `(42S02)`: a group that nothing repeats, names or chooses from.
  private func wordInParentheses(_ part: RegexTree, _ place: PatternPlace) -> Problem? {
    guard case .group(let inner, .numbered) = part.kind, inner.isWordInParentheses,
      isUnrepeated(part, place)
    else { return nil }
    let range = part.range
    let edits = [
      SourceEdit(place.location(range.lowerBound..<range.lowerBound), "\\"),
      SourceEdit(place.location(range.upperBound - 1..<range.upperBound - 1), "\\"),
    ]
    return .unescapedMetachar(
      place.text(range), at: place.location(range), meaning: "the parentheses only make a group",
      remedies: [Remedy(#"write `\(` and `\)` for parentheses"#, edits)])
  }

  /// `[MainThread]`: a set that says a character twice, or spells a long word.
  private func wordInBrackets(_ part: RegexTree, _ place: PatternPlace) -> Problem? {
    guard case .character = part.kind else { return nil }
    let text = place.text(part.range)
    guard text.hasPrefix("["), text.hasSuffix("]"), isUnrepeated(part, place) else { return nil }
    let word = text.dropFirst().dropLast()
    let isWord = word.utf8.allSatisfy { CharacterSet.word.contains($0) || $0 == 0x20 }
    let isSpelt = Set(word).count < word.count || word.count >= 6
    guard isWord, isSpelt, word.count >= 3, word.contains(where: \.isLetter) else { return nil }
    let start = part.range.lowerBound
    let end = part.range.upperBound - 1
    let edits = [
      SourceEdit(place.location(start..<start), "\\"), SourceEdit(place.location(end..<end), "\\"),
    ]
    return .unescapedMetachar(
      text, at: place.location(part.range), meaning: "this is one character of these",
      remedies: [Remedy(#"write `\[` and `\]` for brackets"#, edits)])
  }

  /// `schema.table`: a dot right between two words.
  private func dotBetweenNames(_ items: [RegexTree], _ index: Int, _ place: PatternPlace)
    -> Problem?
  {
    guard place.text(items[index].range) == ".", index > 0, index + 1 < items.count,
      let before = word(items[..<index].reversed()), let after = word(items[(index + 1)...]),
      // `doesn.t` stands for any apostrophe.
      !["t", "s", "re", "ve", "ll", "d", "m"].contains(after), before.count > 1 || after.count > 1
    else { return nil }
    let range = items[index].range
    return .unescapedMetachar(
      ".", at: place.location(range), meaning: "this is any character",
      remedies: [Remedy(#"write `\.` for a dot"#, [SourceEdit(place.location(range), #"\."#)])])
  }

  /// The letters and digits that come first, as far as they are plain ones; nil when none does.
  private func word(_ items: some Sequence<RegexTree>) -> String? {
    let bytes = items.lazy.map(\.plainByte).prefix { $0.map(CharacterSet.word.contains) ?? false }
    let word = String(decoding: bytes.compactMap(\.self), as: UTF8.self)
    return word.isEmpty ? nil : word
  }

  private func isUnrepeated(_ part: RegexTree, _ place: PatternPlace) -> Bool {
    !(place.tree?.all ?? []).contains {
      if case .repeated(let inner, _) = $0.kind { inner.range == part.range } else { false }
    }
  }
}

extension RegexTree {
  /// Whether all in it are plain letters, digits and spaces: one would hardly group them.
  var isWordInParentheses: Bool {
    let bytes = items.map(\.plainByte)
    return !bytes.isEmpty
      && bytes.allSatisfy {
        $0.map { CharacterSet.word.contains($0) || " -.:".utf8.contains($0) } ?? false
      }
  }
}
