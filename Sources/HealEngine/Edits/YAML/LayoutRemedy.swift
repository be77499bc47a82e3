/// One small change of blanks, dashes, colons, brackets or quotes that might let a YAML text be read. No
/// word is changed and no line is added or taken away.
struct LayoutRemedy {
  /// Sorted and apart from each other.
  var edits: [TextEdit]

  init(_ edits: [TextEdit]) { self.edits = edits }

  init(insert text: String, at offset: Int) { edits = [TextEdit(offset..<offset, text)] }

  func applied(to text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    var copied = 0
    for edit in edits {
      result += text[copied..<edit.range.lowerBound]
      result += edit.replacement.utf8
      copied = edit.range.upperBound
    }
    return result + text[copied...]
  }
}

/// The remedies that may be tried on one text, near the line where a reader gave up.
struct LayoutRemedies {
  let text: [UInt8]
  let lines: [YAMLLine]
  /// The 0-based index of the line where the reader gave up; a fault is there or above it.
  let fault: Int
  let file: DbtFile

  /// How many lines below the place may hold the fault: a reader gives up at most one too early, while
  /// what does not fit is told at the start of it.
  let below: Int

  init(_ text: [UInt8], line: Int, isRead: Bool, file: DbtFile) {
    self.text = text
    below = isRead ? 4 : 1
    lines = YAMLLine.all(in: text)
    fault = min(max(line - 1, 0), max(lines.count - 1, 0))
    self.file = file
  }

  var all: [LayoutRemedy] { tabs + indentations + punctuation + quotes + brackets }

  /// Indices of lines that may hold the fault, nearest first: as many above the place as asked for, and few below.
  func near(_ above: Int) -> [Int] {
    guard !lines.isEmpty else { return [] }
    return (max(0, fault - above)...min(lines.count - 1, fault + below))
      .filter { lines[$0].isRead(text) }
      .sorted { (abs($0 - fault), $0) < (abs($1 - fault), $1) }
  }

  /// The 1-based lines that a remedy changes.
  func numbers(of remedy: LayoutRemedy) -> [Int] {
    remedy.edits.map { edit in
      // The number of lines that begin at or before it.
      var (low, high) = (0, lines.count)
      while low < high {
        let middle = (low + high) / 2
        if lines[middle].start <= edit.range.lowerBound { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
