extension RegexParser {
  /// class = "[" [ "^" ] [ "]" ] { item } "]" .
  mutating func parseClass() -> RegexNode {
    if byte(at: position + 1) == UInt8(ascii: "["), hasPrefix("[[:<:]]") || hasPrefix("[[:>:]]") {
      position += 7
      return .empty
    }
    let open = position
    position += 1
    var members = Members()
    if next == UInt8(ascii: "^") {
      members.isCertain = false
      position += 1
    }
    if next == UInt8(ascii: "]") { addItem(to: &members) }
    while let byte = next, byte != UInt8(ascii: "]") { addItem(to: &members) }
    guard next != nil else {
      faults.append(
        PatternFault(
          message: "this set of characters is never closed", range: open..<(open + 1),
          help: #"Close it with `]`, or write `\[` for a plain bracket."#))
      return .anything
    }
    position += 1
    return node(for: members)
  }

  private struct Members {
    /// A bit for each ASCII byte.
    var bits: UInt128 = 0
    /// Whether ``bits`` are all there are.
    var isCertain = true

    var bytes: [UInt8] { (0..<128).filter { bits >> UInt128($0) & 1 != 0 } }

    mutating func insert(_ byte: UInt8) { bits |= 1 << UInt128(byte) }
  }

  /// A few members are worth looking for one by one.
  private func node(for members: Members) -> RegexNode {
    guard members.isCertain, members.bits.nonzeroBitCount <= 8 else { return .anything }
    let bytes = members.bytes
    guard bytes.allSatisfy({ Self.isCertain([$0], ignoresCase: options.ignoresCase) }) else {
      return .anything
    }
    let texts = Set(bytes.map { LiteralText([$0]) }).sorted()
    switch texts.count {
    case 1: return .literal(texts[0])
    case 2...4: return .oneOf(texts)
    default: return .anything
    }
  }

  /// item = ( character | escape ) [ "-" ( character | escape ) ] | "[:" letters ":]" .
  private mutating func addItem(to members: inout Members) {
    let start = position
    if skipNamedClass() {
      members.isCertain = false
      return
    }
    let first = readMember()
    guard next == UInt8(ascii: "-"), let after = byte(at: position + 1), after != UInt8(ascii: "]")
    else {
      add(first, to: &members)
      return
    }
    position += 1
    if skipNamedClass() {
      members.isCertain = false
      return
    }
    let last = readMember()
    guard let low = first, let high = last else {
      members.isCertain = false
      return
    }
    guard low <= high else {
      faults.append(
        PatternFault(
          message: "this range runs backwards", range: start..<position,
          help: "Write the lower end first."))
      return
    }
    for byte in low...high { members.insert(byte) }
  }

  private func add(_ member: UInt8?, to members: inout Members) {
    if let member { members.insert(member) } else { members.isCertain = false }
  }

  /// One ASCII character, or nil for whatever else.
  private mutating func readMember() -> UInt8? {
    guard next == UInt8(ascii: "\\") else {
      let character = readCharacter()
      return character.count == 1 ? character.first : nil
    }
    position += 1
    guard let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "n"):
      position += 1
      return 0x0A
    case UInt8(ascii: "r"):
      position += 1
      return 0x0D
    case UInt8(ascii: "t"):
      position += 1
      return 0x09
    case UInt8(ascii: "Q"), UInt8(ascii: "E"):
      _ = skipQuotation()
      return nil
    case _ where Pattern.isWordByte(byte) && byte != UInt8(ascii: "_"):
      skipEscape()
      return nil
    default:
      let character = readCharacter()
      return character.count == 1 ? character.first : nil
    }
  }

  /// `[:alpha:]`, `[:^digit:]`.
  private mutating func skipNamedClass() -> Bool {
    guard next == UInt8(ascii: "["), byte(at: position + 1) == UInt8(ascii: ":") else {
      return false
    }
    var end = position + 2
    if byte(at: end) == UInt8(ascii: "^") { end += 1 }
    while let letter = byte(at: end), (0x61...0x7A).contains(letter) { end += 1 }
    guard byte(at: end) == UInt8(ascii: ":"), byte(at: end + 1) == UInt8(ascii: "]") else {
      return false
    }
    checkClassName(from: position + 2, to: end)
    position = end + 2
    return true
  }

  private mutating func checkClassName(from start: Int, to end: Int) {
    let bare = bytes[start..<end].drop { $0 == UInt8(ascii: "^") }
    let name = String(decoding: bare, as: UTF8.self)
    guard !Self.classNames.contains(name) else { return }
    faults.append(
      PatternFault(
        message: "`\(name)` is no class of characters", range: (start - 2)..<(end + 2),
        help: "Write one of \(Self.classNames.map { "`\($0)`" }.joined(separator: ", "))."))
  }

  private static let classNames = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
    "space", "upper", "word", "xdigit",
  ]
}
