/// One line of a Markdown file, and whether it is inside a fence.
struct NotesLine {
  /// From 1.
  var number: Int
  /// UTF-8 offsets of the line with its end.
  var range: Range<Int>
  /// Without its end.
  var text: Substring
  var kind: Kind

  enum Kind: Hashable {
    case plain
    /// The first line of a fence; the word behind its marks.
    case opening(String)
    case inFence
    case closing
    /// How many `#`.
    case heading(Int)
  }

  /// A heading's words; nil for other lines.
  var heading: String? {
    guard case .heading(let level) = kind else { return nil }
    return String(text.dropFirst(level)).trimmed
  }

  static func all(in text: String) -> [NotesLine] {
    var lines: [NotesLine] = []
    var fence: (mark: Character, length: Int)?
    var offset = 0
    for piece in text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    {
      let length = piece.utf8.count
      let rest = text.utf8.dropFirst(offset + length)
      let end = rest.first == 13 ? 2 : rest.isEmpty ? 0 : 1
      let range = offset..<(offset + length + end)
      offset = range.upperBound
      if piece.isEmpty, end == 0 { break }
      lines.append(
        NotesLine(
          number: lines.count + 1, range: range, text: piece, kind: kind(of: piece, in: &fence)))
    }
    return lines
  }

  private static func kind(
    of line: Substring, in fence: inout (mark: Character, length: Int)?
  ) -> Kind {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let mark = text.first
    let length = text.prefix { $0 == mark }.count
    let word = String(text.dropFirst(length)).trimmed
    let isFence = (mark == "`" || mark == "~") && length >= 3
    if let open = fence {
      guard isFence, mark == open.mark, length >= open.length, word.isEmpty else { return .inFence }
      fence = nil
      return .closing
    }
    if isFence, let mark {
      fence = (mark, length)
      return .opening(String(word.prefix { $0 != " " && $0 != "\t" }))
    }
    let isHeading =
      line.first == "#" && length <= 6
      && (text.count == length || text.dropFirst(length).first == " ")
    return isHeading ? .heading(length) : .plain
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
