import CYAML

/// Turns libyaml's marks, which count characters, into places in the text's bytes.
struct ByteOffsets {
  /// Where each character begins; empty where every character is one byte.
  private let starts: [Int]
  private let bytes: [UInt8]
  /// Bytes in front of the text that libyaml was not given.
  private let skipped: Int

  init(_ bytes: [UInt8], skipped: Int) {
    self.bytes = bytes
    self.skipped = skipped
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    starts = isASCII ? [] : bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
  }

  func mark(_ mark: yaml_mark_t) -> YAMLMark {
    let index = Int(mark.index)
    let offset = starts.isEmpty ? index : index < starts.count ? starts[index] : bytes.count
    return YAMLMark(
      offset: min(offset, bytes.count) + skipped, line: Int(mark.line) + 1,
      column: Int(mark.column) + 1)
  }

  /// For errors of the reader, which come with an offset alone.
  func mark(byte offset: Int) -> YAMLMark {
    let before = bytes.prefix(max(0, offset))
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 }
    return YAMLMark(
      offset: before.count + skipped, line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: column + 1)
  }
}
