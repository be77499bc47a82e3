/// Finds the rules in a Markdown file.
enum Markdown {
  /// The insides of its ```` ```heal ```` fences: offsets of the lines between them. A fence that
  /// is never closed goes to the end of the file, as Markdown has it.
  static func rules(in bytes: [UInt8]) -> [Range<Int>] {
    var regions: [Range<Int>] = []
    var open: (fence: Fence, start: Int)?
    for line in lines(of: bytes) {
      let fence = Fence(bytes[line])
      if let (opening, start) = open {
        guard let fence, fence.closes(opening) else { continue }
        if opening.info == "heal" { regions.append(start..<line.lowerBound) }
        open = nil
      } else if let fence {
        open = (fence, line.upperBound)
      }
    }
    if let (fence, start) = open, fence.info == "heal" { regions.append(start..<bytes.count) }
    return regions
  }

  /// Offsets of the lines, each with its line end.
  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for offset in bytes.indices where bytes[offset] == Byte.newline {
      lines.append(start..<offset + 1)
      start = offset + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  /// A line of three or more backticks or tildes.
  private struct Fence {
    var mark: UInt8
    var length: Int
    /// The first word after the marks.
    var info: String

    init?(_ line: ArraySlice<UInt8>) {
      let text = line.drop { $0.isBlank }
      guard let mark = text.first, mark == Byte.backtick || mark == Byte.tilde else { return nil }
      let length = text.prefix { $0 == mark }.count
      guard length >= 3 else { return nil }
      let rest = text.dropFirst(length).drop { $0.isBlank }
      self.mark = mark
      self.length = length
      info = String(decoding: rest.prefix { !$0.isBlank && !$0.endsLine }, as: UTF8.self)
    }

    func closes(_ opening: Fence) -> Bool {
      mark == opening.mark && length >= opening.length && info.isEmpty
    }
  }
}
