extension Skeleton {
  /// The skeleton in PCRE2's syntax.
  ///
  /// It cannot blow up: each hole but `text` lets through one run of bytes that what follows cannot
  /// take back, and a `text` with all that follows, up to the next `text`, is atomic. That loses
  /// nothing: the earliest end of one stretch leaves the most room for the next.
  var regex: String {
    let hasText = holes.contains { $0.kind == .text }
    return pieces.joined() + (hasText ? ")" : "")
  }

  /// The regex of each part; what closes the last `text` is missing.
  var pieces: [String] {
    var pieces: [String] = []
    var isInText = false
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let bytes): pieces.append(Self.escaped(bytes))
      case .space: pieces.append(#"\s++"#)
      case .hole(let hole):
        var group = "(?<\(hole.name)>\(expression(for: hole.kind, at: index)))"
        if hole.kind == .text {
          group = (isInText ? ")(?>" : "(?>") + group
          isInText = true
        }
        pieces.append(hole.kind == .line ? #"[ \t]*+\#(group)[^\S\r\n]*+"# : group)
      }
    }
    return pieces
  }

  private func expression(for kind: Kind, at index: Int) -> String {
    let next = byte(after: index)
    switch kind {
    case .name:
      return quote(around: index).map(Self.quoted)
        ?? Self.whole(Self.name, givesBack: next.map(Self.isOfName) ?? false)
    case .path:
      return quote(around: index).map(Self.quoted)
        ?? Self.whole(Self.path, givesBack: next.map(Self.isOfPath) ?? false)
    case .int:
      return next.map(Self.isDigit) ?? false ? "[+-]?[0-9]+" : "[+-]?[0-9]++"
    case .number: return #"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"#
    case .line: return #"(?>[^\r\n]*\S)"#
    case .text: return index == parts.count - 1 ? #"(?>[\s\S]*\S)"# : #"[\s\S]+?"#
    }
  }

  /// A name as it stands in a sentence: parts with dots between them, each plain or in quotes. It
  /// ends in no hyphen and no dot, so that the end of the sentence is not of it.
  private static let name: String = {
    let word = #"[\p{L}\p{N}\p{M}_$]"#
    let part =
      #"(?:\#(word)+(?:-+\#(word)+)*|"[^"\r\n]++"|`[^`\r\n]++`|\[[^\]\r\n]++\]|'[^'\r\n]++')"#
    return #"\#(part)(?:\.\#(part)){0,\#(mostDots)}"#
  }()

  /// A name has fewer dots: dbt's ids have up to four, a warehouse's names up to three.
  private static let mostDots = 8

  private static let path = #"[\p{L}\p{N}\p{M}_./\\@~+$%=-]*[\p{L}\p{N}\p{M}_/\\@~+$%=-]"#

  /// An expression that gives nothing of what it took back, unless what follows may need it.
  private static func whole(_ expression: String, givesBack: Bool) -> String {
    givesBack ? expression : "(?>\(expression))"
  }

  /// All up to the closing quote, on one line. A doubled quote is of the name.
  private static func quoted(by close: UInt8) -> String {
    let quote = escaped([close])
    let inside = #"[^\#(quote)\r\n]++"#
    return close == UInt8(ascii: "]") ? inside : "\(inside)(?:\(quote)\(quote)\(inside))*+"
  }

  /// The closing quote where a hole stands right between two that belong together.
  private func quote(around index: Int) -> UInt8? {
    guard index > 0, case .literal(let before) = parts[index - 1], let open = before.last,
      let close = byte(after: index)
    else { return nil }
    switch (open, close) {
    case (UInt8(ascii: "["), UInt8(ascii: "]")): return close
    case (UInt8(ascii: "\""), UInt8(ascii: "\"")): return close
    case (UInt8(ascii: "'"), UInt8(ascii: "'")): return close
    case (UInt8(ascii: "`"), UInt8(ascii: "`")): return close
    default: return nil
    }
  }

  /// The first byte of the literal right behind a part.
  private func byte(after index: Int) -> UInt8? {
    guard index + 1 < parts.count, case .literal(let after) = parts[index + 1] else { return nil }
    return after.first
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether a name may go on with this byte, so that what follows must be able to take it back.
  private static func isOfName(_ byte: UInt8) -> Bool {
    Pattern.isWordByte(byte) || byte >= 0x80 || ".$-".utf8.contains(byte)
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    isOfName(byte) || #"/\@~+%="#.utf8.contains(byte)
  }

  static func escaped(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in bytes {
      if #"\^$.|?*+()[]{}#/"#.utf8.contains(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
