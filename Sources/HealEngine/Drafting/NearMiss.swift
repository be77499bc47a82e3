import HealLanguage

/// Makes a message that a pattern comes near to and does not match, for a rule's test.
struct NearMiss {
  /// Prefers a message that has all that the pattern must find for a closer look: only then does a test of it
  /// say anything.
  ///
  /// - Parameters:
  ///   - line: what the pattern was made of.
  ///   - pattern: of the draft.
  ///   - others: messages that were seen.
  /// - Returns: the message and whether it was seen; nil where none could be made.
  static func find(
    line: String, pattern: Pattern, others: [String]
  ) -> (message: String, wasSeen: Bool)? {
    let search = PatternSearch(pattern)
    let isMiss = { (text: String) in search.isFound(in: text) == false }
    if let seen = others.first(where: { isMiss($0) && hasLiteral($0, of: pattern) }) {
      return (seen, true)
    }
    let changed = replacements(in: line).filter(isMiss)
    return (changed.first { hasLiteral($0, of: pattern) } ?? changed.first).map { ($0, false) }
  }

  private static func hasLiteral(_ text: String, of pattern: Pattern) -> Bool {
    let literals = pattern.requiredText.anyOf
    let folded = LiteralText(Array(text.utf8)).bytes[...]
    return literals.contains { folded.contains(text: String(decoding: $0.bytes, as: UTF8.self)) }
  }

  /// The line with one of its words said otherwise, the last words first.
  private static func replacements(in line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    return words.indices.reversed().compactMap { index in
      let letters = words[index].filter { $0.isASCII && $0.isLetter }
      guard letters.count >= 2 else { return nil }
      var changed = words
      changed[index] = letters == "otherwise" ? "differently" : "otherwise"
      return changed.joined(separator: " ")
    }
  }
}
