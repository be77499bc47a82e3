extension RegexTreeReader {
  /// `[a-z\d_]`
  mutating func readClass() -> CharacterSet {
    position += 1
    let isNegated = skip("^")
    var set = CharacterSet()
    var isFirst = true
    while let byte = next, byte != UInt8(ascii: "]") || isFirst {
      isFirst = false
      if let named = readNamedClass() {
        set = set.union(named)
        continue
      }
      let low = readMember()
      guard let low, next == UInt8(ascii: "-"), let high = readRangeEnd() else {
        set = set.union(low?.set ?? .all)
        continue
      }
      for value in low.byte...max(low.byte, high) { set.insert(value) }
    }
    _ = skip("]")
    return isNegated ? set.inverted : set
  }

  private struct Member {
    var set: CharacterSet
    /// Where it is one character that a range may begin with.
    var byte: UInt8
  }

  /// What stands behind the hyphen of a range; nil where the hyphen is a plain one.
  private mutating func readRangeEnd() -> UInt8? {
    let start = position
    position += 1
    guard next != UInt8(ascii: "]"), let high = readMember(), high.set.count <= 1 else {
      position = start
      return nil
    }
    return high.byte
  }

  private mutating func readMember() -> Member? {
    guard let byte = take() else { return nil }
    guard byte == UInt8(ascii: "\\") else {
      while let more = next, byte >= 0x80, more & 0xC0 == 0x80 { position += 1 }
      var set = CharacterSet()
      set.insert(byte)
      return Member(set: set, byte: min(byte, 0x80))
    }
    guard let letter = take() else { return nil }
    if letter == UInt8(ascii: "b") { return Member(set: CharacterSet("\u{8}"), byte: 8) }
    let set = readEscaped(letter) ?? .all
    return Member(set: set, byte: set.count == 1 ? set.sample?.first ?? 0 : 0)
  }

  private mutating func readNamedClass() -> CharacterSet? {
    guard skip("[:") else { return nil }
    let isNegated = skip("^")
    let name = Self.classes.first { skip($0.name + ":]") }
    let set = name?.set ?? .all
    if name == nil { skipTo(UInt8(ascii: "]")) }
    return isNegated ? set.inverted : set
  }

  private static let classes: [(name: String, set: CharacterSet)] = [
    ("alpha", .letters), ("digit", .digits), ("alnum", .letters.union(.digits)), ("word", .word),
    ("space", .space), ("blank", .blank), ("xdigit", CharacterSet("0123456789abcdefABCDEF")),
    ("upper", CharacterSet("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    ("lower", CharacterSet("abcdefghijklmnopqrstuvwxyz")),
    ("punct", CharacterSet("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")),
  ]

  // MARK: Escapes

  mutating func readEscape() -> RegexTree.Kind {
    position += 1
    guard let letter = take() else { return .unknown }
    switch letter {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "G"),
      UInt8(ascii: "K"):
      return .anchor(.other)
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return .anchor(.end(ofLine: false))
    case UInt8(ascii: "Q"), UInt8(ascii: "E"):
      // What is quoted binds to what is around it in ways that are not looked into.
      isUnreadable = true
      return .unknown
    case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"), UInt8(ascii: "g"):
      readReference(letter)
      return .unknown
    default: return readEscaped(letter).map { .character($0) } ?? .unknown
    }
  }

  private mutating func readReference(_ letter: UInt8) {
    if skip("{") { return skipTo(UInt8(ascii: "}")) }
    if letter == UInt8(ascii: "k") {
      if skip("<") { skipTo(UInt8(ascii: ">")) } else if skip("'") { skipTo(UInt8(ascii: "'")) }
      return
    }
    while let digit = next, (0x30...0x39).contains(digit) || digit == UInt8(ascii: "-") {
      position += 1
    }
  }

  /// What an escape stands for, its backslash and letter read; nil where that is not known.
  mutating func readEscaped(_ letter: UInt8) -> CharacterSet? {
    switch letter {
    case UInt8(ascii: "d"): .digits
    case UInt8(ascii: "D"): CharacterSet.digits.inverted
    case UInt8(ascii: "w"): .word
    case UInt8(ascii: "W"): CharacterSet.word.inverted
    case UInt8(ascii: "s"): .space
    case UInt8(ascii: "S"): CharacterSet.space.inverted
    case UInt8(ascii: "h"): .blank
    case UInt8(ascii: "H"): CharacterSet.blank.inverted
    case UInt8(ascii: "v"), UInt8(ascii: "R"): CharacterSet("\n\r\u{0B}\u{0C}")
    case UInt8(ascii: "V"): CharacterSet("\n\r\u{0B}\u{0C}").inverted
    case UInt8(ascii: "N"): .notLineEnd
    case UInt8(ascii: "n"): CharacterSet("\n")
    case UInt8(ascii: "r"): CharacterSet("\r")
    case UInt8(ascii: "t"): CharacterSet("\t")
    case UInt8(ascii: "f"): CharacterSet("\u{0C}")
    case UInt8(ascii: "e"): CharacterSet("\u{1B}")
    case UInt8(ascii: "x"): readHexadecimal()
    case UInt8(ascii: "p"), UInt8(ascii: "P"): readProperty(isNegated: letter == UInt8(ascii: "P"))
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: unknownEscape()
    default: plain(letter)
    }
  }

  /// How far it reaches is not known.
  private mutating func unknownEscape() -> CharacterSet? {
    isUnreadable = true
    return nil
  }

  private mutating func plain(_ letter: UInt8) -> CharacterSet {
    while let more = next, letter >= 0x80, more & 0xC0 == 0x80 { position += 1 }
    var set = CharacterSet()
    set.insert(letter)
    return set
  }

  /// `\x41` and `\x{41}`
  private mutating func readHexadecimal() -> CharacterSet? {
    let isBraced = skip("{")
    var value: UInt32 = 0
    var count = 0
    while isBraced || count < 2, count < 8, let digit = next,
      let number = Character(Unicode.Scalar(digit)).hexDigitValue
    {
      value = value << 4 | UInt32(number)
      count += 1
      position += 1
    }
    if isBraced { _ = skip("}") }
    var set = CharacterSet()
    set.insert(UInt8(min(value, 0x80)))
    return set
  }

  /// `\p{L}` and `\pL`, as far as ASCII is concerned.
  private mutating func readProperty(isNegated: Bool) -> CharacterSet? {
    let isTurned = skip("{^")
    let isBraced = isTurned || skip("{")
    let name = take()
    if isBraced { skipTo(UInt8(ascii: "}")) }
    var set: CharacterSet
    switch name {
    case UInt8(ascii: "L"): set = .letters
    case UInt8(ascii: "N"): set = .digits
    case UInt8(ascii: "M"): set = CharacterSet()
    default: return isBraced ? nil : unknownEscape()
    }
    set.hasOthers = true
    return isNegated || isTurned ? CharacterSet(bits: 0, hasOthers: true).union(set.inverted) : set
  }
}
