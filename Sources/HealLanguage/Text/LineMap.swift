/// Turns offsets of a text into lines and columns.
package struct LineMap: Sendable {
  private let bytes: [UInt8]
  /// Offset of the first byte of each line.
  private let starts: [Int]
  /// How many scalars begin before every 256th byte: columns of a long line are not counted from its start.
  private let scalarCounts: [Int]

  package init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    var scalarCounts: [Int] = []
    var scalars = 0
    for offset in bytes.indices {
      if offset & 0xFF == 0 { scalarCounts.append(scalars) }
      if Self.beginsScalar(bytes[offset]) { scalars += 1 }
      let isEnd =
        bytes[offset] == Byte.newline
        || bytes[offset] == Byte.carriageReturn
          && !(offset + 1 < bytes.count && bytes[offset + 1] == Byte.newline)
      if isEnd { starts.append(offset + 1) }
    }
    if bytes.count & 0xFF == 0 { scalarCounts.append(scalars) }
    self.starts = starts
    self.scalarCounts = scalarCounts
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
    return Position(
      line: low + 1, column: scalars(before: offset) - scalars(before: starts[low]) + 1)
  }

  /// The text of a line, counted from 1, without its end.
  package func line(_ number: Int) -> String {
    guard starts.indices.contains(number - 1) else { return "" }
    let end = number < starts.count ? starts[number] : bytes.count
    var line = bytes[starts[number - 1]..<end]
    while let last = line.last, last.endsLine { line = line.dropLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// A part of the line that an offset is on: all of it unless it is long.
  ///
  /// - Parameters:
  ///   - offset: in the text; what stands around it is shown.
  ///   - reach: how many bytes are shown on either side at least, where there are so many.
  /// - Returns: the text without the line's end, and how many scalars of the line stand before and after it.
  func excerpt(around offset: Int, reach: Int = 200) -> (text: String, before: Int, after: Int) {
    let number = position(of: offset).line
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1].endsLine { end -= 1 }
    var first = start
    var last = end
    if end - start > 4 * reach {
      let middle = min(max(offset, start), end)
      first = max(start, middle - reach)
      last = min(end, middle + reach)
      while first > start, !Self.beginsScalar(bytes[first]) { first -= 1 }
      while last < end, !Self.beginsScalar(bytes[last]) { last += 1 }
    }
    return (
      String(decoding: bytes[first..<last], as: UTF8.self),
      scalars(before: first) - scalars(before: start), scalars(before: end) - scalars(before: last)
    )
  }

  private func scalars(before offset: Int) -> Int {
    let block = offset >> 8
    return scalarCounts[block] + bytes[(block << 8)..<offset].count { Self.beginsScalar($0) }
  }

  /// Every byte but those that continue a scalar begins one.
  private static func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
