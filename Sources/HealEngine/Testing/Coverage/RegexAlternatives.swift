/// Takes a regex apart at its `|`: for each alternative the regex in which it is the only one.
///
/// Left whole are groups that repeat, whose rounds may differ, lookarounds and conditions; and a regex so long, and with so
/// many alternatives, that taking it apart would fill the memory.
struct RegexAlternatives {
  private let text: [UInt8]
  private let isExtended: Bool
  private var position = 0
  private var frames: [Frame] = []
  private var choices: [Choice] = []

  /// One alternative alone.
  struct Variant: Hashable {
    /// As it is written.
    var alternative: String
    /// The whole regex with nothing else to choose there.
    var regex: String
  }

  /// A group that is open, or the whole.
  private struct Frame {
    var start: Int
    var bars: [Int] = []
    /// Whether what stands in it is left whole.
    var isClosed: Bool
    /// How many choices had been found before it.
    var choicesBefore: Int
  }

  /// Alternatives that stand side by side.
  private struct Choice {
    var range: Range<Int>
    var alternatives: [Range<Int>]
  }

  /// Of all variants together.
  private static let mostBytes = 4 << 20

  /// Empty for a regex without alternatives.
  static func variants(of regex: String, isExtended: Bool) -> [Variant] {
    var reader = RegexAlternatives(text: Array(regex.utf8), isExtended: isExtended)
    reader.read()
    let count = reader.choices.reduce(0) { $0 + $1.alternatives.count }
    return count * reader.text.count > mostBytes ? [] : reader.variants()
  }

  private init(text: [UInt8], isExtended: Bool) {
    self.text = text
    self.isExtended = isExtended
  }

  private mutating func read() {
    frames = [Frame(start: 0, isClosed: false, choicesBefore: 0)]
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\\"): skipEscape()
      case UInt8(ascii: "["): skipClass()
      case UInt8(ascii: "#") where isExtended: skip(past: [10])
      case UInt8(ascii: "("): open()
      case UInt8(ascii: ")"): close()
      case UInt8(ascii: "|"):
        frames[frames.count - 1].bars.append(position)
        position += 1
      default: position += 1
      }
    }
    if let whole = frames.first, frames.count == 1 { add(whole, end: text.count) }
  }

  private mutating func open() {
    let rest = text[position...]
    let head = String(decoding: rest.prefix(4), as: UTF8.self)
    if head.hasPrefix("(?#") || head.hasPrefix("(*") { return skip(past: [UInt8(ascii: ")")]) }
    let outerIsClosed = frames.last?.isClosed ?? false
    let isClosed = ["(?=", "(?!", "(?<=", "(?<!", "(?(", "(?|"].contains { head.hasPrefix($0) }
    frames.append(
      Frame(
        start: contentStart(head), isClosed: isClosed || outerIsClosed,
        choicesBefore: choices.count))
    position = frames[frames.count - 1].start
  }

  /// Behind `(`, `(?:`, `(?i:` or `(?<name>`.
  private func contentStart(_ head: String) -> Int {
    guard head.hasPrefix("(?") else { return position + 1 }
    var end = position + 2
    let isNamed = head.hasPrefix("(?<") || head.hasPrefix("(?P<") || head.hasPrefix("(?'")
    let closing: Set<UInt8> =
      isNamed && !head.hasPrefix("(?<=") && !head.hasPrefix("(?<!")
      ? [UInt8(ascii: ">")] : [UInt8(ascii: ":"), UInt8(ascii: ")")]
    if ["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?("].contains(where: { head.hasPrefix($0) }) {
      return end
    }
    while end < text.count, !closing.contains(text[end]) { end += 1 }
    return end < text.count && text[end] != UInt8(ascii: ")") ? end + 1 : end
  }

  private mutating func close() {
    position += 1
    guard frames.count > 1, let frame = frames.popLast() else { return }
    let next = position < text.count ? text[position] : 0
    if "*+?{".utf8.contains(next) {
      choices.removeSubrange(frame.choicesBefore...)
    } else {
      add(frame, end: position - 1)
    }
  }

  private mutating func add(_ frame: Frame, end: Int) {
    guard !frame.isClosed, !frame.bars.isEmpty else { return }
    let starts = [frame.start] + frame.bars.map { $0 + 1 }
    let ends = frame.bars + [end]
    choices.append(
      Choice(range: frame.start..<end, alternatives: zip(starts, ends).map { $0..<$1 }))
  }

  private mutating func skipEscape() {
    let isQuote = position + 1 < text.count && text[position + 1] == UInt8(ascii: "Q")
    if isQuote { skip(past: Array("\\E".utf8)) } else { position += 2 }
  }

  private mutating func skipClass() {
    position += 1
    if position < text.count, text[position] == UInt8(ascii: "^") { position += 1 }
    if position < text.count, text[position] == UInt8(ascii: "]") { position += 1 }
    while position < text.count, text[position] != UInt8(ascii: "]") {
      if text[position] == UInt8(ascii: "\\") {
        position += 1
      } else if text[position...].starts(with: "[:".utf8) {
        skip(past: Array(":]".utf8))
        continue
      }
      position += 1
    }
    position += 1
  }

  private mutating func skip(past end: [UInt8]) {
    while position < text.count {
      if text[position...].starts(with: end) {
        position += end.count
        return
      }
      position += 1
    }
  }
}

extension RegexAlternatives {
  /// An alternative that holds further ones is shown by those.
  private func variants() -> [Variant] {
    choices.sorted { $0.range.lowerBound < $1.range.lowerBound }.flatMap { choice in
      choice.alternatives.compactMap { alternative in
        let isLeaf = !choices.contains {
          alternative.contains($0.range) && $0.range != choice.range
        }
        guard isLeaf else { return nil }
        let around = choices.compactMap { outer in
          outer.alternatives.first { $0.contains(choice.range) }.map { (outer.range, $0) }
        }
        return Variant(
          alternative: String(decoding: text[alternative], as: UTF8.self),
          regex: keeping(around + [(choice.range, alternative)]))
      }
    }
  }

  /// The regex where each of these ranges has shrunk to one of its alternatives.
  private func keeping(_ kept: [(range: Range<Int>, alternative: Range<Int>)]) -> String {
    let dropped = kept.flatMap { range, alternative in
      [range.lowerBound..<alternative.lowerBound, alternative.upperBound..<range.upperBound]
    }
    let bytes = text.indices.filter { index in !dropped.contains { $0.contains(index) } }
    return String(decoding: bytes.map { text[$0] }, as: UTF8.self)
  }
}
