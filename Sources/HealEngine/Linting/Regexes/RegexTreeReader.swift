/// Reads a regex that PCRE2 and the checker have taken. What it does not know becomes
/// ``RegexTree/Kind/unknown``.
struct RegexTreeReader {
  private let bytes: [UInt8]
  var position = 0
  /// Whether it cannot be told where one part ends and the next begins.
  var isUnreadable = false
  private var options = Options()
  private var depth = 0

  private struct Options {
    var ignoresCase = false
    var isMultiline = false
    var isDotAll = false
    var isExtended = false
  }

  init(_ regex: String) { bytes = Array(regex.utf8) }

  /// nil where a part cannot be told from another.
  mutating func read() -> RegexTree? {
    let tree = readAlternatives()
    return position == bytes.count && !isUnreadable ? tree : nil
  }

  /// alternatives = sequence { "|" sequence } .
  private mutating func readAlternatives() -> RegexTree {
    let start = position
    var branches = [readSequence()]
    while next == UInt8(ascii: "|") {
      position += 1
      branches.append(readSequence())
    }
    return branches.count == 1
      ? branches[0] : RegexTree(kind: .alternatives(branches), range: start..<position)
  }

  /// sequence = { atom { quantifier } } .
  private mutating func readSequence() -> RegexTree {
    let start = position
    depth += 1
    defer { depth -= 1 }
    var items: [RegexTree] = []
    while depth < 200 {
      skipIgnored()
      guard let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { break }
      let before = position
      var item = readAtom()
      while let times = readRepeat() {
        item = RegexTree(kind: .repeated(item, times), range: before..<position)
      }
      items.append(item)
      guard position > before else { break }
    }
    return items.count == 1
      ? items[0] : RegexTree(kind: .sequence(items), range: start..<position)
  }

  private mutating func readAtom() -> RegexTree {
    let start = position
    let kind = readKind()
    let isBeyond = start < bytes.count && bytes[start] >= 0x80
    return RegexTree(
      kind: kind, range: start..<position,
      spelling: isBeyond ? Array(bytes[start..<position]) : nil)
  }

  private mutating func readKind() -> RegexTree.Kind {
    guard let byte = next else { return .unknown }
    switch byte {
    case UInt8(ascii: "("): return readGroup()
    case UInt8(ascii: "["): return .character(cased(readClass()))
    case UInt8(ascii: "\\"): return readEscape()
    case UInt8(ascii: "."):
      position += 1
      return .character(options.isDotAll ? .all : .notLineEnd)
    case UInt8(ascii: "^"):
      position += 1
      return .anchor(.start(ofLine: options.isMultiline))
    case UInt8(ascii: "$"):
      position += 1
      return .anchor(.end(ofLine: options.isMultiline))
    default: return .character(cased(readCharacter()))
    }
  }

  private func cased(_ set: CharacterSet) -> CharacterSet {
    options.ignoresCase ? set.withBothCases : set
  }

  private mutating func readCharacter() -> CharacterSet {
    var set = CharacterSet()
    set.insert(bytes[position])
    position += 1
    while let byte = next, byte & 0xC0 == 0x80 { position += 1 }
    return set
  }

  // MARK: Groups

  private mutating func readGroup() -> RegexTree.Kind {
    position += 1
    let outside = options
    guard next == UInt8(ascii: "?") else {
      let inner = readBody()
      options = outside
      return .group(inner, .numbered)
    }
    position += 1
    if let isNegative = readLookaround() {
      let inner = readBody()
      options = outside
      return .lookaround(inner, isNegative: isNegative)
    }
    if skip("#") {
      skipTo(UInt8(ascii: ")"))
      return .anchor(.other)
    }
    if let name = readName() {
      let inner = readBody()
      options = outside
      return .group(inner, .named(name))
    }
    if skip(">") {
      let inner = readBody()
      options = outside
      return .group(inner, .atomic)
    }
    return readOptionsGroup(outside)
  }

  /// `(?:`, `(?|` and `(?i-m:`, which have a body, or `(?i)`, which counts up to the group's end.
  private mutating func readOptionsGroup(_ outside: Options) -> RegexTree.Kind {
    if !skip("|") { readOptions() }
    if skip(")") { return .anchor(.other) }
    _ = skip(":")
    let inner = readBody()
    options = outside
    return .group(inner, .plain)
  }

  private mutating func readBody() -> RegexTree {
    let inner = readAlternatives()
    _ = skip(")")
    return inner
  }

  private mutating func readLookaround() -> Bool? {
    for (text, isNegative) in [("=", false), ("!", true), ("<=", false), ("<!", true)]
    where skip(text) {
      return isNegative
    }
    return nil
  }

  private mutating func readName() -> String? {
    for (open, close) in [("P<", ">"), ("<", ">"), ("'", "'")] where skip(open) {
      let start = position
      skipTo(close.utf8.first ?? 0)
      return String(decoding: bytes[start..<max(start, position - 1)], as: UTF8.self)
    }
    return nil
  }

  private mutating func readOptions() {
    var isOn = true
    while let byte = next, byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
      switch byte {
      case UInt8(ascii: "^"): options = Options()
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: "i"): options.ignoresCase = isOn
      case UInt8(ascii: "m"): options.isMultiline = isOn
      case UInt8(ascii: "s"): options.isDotAll = isOn
      case UInt8(ascii: "x"): options.isExtended = isOn
      default: break
      }
      position += 1
    }
  }

  // MARK: Reading

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take() -> UInt8? {
    guard let byte = next else { return nil }
    position += 1
    return byte
  }

  mutating func skip(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  /// Goes on behind the next such byte.
  mutating func skipTo(_ byte: UInt8) {
    position = bytes[position...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
  }

  /// Leaps over white space and comments where the regex is extended.
  private mutating func skipIgnored() {
    while options.isExtended, let byte = next {
      if byte == UInt8(ascii: "#") {
        skipTo(UInt8(ascii: "\n"))
      } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func readRepeat() -> RegexTree.Repeat? {
    skipIgnored()
    let start = position
    var bounds: (Int, Int?)
    switch next {
    case UInt8(ascii: "*"): bounds = (0, nil)
    case UInt8(ascii: "+"): bounds = (1, nil)
    case UInt8(ascii: "?"): bounds = (0, 1)
    case UInt8(ascii: "{"):
      guard let braces = readBraces() else {
        position = start
        return nil
      }
      bounds = braces
    default: return nil
    }
    if position == start { position += 1 }
    let greed: RegexTree.Repeat.Greed = skip("?") ? .lazy : skip("+") ? .possessive : .greedy
    return RegexTree.Repeat(minimum: bounds.0, maximum: bounds.1, greed: greed)
  }

  /// `{2}`, `{2,}` and `{2,5}`; any other brace is a plain character.
  private mutating func readBraces() -> (Int, Int?)? {
    let start = position + 1
    skipTo(UInt8(ascii: "}"))
    let inside = String(decoding: bytes[start..<max(start, position - 1)], as: UTF8.self)
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, let minimum = parts.first.flatMap({ Int($0) }) else { return nil }
    guard parts.count == 2 else { return (minimum, minimum) }
    if parts[1].isEmpty { return (minimum, nil) }
    return Int(parts[1]).map { (minimum, $0) }
  }
}
