import YAML

/// Gives a key of a YAML file a value: in place of the one it has, or in new lines under what is there.
struct ValueSetting {
  /// As ``YAMLPath`` reads it.
  let path: String
  let value: String

  /// - Throws: where the place is not clear, or holds more than one value.
  func edits(in text: [UInt8], file: String) throws(EditRefusal) -> [TextEdit] {
    let reach = YAMLPath(path).reach(in: try yamlRoot(of: text, path: file))
    if reach.isComplete { return [try replacement(of: reach.node, text)] }
    guard let keys = reach.openKeys else { throw EditRefusal("\(file) has no \(path)") }
    return [try insertion(of: keys, in: reach.node, text, file)]
  }

  private func replacement(of node: YAMLNode, _ text: [UInt8]) throws(EditRefusal) -> TextEdit {
    guard let old = node.text, let inner = node.span(of: old, in: text), !inner.isEmpty else {
      throw EditRefusal("\(path) is not one plain value")
    }
    guard old != value else { throw EditRefusal("\(path) is “\(value)” already") }
    if value.isPlainYAML { return TextEdit(inner, value) }
    return TextEdit(node.span.range, value.quotedYAML)
  }

  /// Before the first pair of the mapping where it begins its line; behind it where a dash does, since
  /// an item's first pair is mostly its name.
  private func insertion(
    of keys: [String], in node: YAMLNode, _ text: [UInt8], _ file: String
  ) throws(EditRefusal) -> TextEdit {
    guard case .mapping(let pairs, .block) = node.content, let first = pairs.first else {
      throw EditRefusal("it is not clear where \(path) belongs in \(file)")
    }
    let key = first.key.span.start
    let lineStart = text[..<key.offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let isFirst = text[lineStart..<key.offset].allSatisfy(\.isYAMLBlank) && lineStart > 0
    let isOnOneLine = first.value.text != nil && first.value.span.end.line == key.line
    guard isFirst || isOnOneLine else {
      throw EditRefusal("it is not clear where \(path) belongs in \(file)")
    }
    let feed = text[key.offset...].firstIndex(of: UInt8(ascii: "\n"))
    let end = text.lineEnd
    let written = lines(keys, from: key.column - 1)
    if isFirst, !isOnOneLine {
      return TextEdit(lineStart..<lineStart, written.map { $0 + end }.joined())
    }
    guard let feed else {
      return TextEdit(text.count..<text.count, end + written.joined(separator: end))
    }
    let new = written.map { $0 + end }.joined()
    return TextEdit(feed + 1..<feed + 1, new)
  }

  private func lines(_ keys: [String], from column: Int) -> [String] {
    keys.enumerated().map { index, key in
      let blanks = String(repeating: " ", count: column + 2 * index)
      let shown = value.isPlainYAML ? value : value.quotedYAML
      return blanks + key + ":" + (index == keys.count - 1 ? " " + shown : "")
    }
  }
}

extension String {
  /// In double quotes, unless something in the text has a meaning there; with escapes where it holds
  /// what no line of YAML may.
  var quotedYAML: String {
    if self == "\t" { return "\"\\t\"" }
    if unicodeScalars.contains(where: \.breaksYAML) { return escapedYAML }
    let isPlain = !utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    if isPlain { return "\"\(self)\"" }
    return "'\(split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }

  private var escapedYAML: String {
    let pieces = unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\n": return "\\n"
      case "\"", "\\": return "\\\(scalar)"
      default:
        guard scalar.breaksYAML else { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    return "\"\(pieces.joined())\""
  }
}

extension Unicode.Scalar {
  /// Whether it ends a line or may not stand in YAML unescaped.
  var breaksYAML: Bool {
    switch value {
    case 0x09: false
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
