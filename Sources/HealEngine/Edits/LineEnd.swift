extension [UInt8] {
  /// What a text's first line ends with; a line feed where it has only one line.
  var lineEnd: String {
    guard let feed = firstIndex(of: 10), feed > 0, self[feed - 1] == 13 else { return "\n" }
    return "\r\n"
  }
}

extension String {
  /// The text with the line ends of the file it goes into: rules know only `\n`.
  func withLineEnds(of file: [UInt8]) -> String {
    guard file.lineEnd != "\n", utf8.contains(10) else { return self }
    var bytes: [UInt8] = []
    for byte in utf8 {
      if byte == 10, bytes.last != 13 { bytes.append(13) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
