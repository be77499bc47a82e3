extension RegexParser {
  /// group = "(" [ "?" kind ] alternatives ")" .
  mutating func parseGroup() -> RegexNode {
    let open = position
    position += 1
    if next == UInt8(ascii: "*") {
      return refuse("a verb", at: open, help: "Write the pattern without it.")
    }
    guard next == UInt8(ascii: "?") else { return parseBody(from: open) }
    position += 1
    switch next {
    case UInt8(ascii: ":"), UInt8(ascii: ">"):
      position += 1
      return parseBody(from: open)
    case UInt8(ascii: "|"):
      position += 1
      branchResets += 1
      defer { branchResets -= 1 }
      return parseBody(from: open)
    case UInt8(ascii: "="), UInt8(ascii: "*"): return parseLookaround(from: open, length: 1)
    case UInt8(ascii: "!"): return parseLookaround(from: open, length: 1, isNegative: true)
    case UInt8(ascii: "<"): return parseAngle(from: open)
    case UInt8(ascii: "'"): return parseNamed(from: open, nameStart: position + 1, close: "'")
    case UInt8(ascii: "P"): return parsePython(from: open)
    case UInt8(ascii: "("):
      return refuseCondition(at: open)
    case UInt8(ascii: "C"):
      return refuse("a callout", at: open, help: "Write the pattern without it.")
    case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "+"):
      return refuseRecursion(at: open)
    case UInt8(ascii: "-"):
      let digit = byte(at: position + 1).map { (0x30...0x39).contains($0) } ?? false
      return digit ? refuseRecursion(at: open) : parseOptions(from: open)
    case .some(0x30...0x39): return refuseRecursion(at: open)
    default: return parseOptions(from: open)
    }
  }

  /// Reads up to the closing parenthesis; options set inside end there.
  private mutating func parseBody(from open: Int) -> RegexNode {
    let outside = options
    defer { options = outside }
    let node = parseAlternatives()
    if next == UInt8(ascii: ")") {
      position += 1
    } else if !faults.contains(where: { $0.message == Self.neverClosed }) {
      faults.append(
        PatternFault(
          message: Self.neverClosed, range: open..<(open + 1),
          help: #"Close it with `)`, or write `\(` for a plain parenthesis."#))
    }
    return node
  }

  private static let neverClosed = "this group is never closed"

  private mutating func parseLookaround(
    from open: Int, length: Int, isNegative: Bool = false
  ) -> RegexNode {
    position += length
    return .lookaround(parseBody(from: open), isNegative: isNegative)
  }

  private mutating func parseAngle(from open: Int) -> RegexNode {
    switch byte(at: position + 1) {
    case UInt8(ascii: "="), UInt8(ascii: "*"): parseLookaround(from: open, length: 2)
    case UInt8(ascii: "!"): parseLookaround(from: open, length: 2, isNegative: true)
    default: parseNamed(from: open, nameStart: position + 1, close: ">")
    }
  }

  private mutating func parsePython(from open: Int) -> RegexNode {
    switch byte(at: position + 1) {
    case UInt8(ascii: "<"): return parseNamed(from: open, nameStart: position + 2, close: ">")
    case UInt8(ascii: "="):
      position = bytes[position...].firstIndex(of: UInt8(ascii: ")")).map { $0 + 1 } ?? bytes.count
      return .anything
    default: return refuseRecursion(at: open)
    }
  }

  private mutating func parseNamed(
    from open: Int, nameStart: Int, close: Unicode.Scalar
  ) -> RegexNode {
    let start = min(nameStart, bytes.count)
    let end = bytes[start...].firstIndex { !Pattern.isWordByte($0) } ?? bytes.count
    let range = start..<end
    let name = String(decoding: bytes[range], as: UTF8.self)
    guard end < bytes.count, bytes[end] == UInt8(ascii: close), Pattern.isCaptureName(name) else {
      faults.append(
        PatternFault(
          message: range.isEmpty ? "this group has no name" : "this is not the name of a group",
          range: open..<min(max(end, nameStart), bytes.count),
          help: "Write `(?<name>…)` with letters, digits and `_`."))
      position = end
      return parseBody(from: open)
    }
    if branchResets == 0, names.contains(where: { $0.name == name }) {
      faults.append(
        PatternFault(
          message: "`\(name)` is a group of this pattern already", range: range,
          help: "Give this group a name of its own."))
    }
    names.append((name, range))
    position = end + 1
    return .capture(name, parseBody(from: open))
  }

  /// options = "(?" [ "^" ] letters [ "-" letters ] ( ")" | ":" alternatives ")" ) .
  private mutating func parseOptions(from open: Int) -> RegexNode {
    let outside = options
    var isOn = true
    while let byte = next, byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
      switch byte {
      case UInt8(ascii: "^"): options = Options()
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: "i"): options.ignoresCase = isOn
      case UInt8(ascii: "x") where self.byte(at: position + 1) != byte: options.isExtended = isOn
      case UInt8(ascii: "m"), UInt8(ascii: "s"): break
      default: return refuseOption(at: open)
      }
      position += 1
    }
    guard next == UInt8(ascii: ":") else {
      if next == nil { return parseBody(from: open) }
      position += 1
      return .empty
    }
    position += 1
    let node = parseBody(from: open)
    options = outside
    return node
  }

  private mutating func refuseOption(at open: Int) -> RegexNode {
    let start = position
    _ = readCharacter()
    faults.append(
      PatternFault(
        message: "this is not the start of any group that heal knows", range: start..<position,
        help: "Write `(?:…)`, `(?<name>…)`, or one of the options `i`, `m`, `s` and `x`."))
    return parseBody(from: open)
  }

  /// Reads on behind the condition, which has a parenthesis of its own.
  private mutating func refuseCondition(at open: Int) -> RegexNode {
    _ = refuse("a conditional group", at: open, help: "Write the alternatives with `|`.")
    faults[faults.count - 1].range = open..<(open + 3)
    return parseBody(from: open)
  }

  private mutating func refuseRecursion(at open: Int) -> RegexNode {
    refuse("recursion", at: open, help: "Write out what is to be matched.")
  }

  /// What would make a rule's cost or meaning hard to tell.
  private mutating func refuse(_ what: String, at open: Int, help: String) -> RegexNode {
    let close = bytes[position...].firstIndex(of: UInt8(ascii: ")"))
    faults.append(
      PatternFault(
        message: "heal does not take \(what)",
        range: open..<(close.map { $0 + 1 } ?? bytes.count), help: help))
    position = close.map { $0 + 1 } ?? bytes.count
    return .anything
  }
}
