import YAML

/// The lines of a YAML file around its nodes: which of them, with their comments, belong to which pair or item.
struct YAMLText {
  let bytes: [UInt8]
  let lineEnd: String
  /// Behind a byte order mark.
  private let start: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lineEnd = bytes.lineEnd
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Where the line begins that the offset lies in; behind a byte order mark.
  func lineStart(of offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? min(start, offset)
  }

  /// Where the next line begins.
  func pastLine(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
  }

  /// Whether the text ends in the middle of a line.
  var isOpen: Bool { bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false }

  func hasComment(_ range: Range<Int>) -> Bool { bytes[range].contains(UInt8(ascii: "#")) }

  func hasLineEnd(_ range: Range<Int>) -> Bool { bytes[range].contains(UInt8(ascii: "\n")) }

  func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0.isYAMLSpace || $0 == UInt8(ascii: "\n") }
  }

  /// How far in a line of nothing but a comment begins; nil for any other.
  private func indentOfComment(at lineStart: Int) -> Int? {
    guard let first = bytes[lineStart...].firstIndex(where: { !$0.isYAMLBlank }),
      bytes[first] == UInt8(ascii: "#")
    else { return nil }
    return first - lineStart
  }

  /// The offset of the comma behind a value in a flow collection; nil where none is before its end.
  func comma(after offset: Int) -> Int? {
    var index = offset
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","): return index
      case UInt8(ascii: "#"): index = pastLine(index)
      case let byte where byte.isYAMLSpace || byte == UInt8(ascii: "\n"): index += 1
      default: return nil
      }
    }
    return nil
  }
}

// MARK: Pairs and items

/// A pair of a mapping or an item of a list, as it stands in the text.
struct YAMLEntry: Hashable {
  /// Of its key, or of its dash; in a flow collection, of the item.
  var start: Int
  /// Behind the last byte of its value.
  var end: Int
}

extension YAMLText {
  /// The entries of a collection in their order; nil where one's dash is not on its line.
  func entries(of node: YAMLNode) -> [YAMLEntry]? {
    switch node.content {
    case .mapping(let pairs, _):
      return pairs.map {
        YAMLEntry(start: $0.key.span.start.offset, end: max(end(of: $0.key), end(of: $0.value)))
      }
    case .sequence(let items, .flow):
      return items.map { YAMLEntry(start: $0.span.start.offset, end: end(of: $0)) }
    case .sequence(let items, .block):
      let entries = items.compactMap { item in
        dash(before: item.span.start.offset).map { YAMLEntry(start: $0, end: end(of: item)) }
      }
      return entries.count == items.count ? entries : nil
    case .scalar, .alias: return nil
    }
  }

  private func dash(before offset: Int) -> Int? {
    let before = bytes[..<offset].lastIndex { !$0.isYAMLBlank }
    guard let before, bytes[before] == UInt8(ascii: "-") else { return nil }
    return before
  }

  /// Where what the node says ends: libyaml's span of a block scalar takes the comments behind it along.
  func end(of node: YAMLNode) -> Int {
    switch node.content {
    case .mapping(let pairs, .block):
      pairs.last.map { max(end(of: $0.key), end(of: $0.value)) } ?? node.span.end.offset
    case .sequence(let items, .block): items.last.map { end(of: $0) } ?? node.span.end.offset
    case .scalar(let text, .literal), .scalar(let text, .folded): end(ofBlock: node, text)
    case .mapping, .sequence, .scalar, .alias: node.span.end.offset
    }
  }

  /// The last byte of the last line of a block scalar's text, its line end left out.
  private func end(ofBlock node: YAMLNode, _ text: String) -> Int {
    let header = node.span.start.offset..<pastLine(node.span.start.offset)
    var end = header.upperBound - (header.upperBound > header.lowerBound ? 1 : 0)
    let isEmpty = text.utf8.allSatisfy { $0 == 10 }
    guard !isEmpty else { return end }
    let sign = bytes[header].firstIndex { "|>".utf8.contains($0) } ?? header.upperBound
    let marks = bytes[sign..<header.upperBound].prefix { !$0.isYAMLSpace && $0 != 10 }
    let keeps = marks.contains(UInt8(ascii: "+"))
    var indent = marks.contains(where: \.isDigit) ? leastIndent(header.upperBound..<node.span.end.offset) : nil
    var position = header.upperBound
    while position < node.span.end.offset {
      let next = pastLine(position)
      let content = bytes[position..<next].firstIndex { !$0.isYAMLSpace && $0 != 10 }
      let blanks = bytes[position..<next].prefix { $0 == 32 }.count
      if content != nil {
        guard blanks >= indent ?? 0 else { break }
        indent = indent ?? blanks
      }
      if content != nil || keeps || blanks > indent ?? Int.max {
        end = bytes[next - 1] == UInt8(ascii: "\n") ? next - 1 : next
      }
      position = next
    }
    return end
  }

