/// Tries to close, or to open, a text in quotes wherever a word begins or ends.
struct QuoteMend {
  let text: [UInt8]
  let dialect: Dialect

  private static let quote = UInt8(ascii: "'")
  private static let mostPlaces = 4000

  func outcomes() throws(EditRefusal) -> [SyntaxMend.Outcome] {
    let places = text.indices.filter(isPlace) + [text.count]
    guard places.count <= QuoteMend.mostPlaces else {
      throw EditRefusal("its SQL is too long to try changes on")
    }
    return places.compactMap(outcome)
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

  private func outcome(at place: Int) -> SyntaxMend.Outcome? {
    var mended = text
    mended.insert(QuoteMend.quote, at: place)
    let tokens = SQLLexer.tokens(of: mended, dialect: dialect)
    guard tokens.allSatisfy(\.isClosed),
      tokens.contains(where: { $0.kind == .string && $0.range.contains(place) }),
      let views = try? SQLView.all(of: mended, dialect: dialect)
    else { return nil }
    var outcome = SyntaxMend.Outcome(
      edit: TextEdit(place..<place, "'"), meaning: [], oddness: oddness(of: tokens, in: mended))
    for view in views {
      var reader = SyntaxReader(view, dialect: dialect)
      guard let meaning = reader.read() else { return nil }
      outcome.meaning.append(meaning)
      outcome.oddness += reader.oddness
    }
    return outcome
  }

  /// Texts that look like SQL are none.
  private func oddness(of tokens: [SQLToken], in text: [UInt8]) -> Int {
    tokens.count { token in
      guard token.kind == .string else { return false }
      let inner = text[token.range].dropFirst().dropLast()
      if inner.contains(where: { "\n=<>(,".utf8.contains($0) }) { return true }
      if inner.firstRange(of: Array("::".utf8)) != nil { return true }
      let words = inner.split { !$0.isWordByte }.map {
        String(decoding: $0, as: UTF8.self).lowercased()
      }
      return words.count > 1 && words.contains { SQLWord.isReserved($0) }
        || inner.first == UInt8(ascii: " ") || inner.last == UInt8(ascii: " ")
    } * 20
  }
}
