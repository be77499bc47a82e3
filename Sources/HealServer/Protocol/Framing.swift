package import HealLanguage

/// Cuts the bytes that a client writes into messages: a header with `Content-Length`, a blank line, a body.
package struct Framing: Sendable {
  private var bytes: [UInt8] = []
  private var start = 0

  package init() {}

  /// What a client may send at once; more is no message but a mistake.
  private static var longest: Int { 1 << 26 }

  /// Nor is what goes on for so long without an end of its header.
  private static var longestHeader: Int { 1 << 16 }

  package mutating func append(_ more: some Collection<UInt8>) {
    if start > 0 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    bytes += more
  }

  /// The body of the next message that has arrived whole; nil when there is none. A header without a
  /// length is skipped.
  package mutating func next() -> String? {
    while let end = headerEnd {
      let length = contentLength(in: bytes[start..<end])
      guard let length, length <= Self.longest else {
        start = end + 4
        continue
      }
      let body = end + 4
      guard bytes.count - body >= length else { return nil }
      start = body + length
      return String(decoding: bytes[body..<body + length], as: UTF8.self)
    }
    return nil
  }

  /// Offset of the blank line's `\r\n\r\n`. What has none where a header must have ended is passed over, but for
  /// what may be the blank line's beginning.
  private var headerEnd: Int? {
    mutating get {
      while bytes.count - start >= 4 {
        let last = min(bytes.count - 4, start + Self.longestHeader)
        let end = (start...last).first { bytes[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }
        if let end { return end }
        guard last == start + Self.longestHeader else { return nil }
        start = last + 1
      }
      return nil
    }
  }

  private func contentLength(in header: ArraySlice<UInt8>) -> Int? {
    for line in header.split(whereSeparator: { $0 == 13 || $0 == 10 }) {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = String(decoding: parts[0], as: UTF8.self)
      guard name.lowercased() == "content-length" else { continue }
      let value = String(decoding: parts[1].filter { $0 != 32 }, as: UTF8.self)
      return Int(value).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  /// A message as it is written to a client.
  package static func frame(_ message: JSON) -> String {
    let body = message.rendered()
    return "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}
