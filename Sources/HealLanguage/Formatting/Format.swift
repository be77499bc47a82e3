/// The source as heal writes it: one style, no options.
///
/// Only white space between tokens, and semicolons that a line end makes needless, change. Comments stay,
/// and so does every byte of a pattern, a text and an item that cannot be read. Of a Markdown file only
/// what stands in its fences is laid out.
package func format(_ source: Source) -> String {
  let bytes = Array(source.text.utf8)
  guard source.name.hasSuffix(".md") else {
    return String(decoding: laidOut(bytes), as: UTF8.self)
  }
  var result: [UInt8] = []
  var position = 0
  for region in Markdown.rules(in: bytes) {
    result += bytes[position..<region.lowerBound]
    let inside = Array(bytes[region])
    result += isIndentedFence(before: region.lowerBound, bytes) ? inside : laidOut(inside)
    position = region.upperBound
  }
  result += bytes[position...]
  return String(decoding: result, as: UTF8.self)
}

/// The text laid out or, should that have changed what is read from it, as it was.
///
/// Line ends become what the first one is. Where there are several kinds, the first one may go, or stay in what cannot
/// be read; so it is done twice.
private func laidOut(_ bytes: [UInt8]) -> [UInt8] {
  let once = laidOutOnce(bytes)
  return once.contains(Byte.carriageReturn) ? laidOutOnce(once) : once
}

private func laidOutOnce(_ bytes: [UInt8]) -> [UInt8] {
  let before = Reading(bytes)
  var writer = LayoutWriter(before.file, bytes: bytes)
  let result = writer.write()
  return Reading(result).agrees(with: before) ? result : bytes
}

/// Whether the fence whose inside starts at the offset stands in a list, where its lines are indented.
private func isIndentedFence(before offset: Int, _ bytes: [UInt8]) -> Bool {
  var start = max(offset - 1, 0)
  while start > 0, !bytes[start - 1].endsLine { start -= 1 }
  return start < bytes.count && bytes[start].isBlank
}

/// What is read from a text, its layout left aside.
private struct Reading {
  let file: Syntax.File
  private let codes: [Problem.Code]
  private let words: [Word]

  private struct Word: Hashable {
    var kind: Token.Kind
    var text: ArraySlice<UInt8>
  }

  init(_ bytes: [UInt8]) {
    let read = Syntax.read(Source(name: "", text: String(decoding: bytes, as: UTF8.self)))
    file = read.file
    codes = read.problems.map(\.code)
    words = read.file.tokens.compactMap { token in
      switch token.kind {
      case .whitespace, .newline, .semicolon, .end: return nil
      case .comment, .documentation:
        var text = bytes[token.range]
        while let last = text.last, last.isBlank { text = text.dropLast() }
        return Word(kind: token.kind, text: text)
      default: return Word(kind: token.kind, text: bytes[token.range])
      }
    }
  }

  func agrees(with other: Reading) -> Bool {
    words == other.words && codes == other.codes
      && Layout(file).starts.count == Layout(other.file).starts.count
  }
}
