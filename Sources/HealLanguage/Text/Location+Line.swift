extension Location {
  /// The place with all of its line, the line's end included, where nothing else stands on it; else
  /// the place alone.
  ///
  /// - Parameter bytes: of the source.
  /// - Returns: what to take out so that no empty line stays behind.
  package func wholeLine(in bytes: [UInt8]) -> Location {
    var start = range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    var end = range.upperBound
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard start == 0 || bytes[start - 1].endsLine, end == bytes.count || bytes[end].endsLine else {
      return self
    }
    if end < bytes.count, bytes[end] == Byte.carriageReturn { end += 1 }
    if end < bytes.count, bytes[end] == Byte.newline { end += 1 }
    return Location(source: source, range: start..<end)
  }
}
