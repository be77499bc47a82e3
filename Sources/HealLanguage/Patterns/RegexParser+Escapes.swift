extension RegexParser {
  mutating func parseEscape() -> RegexNode {
    let start = position
    position += 1
    guard let byte = next else {
      faults.append(
        PatternFault(
          message: "this backslash has nothing to escape", range: start..<(start + 1),
          help: #"Write `\\` for a plain backslash."#))
      return .anything
    }
    switch byte {
    case _ where !isLetterOrDigit(byte): return literal(readCharacter())
    case UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
      UInt8(ascii: "f"):
      position += 1
      return .literal(.space)
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "Z"),
      UInt8(ascii: "z"), UInt8(ascii: "G"), UInt8(ascii: "K"):
      position += 1
      return .empty
    case UInt8(ascii: "Q"), UInt8(ascii: "E"): return skipQuotation()
    case UInt8(ascii: "C"):
      position += 1
      faults.append(
        PatternFault(
          message: #"heal does not take `\C`, which tears characters apart"#,
          range: start..<position, help: "Write `.` for any character."))
      return .anything
    case UInt8(ascii: "g"): return parseReference(from: start)
    default:
      skipEscape()
      return .anything
    }
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    Pattern.isWordByte(byte) && byte != UInt8(ascii: "_")
  }

  /// `\Q…\E`. What binds to what around it is not looked into.
  mutating func skipQuotation() -> RegexNode {
    isOpaque = true
    let isQuotation = next == UInt8(ascii: "Q")
    position += 1
    guard isQuotation else { return .anything }
    while position < bytes.count, !hasPrefix(#"\E"#) { position += 1 }
    position = min(position + 2, bytes.count)
    return .anything
  }

  /// `\g{1}` refers back; `\g<1>` and `\g'1'` call a group.
  private mutating func parseReference(from start: Int) -> RegexNode {
    position += 1
    guard next == UInt8(ascii: "<") || next == UInt8(ascii: "'") else {
      skipBraces()
      skipDigits()
      return .anything
    }
    let close = next == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "'")
    let end = bytes[(position + 1)...].firstIndex(of: close).map { $0 + 1 } ?? bytes.count
    faults.append(
      PatternFault(
        message: "heal does not take recursion", range: start..<end,
        help: "Write out what is to be matched."))
    position = end
    return .anything
  }

  /// Leaps over the letter or digit behind a backslash and all that belongs to it.
  mutating func skipEscape() {
    guard let byte = next else { return }
    position += 1
    if "FIJLMOTUYijlmquy".utf8.contains(byte) {
      let written = String(decoding: [UInt8(ascii: "\\"), byte], as: UTF8.self)
      faults.append(
        PatternFault(
          message: "`\(written)` means nothing", range: (position - 2)..<position,
          help: "Write the letter without its backslash."))
    }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): skipDigits()
    case UInt8(ascii: "c"): if next != nil { _ = readCharacter() }
    case UInt8(ascii: "x"): if !skipBraces() { skipHexDigits(atMost: 2) }
    case UInt8(ascii: "p"), UInt8(ascii: "P"): if !skipBraces(), next != nil { position += 1 }
    case UInt8(ascii: "k"):
      if !skipBraces(), next == UInt8(ascii: "<") || next == UInt8(ascii: "'") {
        let close = next == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "'")
        position = bytes[(position + 1)...].firstIndex(of: close).map { $0 + 1 } ?? bytes.count
      }
    case UInt8(ascii: "N"):
      // `\N{2}` is a repeated `\N`, `\N{U+41}` a character.
      if hasPrefix("{U") { skipBraces() }
    case UInt8(ascii: "o"): skipBraces()
    default: break
    }
  }

  @discardableResult
  private mutating func skipBraces() -> Bool {
    guard next == UInt8(ascii: "{") else { return false }
    position = bytes[position...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? bytes.count
    return true
  }

  private mutating func skipDigits() {
    if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
      guard let digit = byte(at: position + 1), (0x30...0x39).contains(digit) else { return }
      // Only `\g-1` has a sign; elsewhere it begins what follows.
      guard byte(at: position - 1) == UInt8(ascii: "g") else { return }
      position += 1
    }
    while let digit = next, (0x30...0x39).contains(digit) { position += 1 }
  }

  private mutating func skipHexDigits(atMost count: Int) {
    for _ in 0..<count {
      guard let digit = next, Character(Unicode.Scalar(digit)).isHexDigit else { return }
      position += 1
    }
  }
}