  /// Of lines that are neither blank nor like a comment.
  private func leastIndent(_ range: Range<Int>) -> Int? {
    var least: Int?
    var position = range.lowerBound
    while position < range.upperBound {
      let next = pastLine(position)
      let content = bytes[position..<next].firstIndex { !$0.isYAMLSpace && $0 != 10 }
      if let content, bytes[content] != UInt8(ascii: "#") {
        least = min(least ?? Int.max, content - position)
      }
      position = next
    }
    return least
  }

  /// How far in the entry stands, in bytes.
  func indent(of entry: YAMLEntry) -> Int { entry.start - lineStart(of: entry.start) }

  /// Whether nothing but blanks stands before it on its line.
  func beginsLine(_ entry: YAMLEntry) -> Bool {
    isBlank(lineStart(of: entry.start)..<entry.start)
  }

  /// Whether at most blanks and dashes stand before it on its line.
  func beginsItem(_ entry: YAMLEntry) -> Bool {
    bytes[lineStart(of: entry.start)..<entry.start].allSatisfy {
      $0.isYAMLBlank || $0 == UInt8(ascii: "-")
    }
  }

  /// The entry of a block collection with its comments: those that stand right above it and as far in, unless they
  /// open the file; those on its lines; and those below that are further in. Whole lines, but for the start of an
  /// entry behind a dash.
  func region(of entry: YAMLEntry) -> Range<Int> {
    let indent = indent(of: entry)
    var end = pastLine(entry.end)
    var position = end
    while position < bytes.count {
      let next = pastLine(position)
      if let column = indentOfComment(at: position) {
        guard column > indent else { break }
        end = next
      } else if !isBlank(position..<next) {
        break
      }
      position = next
    }
    guard beginsLine(entry) else { return entry.start..<end }
    let own = lineStart(of: entry.start)
    var start = own
    while start > self.start {
      let above = lineStart(of: start - 1)
      guard indentOfComment(at: above) == indent else { return start..<end }
      start = above
    }
    return (start == self.start ? own : start)..<end
  }
}

// MARK: Writing

extension YAMLText {
  /// Whether nothing but a comment stands behind the offset on its line.
  func isAtLineEnd(_ offset: Int) -> Bool {
    let rest = bytes[offset...].first { !$0.isYAMLSpace }
    return rest == nil || rest == UInt8(ascii: "\n") || rest == UInt8(ascii: "#")
  }

  /// Whole lines put where a line begins, or behind the last line of the file.
  func insertion(of lines: String, at offset: Int) -> TextEdit {
    guard offset == bytes.count, isOpen else { return TextEdit(offset..<offset, lines) }
    return TextEdit(offset..<offset, lineEnd + String(lines.dropLast()))
  }

  /// Lines as they stand, further in or out.
  func lines(_ region: Range<Int>, from indent: Int, to new: Int) -> String {
    var result: [UInt8] = []
    var position = region.lowerBound
    while position < region.upperBound {
      let next = min(pastLine(position), region.upperBound)
      let line = bytes[position..<next]
      let blanks = line.prefix { $0 == 32 }.count
      let isBehindDash = position == region.lowerBound && position != lineStart(of: position)
      let isShifted = blanks > indent || !isBlank(position..<next)
      let kept = isBehindDash ? new : isShifted ? max(0, blanks + new - indent) : blanks
      result += [UInt8](repeating: 32, count: kept)
      result += line.dropFirst(blanks)
      position = next
    }
    let text = String(decoding: result, as: UTF8.self)
    return text.utf8.last == 10 ? text : text + lineEnd
  }

  /// The edits in order, those that touch made one. A file that ends in the middle of a line still does.
  func closed(_ edits: [TextEdit]) -> [TextEdit] {
    let sorted = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var joined: [TextEdit] = []
    for edit in sorted {
      if let last = joined.last, last.range.upperBound == edit.range.lowerBound {
        joined[joined.count - 1] = TextEdit(
          last.range.lowerBound..<edit.range.upperBound, last.replacement + edit.replacement)
      } else {
        joined.append(edit)
      }
    }
    guard isOpen, let last = joined.last, last.range.upperBound == bytes.count, !last.range.isEmpty
    else { return joined }
    var edit = last
    if edit.replacement.hasPrefix(lineEnd) { edit.replacement.removeFirst() }
    if edit.replacement.hasSuffix(lineEnd) { edit.replacement.removeLast() }
    let above = edit.range.lowerBound
    if edit.replacement.isEmpty, above > start, bytes[above - 1] == 10 {
      let isWindows = above > 1 && bytes[above - 2] == 13
      edit.range = above - (isWindows ? 2 : 1)..<edit.range.upperBound
    }
    joined[joined.count - 1] = edit
    return joined
  }
}
