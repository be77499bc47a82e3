/// One line of a YAML text as far as it can be told by itself, whether or not the text can be read.
///
/// All places are UTF-8 offsets in the whole text. Every byte of the line lies in exactly one of
/// `start..<content`, `content..<end` and the line end behind it.
struct YAMLLine: Hashable {
  /// Where the line begins; behind a byte order mark.
  var start: Int
  /// The first byte that is neither a blank nor a tab; ``end`` in a line of white space.
  var content: Int
  /// Behind `- `, as often as it stands there: where the key or the value begins.
  var body: Int
  /// Without white space, carriage return and line feed at the end.
  var end: Int
  /// Whether it belongs to the text of a block scalar (`|`, `>`).
  var isBlockText = false

  var indentation: Int { content - start }
  /// How far in a key behind dashes stands.
  var bodyColumn: Int { body - start }
  var isBlank: Bool { content == end }

  func isComment(_ text: [UInt8]) -> Bool { !isBlank && text[content] == UInt8(ascii: "#") }

  func hasTab(_ text: [UInt8]) -> Bool { text[start..<content].contains(UInt8(ascii: "\t")) }

  func hasDash(_ text: [UInt8]) -> Bool { body > content }

  /// Whether there is something in it that YAML reads.
  func isRead(_ text: [UInt8]) -> Bool { !isBlank && !isBlockText && !isComment(text) }
}

extension YAMLLine {
  /// The lines of a text, in order.
  static func all(in text: [UInt8]) -> [YAMLLine] {
    var lines: [YAMLLine] = []
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < text.count {
      let feed = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      lines.append(line(from: start, to: feed, text))
      start = feed + 1
    }
    markBlockText(&lines, text)
    return lines
  }

  private static func line(from start: Int, to feed: Int, _ text: [UInt8]) -> YAMLLine {
    var end = feed
    while end > start, text[end - 1].isYAMLSpace { end -= 1 }
    let content = text[start..<end].firstIndex { !$0.isYAMLBlank } ?? end
    var body = content
    while body < end, text[body] == UInt8(ascii: "-") {
      let after = text[(body + 1)..<end].firstIndex { !$0.isYAMLBlank } ?? end
      guard after > body + 1 || after == end else { break }
      body = after
    }
    return YAMLLine(start: start, content: content, body: body, end: end)
  }

  /// Behind `|` or `>` all lines that are further in than the key are text.
  private static func markBlockText(_ lines: inout [YAMLLine], _ text: [UInt8]) {
    var outer: Int?
    for index in lines.indices {
      let line = lines[index]
      if let column = outer {
        if line.isBlank || line.indentation > column {
          lines[index].isBlockText = true
          continue
        }
        outer = nil
      }
      if line.opensBlockScalar(text) { outer = line.indentation }
    }
  }

  private func opensBlockScalar(_ text: [UInt8]) -> Bool {
    guard !isBlank, !isComment(text) else { return false }
    let words = text[content..<end].split(separator: UInt8(ascii: " "))
    guard let last = words.last, let first = last.first, words.count > 1 else { return false }
    guard first == UInt8(ascii: "|") || first == UInt8(ascii: ">") else { return false }
    let isHeader = last.dropFirst().allSatisfy { $0.isDigit || "+-".utf8.contains($0) }
    let before = words[words.count - 2].last
    return isHeader && (before == UInt8(ascii: ":") || before == UInt8(ascii: "-"))
  }
}

extension UInt8 {
  /// A blank or a tab.
  var isYAMLBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  var isYAMLSpace: Bool { isYAMLBlank || self == UInt8(ascii: "\r") }

  var isQuote: Bool { self == UInt8(ascii: "'") || self == UInt8(ascii: "\"") }
}
