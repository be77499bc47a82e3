/// Turns offsets of a text into lines and columns.
package struct LineMap: Sendable {
  private let bytes: [UInt8]
  /// Offset of the first byte of each line.
  private let starts: [Int]

  package init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    for offset in bytes.indices {
      let isEnd =
        bytes[offset] == Byte.newline
        || bytes[offset] == Byte.carriageReturn
          && !(offset + 1 < bytes.count && bytes[offset + 1] == Byte.newline)
      if isEnd { starts.append(offset + 1) }
    }
    self.starts = starts
  }

  /// A place that people can go to.
  package struct Position: Hashable, Sendable {
    /// From 1.
    package var line: Int
    /// From 1, in Unicode scalars.
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The line and column of an offset; one outside of the text counts as its nearest end.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Position(line: low + 1, column: Self.scalars(in: bytes[starts[low]..<offset]) + 1)
  }

  /// The text of a line, counted from 1, without its end.
  package func line(_ number: Int) -> String {
    guard starts.indices.contains(number - 1) else { return "" }
    let end = number < starts.count ? starts[number] : bytes.count
    var line = bytes[starts[number - 1]..<end]
    while let last = line.last, last.endsLine { line = line.dropLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// Every byte but those that continue a scalar begins one.
  private static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 & 0xC0 != 0x80 }
  }
}
