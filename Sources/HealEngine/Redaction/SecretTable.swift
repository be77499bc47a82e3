import PCRE2

/// Finds the cells that hold secrets in tables as psql, dbt, Markdown and CSV print them: those below a head that names
/// one, and those beside a first cell that does.
struct SecretTable {
  private let text: [UInt8]
  private var found: [Removal] = []

  static func cells(in text: [UInt8]) -> [Removal] {
    var table = SecretTable(text: text)
    for passage in Detector.passagesBesideNames(in: text) { table.read(passage) }
    return table.found
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func read(_ passage: Range<Int>) {
    var start = passage.lowerBound
    while start < passage.upperBound {
      let line = line(at: start)
      start = line.next
      guard let row = TableRow(line.range, of: text), let column = secretColumn(of: row) else {
        continue
      }
      let isPair = column == row.first && !row.needsHead
      if isPair { takeBeside(column, of: row) }
      if !isPair || row.filled > 2 { takeBelow(column, of: row, from: line.next) }
    }
  }

  /// The line at an offset, also one that JSON's `\n` ends, and where the next one begins.
  private func line(at start: Int) -> (range: Range<Int>, next: Int) {
    var end = start
    while end < text.count, text[end] != 0x0A {
      if text[end] == UInt8(ascii: "\\") {
        var letter = end
        while letter < text.count, text[letter] == UInt8(ascii: "\\") { letter += 1 }
        if letter < text.count, text[letter] == UInt8(ascii: "n") {
          return (start..<end, letter + 1)
        }
        end = letter
      } else {
        end += 1
      }
    }
    return (start..<min(end, text.count), min(end, text.count) + 1)
  }

  private func secretColumn(of row: TableRow) -> Int? {
    row.cells.firstIndex { Self.isName(text[$0]) }
  }

  private mutating func takeBeside(_ column: Int, of row: TableRow) {
    let others = row.cells[(column + 1)...].filter { !$0.isEmpty }
    for cell in others {
      let word = SecretWord(text[cell])
      if others.count == 1 ? word.isNoOrdinaryWord : word.looksSecret {
        take(cell, row.cells[column])
      }
    }
  }

  private mutating func takeBelow(_ column: Int, of head: TableRow, from start: Int) {
    var start = start
    for _ in 0..<Self.mostRows {
      guard start < text.count else { return }
      let line = line(at: start)
      start = line.next
      if TableRow.isRuler(text[line.range]) { continue }
      guard let row = TableRow(line.range, of: text, separatedBy: head.separator),
        row.cells.count == head.cells.count, !Self.isName(text[row.cells[column]])
      else { return }
      let word = SecretWord(text[row.cells[column]])
      if head.needsHead ? word.looksSecret : word.isNoOrdinaryWord {
        take(row.cells[column], head.cells[column])
      }
    }
  }

  private static let mostRows = 60

  private mutating func take(_ cell: Range<Int>, _ name: Range<Int>) {
    guard Mark.length(at: cell.lowerBound, in: text) != cell.count else { return }
    let words = String(decoding: text[name], as: UTF8.self).lowercased()
    let mark: Mark =
      words.contains("pass") || words.contains("pwd")
      ? .password : words.contains("token") ? .token : words.contains("key") ? .key : .secret
    found.append(Removal(range: cell, mark: mark))
  }

  private static func isName(_ cell: ArraySlice<UInt8>) -> Bool {
    guard (2...60).contains(cell.count), let regex = try? name.compiled() else { return false }
    if case .match = regex.firstMatch(in: Array(cell), from: 0) { return true }
    return false
  }

  private static let name = LazyRegex(
    #"(?i)\A(?:[\w-]{0,40}[ _-])?"# + Detector.name + #"s?\z"#, limits: Detector.limits)
}

/// A line of a table, as its cells.
struct TableRow {
  enum Separator: CaseIterable {
    case bar, tab, semicolon, comma
  }

  let separator: Separator
  /// What stands in the cells, without blanks and quotes around it; empty ones too.
  private(set) var cells: [Range<Int>] = []

  /// Whether only a head tells that the lines below are a table: what has commas is mostly none.
  var needsHead: Bool { separator == .semicolon || separator == .comma }

  /// How many cells hold something.
  var filled: Int { cells.count { !$0.isEmpty } }

  /// The first cell that holds something.
  var first: Int? { cells.firstIndex { !$0.isEmpty } }

  /// nil where the line is no head of a table.
  init?(_ line: Range<Int>, of text: [UInt8]) {
    guard line.count < 2_000 else { return nil }
    for separator in Separator.allCases {
      guard let row = TableRow(line, of: text, separatedBy: separator) else { continue }
      let isHead = row.cells.allSatisfy { !$0.isEmpty && text[$0].allSatisfy(Self.isOfName) }
      guard !row.needsHead || isHead else { return nil }
      self = row
      return
    }
    return nil
  }

  /// nil where the line has no such cells, or more than a table has.
  init?(_ line: Range<Int>, of text: [UInt8], separatedBy separator: Separator) {
    guard line.count < 4_000 else { return nil }
    self.separator = separator
    var start = line.lowerBound
    var position = start
    while position < line.upperBound {
      let length = Self.separator(separator, at: position, in: text)
      if length > 0 {
        cells.append(Self.trimmed(start..<position, of: text))
        start = position + length
      }
      position += max(1, length)
    }
    cells.append(Self.trimmed(start..<line.upperBound, of: text))
    guard (2...100).contains(cells.count) else { return nil }
  }

  private static func separator(_ separator: Separator, at offset: Int, in text: [UInt8]) -> Int {
    switch separator {
    case .bar:
      if text[offset] == UInt8(ascii: "|") { return 1 }
      let isDrawn = text[offset...].starts(with: "│".utf8) || text[offset...].starts(with: "┃".utf8)
      return isDrawn ? 3 : 0
    case .tab: return text[offset] == 0x09 ? 1 : 0
    case .semicolon: return text[offset] == UInt8(ascii: ";") ? 1 : 0
    case .comma: return text[offset] == UInt8(ascii: ",") ? 1 : 0
    }
  }

  private static func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    let isAround: (UInt8) -> Bool = { " \t\r\"'`*\\".utf8.contains($0) }
    while start < end, isAround(text[start]) { start += 1 }
    while end > start, isAround(text[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isOfWord || "_-.".utf8.contains(byte)
  }

  /// `---+---`, `| --- | --- |`, `├───┼───┤`.
  static func isRuler(_ line: ArraySlice<UInt8>) -> Bool {
    !line.isEmpty
      && line.allSatisfy {
        "-+=|: \t\r\\".utf8.contains($0) || $0 == 0xE2 || (0x80...0xBF).contains($0)
      }
  }
}
