/// Tries to close, open, escape or take out a quote wherever a word begins or ends.
struct QuoteMend {
  let text: [UInt8]
  let dialect: Dialect

  private static let quote = UInt8(ascii: "'")
  private static let mostPlaces = 4000
  /// In bytes, of all changed texts together.
  private static let mostRead = 32 << 20

  func repairs() throws(EditRefusal) -> [Repair] {
    let places = text.indices.filter(isPlace) + [text.count]
    let quotes = text.indices.filter { text[$0] == QuoteMend.quote }
    let (read, isOver) = (places.count + 3 * quotes.count).multipliedReportingOverflow(
      by: text.count)
    guard places.count <= QuoteMend.mostPlaces, !isOver, read <= QuoteMend.mostRead else {
      throw EditRefusal("its SQL is too long to try changes on")
    }
    return (places + quotes).compactMap { repair(with: TextEdit($0..<$0, "'"), at: $0) }
      + quotes.compactMap { repair(with: TextEdit($0..<$0 + 1, ""), at: nil) }
      + (dialect.hasBackslashEscapes
        ? quotes.compactMap { repair(with: TextEdit($0..<$0, "\\"), at: $0) } : [])
  }

  /// At one end of a word, and not beside another quote.
  private func isPlace(_ index: Int) -> Bool {
    let before = index > 0 ? text[index - 1] : UInt8(ascii: " ")
    let after = text[index]
    guard before != QuoteMend.quote, after != QuoteMend.quote else { return false }
    return isPart(before) != isPart(after)
  }

  private func isPart(_ byte: UInt8) -> Bool {
    byte.isWordByte || (!byte.isSQLSpace && !",()=<>;".utf8.contains(byte))
  }

  /// nil where the text still cannot be read, or the new quote at `place` belongs to no string.
  private func repair(with edit: TextEdit, at place: Int?) -> Repair? {
    var mended = text
    mended.replaceSubrange(edit.range, with: edit.replacement.utf8)
    let tokens = SQLLexer.tokens(of: mended, dialect: dialect)
    guard tokens.allSatisfy(\.isClosed) else { return nil }
    if let place, !tokens.contains(where: { $0.kind == .string && $0.range.contains(place) }) {
      return nil
    }
    guard let views = try? SQLView.all(of: mended, tokens: tokens) else { return nil }
    var repair = Repair(edit: edit)
    repair.refusals = lookalikes(of: tokens, in: mended)
    for view in views {
      guard repair.take(view, dialect) else { return nil }
    }
    return repair
  }

  private func withoutJinja(_ string: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Array(string)
    for tag in JinjaTag.read(in: bytes).reversed() {
      bytes.replaceSubrange(tag.range, with: "x".utf8)
    }
    return bytes
  }

  /// Texts that look like SQL are none.
  private func lookalikes(of tokens: [SQLToken], in text: [UInt8]) -> Int {
    tokens.count { token in
      guard token.kind == .string else { return false }
      let inner = withoutJinja(text[token.range].dropFirst().dropLast())
      if inner.contains(where: { "\n=<>(".utf8.contains($0) }) { return true }
      if inner.firstRange(of: Array("::".utf8)) != nil { return true }
      let words = inner.split { !$0.isWordByte }.map {
        String(decoding: $0, as: UTF8.self).lowercased()
      }
      return words.count > 1 && words.contains { SQLWord.isReserved($0) }
        || inner.first == UInt8(ascii: " ") || inner.last == UInt8(ascii: " ")
    }
  }
}
