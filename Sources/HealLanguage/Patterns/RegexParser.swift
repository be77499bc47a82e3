/// Reads a regex for three things that PCRE2 does not tell: where exactly it is wrong, which groups
/// may take no part, and which text every match must hold.
///
/// It need not understand everything. What it is not sure of becomes ``RegexNode/anything``, and
/// where even the extent of a thing is in doubt, ``isOpaque`` is set: then nothing is known of the
/// text. Recursion, verbs, conditionals and the like, which have no place in a rule, are faults.
struct RegexParser {
  let bytes: [UInt8]
  var position = 0
  var options: Options
  var faults: [PatternFault] = []
  /// Named groups in source order, and where their names stand.
  var names: [(name: String, range: Range<Int>)] = []
  /// Whether the tree must not be trusted for text.
  var isOpaque = false
  /// How many `(?|` groups are open; there a name may come again.
  var branchResets = 0
  private var depth = 0

  struct Options: Equatable {
    var ignoresCase = false
    var isExtended = false
  }

  init(_ regex: String, options: Options = Options()) {
    bytes = Array(regex.utf8)
    self.options = options
  }

  /// regex = alternatives .
  mutating func parse() -> RegexNode {
    var nodes: [RegexNode] = []
    while true {
      nodes.append(parseAlternatives())
      guard position < bytes.count else { break }
      faults.append(
        PatternFault(
          message: "this `)` closes nothing", range: position..<(position + 1),
          help: #"Write `\)` for a plain parenthesis."#))
      position += 1
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  /// alternatives = sequence { "|" sequence } .
  mutating func parseAlternatives() -> RegexNode {
    var branches = [parseSequence()]
    while next == UInt8(ascii: "|") {
      position += 1
      branches.append(parseSequence())
    }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  /// sequence = { atom { quantifier } } .
  private mutating func parseSequence() -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return giveUp() }
    var nodes: [RegexNode] = []
    while true {
      skipIgnored()
      guard let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { break }
      let start = position
      if let quantifier = readQuantifier() {
        faults.append(
          PatternFault(
            message: "there is nothing to repeat here", range: quantifier.range,
            help: "Write a backslash before it to mean the character itself."))
        continue
      }
      nodes.append(parseQuantified())
      precondition(position > start, "reading a regex goes forward")
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  /// PCRE2 allows 250 groups inside each other.
  private static let deepest = 250

  private mutating func giveUp() -> RegexNode {
    isOpaque = true
    position = bytes.count
    return .anything
  }

  private mutating func parseQuantified() -> RegexNode {
    var node = parseAtom()
    var isRepeated = false
    while true {
      let start = position
      skipIgnored()
      let wasSkipped = position > start
      guard let quantifier = readQuantifier() else { return node }
      // Between quantifiers, versions of PCRE2 differ on what a blank means.
      if isRepeated && wasSkipped { isOpaque = true }
      isRepeated = true
      node = .repeated(node, minimum: quantifier.minimum, maximum: quantifier.maximum)
    }
  }

  private mutating func parseAtom() -> RegexNode {
    guard let byte = next else { return .empty }
    switch byte {
    case UInt8(ascii: "("): return parseGroup()
    case UInt8(ascii: "["): return parseClass()
    case UInt8(ascii: "\\"): return parseEscape()
    case UInt8(ascii: "."):
      position += 1
      return .anything
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      position += 1
      return .empty
    default: return literal(readCharacter())
    }
  }

  /// One character as a node. Where case is ignored, `k` and `s` are also the Kelvin sign and the
  /// long s, and letters beyond ASCII have partners of other lengths.
  func literal(_ character: ArraySlice<UInt8>) -> RegexNode {
    Self.isCertain(character, ignoresCase: options.ignoresCase)
      ? .literal(LiteralText(Array(character))) : .anything
  }

  /// Whether a character stands for itself alone, once case is ignored or not.
  static func isCertain(_ character: ArraySlice<UInt8>, ignoresCase: Bool) -> Bool {
    guard ignoresCase else { return true }
    return character.allSatisfy { $0 < 0x80 && !"kKsS".utf8.contains($0) }
  }

  // MARK: Reading

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func hasPrefix(_ text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount <= bytes.count - position else { return false }
    return String(describing: text).utf8.elementsEqual(
      bytes[position..<(position + text.utf8CodeUnitCount)])
  }

  mutating func readCharacter() -> ArraySlice<UInt8> {
    let start = position
    position += 1
    while let byte = next, byte & 0xC0 == 0x80 { position += 1 }
    return bytes[start..<position]
  }

  /// Leaps over comments and, where the regex is extended, white space.
  private mutating func skipIgnored() {
    while let byte = next {
      if byte == UInt8(ascii: "("), hasPrefix("(?#") {
        skipGroupComment()
      } else if options.isExtended && Skeleton.isSpace(byte) {
        position += 1
      } else if options.isExtended && byte == UInt8(ascii: "#") {
        position = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      } else {
        // Beyond ASCII there are marks that extended regexes leap over too.
        if options.isExtended && byte >= 0x80 { isOpaque = true }
        return
      }
    }
  }

  private mutating func skipGroupComment() {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ")")) else {
      faults.append(
        PatternFault(
          message: "this comment is never closed", range: position..<(position + 3),
          help: "Close it with `)`."))
      position = bytes.count
      return
    }
    position = end + 1
  }
}
