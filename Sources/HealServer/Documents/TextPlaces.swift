import HealLanguage

/// Turns offsets of UTF-8 bytes into the lines and UTF-16 columns of the protocol, both from 0, and back.
struct TextPlaces: Sendable {
  let bytes: [UInt8]
  /// Offset of the first byte of each line.
  private let starts: [Int]
  /// How many UTF-16 units stand before every 256th byte: columns of a long line are not counted from its start.
  private let unitCounts: [Int]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    var unitCounts: [Int] = []
    var units = 0
    for (offset, byte) in bytes.enumerated() {
      if offset & 0xFF == 0 { unitCounts.append(units) }
      units += Self.units(byte)
      let isLoneReturn = byte == 13 && !(offset + 1 < bytes.count && bytes[offset + 1] == 10)
      if byte == 10 || isLoneReturn { starts.append(offset + 1) }
    }
    if bytes.count & 0xFF == 0 { unitCounts.append(units) }
    self.starts = starts
    self.unitCounts = unitCounts
  }

  struct Position: Hashable, Comparable {
    var line: Int
    var character: Int

    static func < (left: Position, right: Position) -> Bool {
      (left.line, left.character) < (right.line, right.character)
    }
  }

  /// The place of an offset; one outside of the text counts as its nearest end.
  func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Position(line: low, character: units(before: offset) - units(before: starts[low]))
  }

  private func units(before offset: Int) -> Int {
    let block = offset >> 8
    return bytes[(block << 8)..<offset].reduce(unitCounts[block]) { $0 + Self.units($1) }
  }

  /// The offset of a place. A column behind the end of its line counts as that end, one inside of a
  /// character as the character's beginning, a line behind the last as the end of the text.
  func offset(of position: Position) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < starts.count else { return bytes.count }
    var offset = starts[position.line]
    var left = position.character
    while offset < bytes.count, bytes[offset] != 10, bytes[offset] != 13 {
      let units = Self.units(bytes[offset])
      guard left >= units, left > 0 else { break }
      left -= units
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// How many UTF-16 units the character has that this byte begins: 0 for one that continues.
  private static func units(_ byte: UInt8) -> Int {
    if byte & 0xC0 == 0x80 { return 0 }
    return byte >= 0xF0 ? 2 : 1
  }

  // MARK: JSON

  func json(_ range: Range<Int>) -> JSON {
    .object([("start", json(range.lowerBound)), ("end", json(range.upperBound))])
  }

  private func json(_ offset: Int) -> JSON {
    let position = position(of: offset)
    return .object([("line", .int(position.line)), ("character", .int(position.character))])
  }

  /// nil when it is no position.
  func offset(_ json: JSON?) -> Int? {
    guard let line = json?["line"]?.integer, let character = json?["character"]?.integer
    else { return nil }
    return offset(of: Position(line: line, character: character))
  }

  /// nil when it is no range.
  func range(_ json: JSON?) -> Range<Int>? {
    guard let start = offset(json?["start"]), let end = offset(json?["end"]), start <= end
    else { return nil }
    return start..<end
  }
}
