extension RegexParser {
  struct Quantifier {
    var minimum: Int
    /// nil is without end.
    var maximum: Int?
    var range: Range<Int>
  }

  /// quantifier = ( "*" | "+" | "?" | "{" n [ "," [ m ] ] "}" ) [ "+" | "?" ] .
  mutating func readQuantifier() -> Quantifier? {
    let start = position
    guard let byte = next, let (minimum, maximum) = readBounds(byte) else { return nil }
    if next == UInt8(ascii: "+") || next == UInt8(ascii: "?") { position += 1 }
    return Quantifier(minimum: minimum, maximum: maximum, range: start..<position)
  }

  private mutating func readBounds(_ byte: UInt8) -> (Int, Int?)? {
    switch byte {
    case UInt8(ascii: "*"):
      position += 1
      return (0, nil)
    case UInt8(ascii: "+"):
      position += 1
      return (1, nil)
    case UInt8(ascii: "?"):
      position += 1
      return (0, 1)
    case UInt8(ascii: "{"): return readBraces()
    default: return nil
    }
  }

  /// A brace that no bounds follow is a plain character. With blanks in it, or without a first
  /// number, that depends on PCRE2's version.
  private mutating func readBraces() -> (Int, Int?)? {
    let open = position
    guard let close = bytes[open...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let inside = bytes[(open + 1)..<close]
    guard inside.allSatisfy({ (0x30...0x39).contains($0) || " ,\t".utf8.contains($0) }) else {
      return nil
    }
    let bounds = inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = bounds.first, let minimum = Int(first), bounds.count <= 2 else {
      isOpaque = true
      return nil
    }
    let maximum = bounds.count == 2 ? Int(bounds[1]) : minimum
    if bounds.count == 2 && maximum == nil && !bounds[1].isEmpty {
      isOpaque = true
      return nil
    }
    position = close + 1
    checkBounds(minimum, maximum, range: open..<position)
    return (minimum, maximum)
  }

  private mutating func checkBounds(_ minimum: Int, _ maximum: Int?, range: Range<Int>) {
    if max(minimum, maximum ?? 0) > 65_535 {
      faults.append(
        PatternFault(
          message: "this asks for too many", range: range, help: "Ask for at most 65535."))
    } else if let maximum, maximum < minimum {
      faults.append(
        PatternFault(
          message: "at least \(minimum) and at most \(maximum) is never true", range: range,
          help: "Write the smaller number first."))
    }
  }
}
