/// Reads a skeleton from left to right, in bytes. After a fault it goes on behind the hole.
struct SkeletonReader {
  private let bytes: [UInt8]
  private var position = 0
  private var parts: [Skeleton.Part] = []
  /// Where each part stands in what was written, where nothing is at fault.
  private(set) var ranges: [Range<Int>] = []
  private(set) var faults: [PatternFault] = []

  init(_ written: String) { bytes = Array(written.utf8) }

  /// skeleton = { space | hole | literal } .
  mutating func read() -> Skeleton {
    while position < bytes.count {
      let start = position
      let count = parts.count
      if Skeleton.isSpace(bytes[position]) {
        readSpace()
      } else if bytes[position] == UInt8(ascii: "<") {
        readHole()
      } else {
        readLiteral()
      }
      precondition(position > start, "reading a skeleton goes forward")
      if parts.count > count { ranges.append(start..<position) }
    }
    demandWords()
    demandLineEnds()
    return Skeleton(parts: parts)
  }

  /// White space that holds a line end is layout, not words, at the ends of a skeleton.
  private mutating func readSpace() {
    let run = bytes[position...].prefix(while: Skeleton.isSpace)
    position = run.endIndex
    let isAtAnEnd = run.startIndex == 0 || run.endIndex == bytes.count
    if isAtAnEnd && run.contains(UInt8(ascii: "\n")) { return }
    parts.append(.space)
  }

  /// literal = { any byte but white space and "<" | "\<" | "\\" before "<" } .
  private mutating func readLiteral() {
    var literal: [UInt8] = []
    while position < bytes.count, !Skeleton.isSpace(bytes[position]),
      bytes[position] != UInt8(ascii: "<")
    {
      if bytes[position] == UInt8(ascii: "\\") {
        readBackslashes(into: &literal)
      } else {
        literal.append(bytes[position])
        position += 1
      }
    }
    append(literal)
  }

  /// Backslashes are plain, except right before a `<`, where each pair is one and an odd one makes
  /// the `<` plain.
  private mutating func readBackslashes(into literal: inout [UInt8]) {
    let run = bytes[position...].prefix { $0 == UInt8(ascii: "\\") }
    position = run.endIndex
    guard position < bytes.count, bytes[position] == UInt8(ascii: "<") else {
      literal += run
      return
    }
    literal += run.prefix(run.count / 2)
    guard !run.count.isMultiple(of: 2) else { return }
    literal.append(UInt8(ascii: "<"))
    position += 1
  }

  private mutating func append(_ literal: [UInt8]) {
    if case .literal(let before)? = parts.last {
      parts[parts.count - 1] = .literal(before + literal)
    } else if !literal.isEmpty {
      parts.append(.literal(literal))
    }
  }

  /// hole = "<" name [ ":" kind ] ">" .
  private mutating func readHole() {
    let open = position
    position += 1
    let nameRange = readWord()
    var kindRange: Range<Int>?
    if !nameRange.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      position += 1
      kindRange = readWord()
    }
    guard !nameRange.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: ">") else {
      faults.append(
        PatternFault(
          message: "this `<` opens no hole", range: open..<(open + 1),
          help: #"Write `\<` for a plain `<`, or `<name>` for a hole."#))
      append([UInt8(ascii: "<")])
      position = open + 1
      return
    }
    position += 1
    addHole(nameRange, kindRange, whole: open..<position)
  }

  private mutating func addHole(_ name: Range<Int>, _ kind: Range<Int>?, whole: Range<Int>) {
    let hole = Skeleton.Hole(
      name: text(name), kind: kind.map { readKind($0) } ?? .name, nameRange: name)
    if name.count > Pattern.longestCaptureName || (0x30...0x39).contains(bytes[name.lowerBound]) {
      faults.append(
        PatternFault(
          message: "`\(hole.name)` cannot name a hole", range: name,
          help: "Begin with a letter and use at most \(Pattern.longestCaptureName) bytes."))
    }
    if case .hole(let before)? = parts.last {
      faults.append(
        PatternFault(
          message: "nothing tells where `\(before.name)` ends and `\(hole.name)` begins",
          range: whole, help: "Put the text that stands between them between the holes."))
    }
    for case .hole(let earlier) in parts where earlier.name == hole.name {
      faults.append(
        PatternFault(
          message: "`\(hole.name)` is a hole of this skeleton already", range: name,
          help: "Give this hole a name of its own."))
      break
    }
    parts.append(.hole(hole))
  }

  private mutating func readKind(_ range: Range<Int>) -> Skeleton.Kind {
    let written = text(range)
    if let kind = Skeleton.Kind(rawValue: written) { return kind }
    let known = Skeleton.Kind.allCases.map(\.rawValue)
    let near = known.filter { Self.isNear($0, written) }.map { "`\($0)`" }
    faults.append(
      PatternFault(
        message: "`\(written)` is no kind of hole",
        range: range.isEmpty ? range.lowerBound..<(range.lowerBound + 1) : range,
        help: near.isEmpty
          ? "Write one of \(known.map { "`\($0)`" }.joined(separator: ", "))."
          : "Write \(near.joined(separator: " or "))."))
    return .text
  }

  /// A skeleton without words would have to be tried everywhere.
  private mutating func demandWords() {
    let hasWords = parts.contains { if case .literal = $0 { true } else { false } }
    guard !hasWords, faults.isEmpty else { return }
    faults.append(
      PatternFault(
        message: "this skeleton has no words to look for", range: 0..<bytes.count,
        help: "Add words that the message always has."))
  }

  /// A `line` takes all of its line, so that only white space with a line end in it can follow.
  private mutating func demandLineEnds() {
    for (part, next) in zip(parts, parts.dropFirst()) {
      guard case .hole(let hole) = part, hole.kind == .line, case .literal = next else { continue }
      faults.append(
        PatternFault(
          message: "nothing can follow `\(hole.name)` on its line", range: hole.nameRange,
          help: "Write `<\(hole.name):text>` for the text up to what follows."))
    }
  }

  private mutating func readWord() -> Range<Int> {
    let word = bytes[position...].prefix(while: Pattern.isWordByte)
    position = word.endIndex
    return word.startIndex..<word.endIndex
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Near enough to be what was meant: one begins the other, or they share all but two letters.
  private static func isNear(_ known: String, _ written: String) -> Bool {
    guard !written.isEmpty else { return false }
    if known.hasPrefix(written) || written.hasPrefix(known) { return true }
    let shared = known.filter { written.contains($0) }.count
    return max(known.count, written.count) - shared <= 2 && shared >= 2
  }
}
