import HealLanguage

/// As much of a line around a place as fits a terminal.
struct Excerpt {
  let text: String
  /// Where the place is in the text, in characters.
  let caret: Int

  private static let widest = 100
  private static let before = 60

  /// - Parameters:
  ///   - line: one line; tabs become blanks.
  ///   - caret: from 0, in Unicode scalars; at most the line's length.
  init(_ line: String, caret: Int) {
    let scalars = Array(line.unicodeScalars).map { $0 == "\t" || $0 == "\r" ? " " : $0 }
    let caret = min(caret, scalars.count)
    let start = scalars.count > Self.widest ? max(0, caret - Self.before) : 0
    let end = min(scalars.count, start + Self.widest)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[start..<end])
    text = (start > 0 ? "…" : "") + String(shown) + (end < scalars.count ? "…" : "")
    var ahead = String.UnicodeScalarView()
    ahead.append(contentsOf: scalars[start..<caret])
    self.caret = (start > 0 ? 1 : 0) + String(ahead).count
  }
}

/// A pattern as it was written, on one line.
struct WrittenPattern {
  let text: String
  private let written: [UInt8]

  init(_ pattern: Pattern) {
    written = Array(pattern.written.utf8)
    text = Self.joined(written[...])
  }

  /// Where an offset of what was written stands in ``text``, in Unicode scalars.
  func column(of offset: Int) -> Int {
    Self.joined(written[..<min(offset, written.count)]).unicodeScalars.count
  }

  func text(of range: Range<Int>) -> String {
    let part = Self.joined(written[range.clamped(to: written.indices)])
    return part.count > 60 ? "\(part.prefix(60))…" : part
  }

  /// Line ends with the white space around them become one blank, and none at the beginning.
  private static func joined(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var space: [UInt8] = []
    for byte in bytes {
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        space.append(byte)
        continue
      }
      let isLayout = space.contains(0x0A)
      result += isLayout ? (result.isEmpty ? [] : [0x20]) : space
      space = []
      result.append(byte)
    }
    let isLayout = space.contains(0x0A)
    result += isLayout ? (result.isEmpty ? [] : [0x20]) : space
    return String(decoding: result, as: UTF8.self)
  }
}
