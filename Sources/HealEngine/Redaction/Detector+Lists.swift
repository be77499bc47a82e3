extension Detector {
  /// Secrets in a list or in members behind a name: `"password": ["…"]`, `tokens = { etl = "…" }`, and YAML's items.
  static let lists: [Detector] = [
    Detector(
      "(?i)" + name + "s?(?:\\\\{0,7}[\"'`])?+[\\])]?+" + gap + "(?:=>|:=|={1,2}|:(?!:))" + gap
        + #"(?:[a-z]{1,20}\()?(?=[\[({](?![{%]))"#, each: judgeContainer),
    Detector(
      "(?im)" + name
        + "s?[\"']?[ \\t]*+:[ \\t]*+(?<items>(?:\\r?\\n[ \\t]*+-[ \\t]++(?![\\w-]{1,60}:[ \\r\\n])[^\\r\\n]++)++)",
      each: judgeItems),
  ]

  @Sendable private static func judgeContainer(_ sighting: Sighting) -> [Removal] {
    guard let name = sighting.range(of: "name") else { return [] }
    let container = Container(from: sighting.range.upperBound, in: sighting.text)
    return container.values.compactMap { member(sighting, name, $0) }
  }

  @Sendable private static func judgeItems(_ sighting: Sighting) -> [Removal] {
    guard let name = sighting.range(of: "name"), let items = sighting.range(of: "items") else {
      return []
    }
    let lines = sighting.text[items].split { $0 == 0x0A || $0 == 0x0D }
    return lines.compactMap { line in
      let value = line.drop { " \t-\"'".utf8.contains($0) }
      var end = value.endIndex
      while end > value.startIndex, " \t\"'".utf8.contains(line[end - 1]) { end -= 1 }
      return member(sighting, name, value.startIndex..<end)
    }
  }

  /// One of several values behind a name; it must look like a secret, as names stand in lists too.
  private static func member(
    _ sighting: Sighting, _ name: Range<Int>, _ value: Range<Int>
  ) -> Removal? {
    guard !value.isEmpty else { return nil }
    let pair = SecretPair(sighting, name: name, value: value)
    let word = SecretWord(sighting.text[value])
    let isGone = pair.mark == .password ? word.isNoOrdinaryWord : word.looksSecretBesideUser
    return pair.isSecret && isGone ? Removal(range: value, mark: pair.mark) : nil
  }
}

/// What stands between brackets, those within included: `[a, "b"]`, `{"x": {"y": 'z'}}`.
struct Container {
  /// The texts that are no names of members, without their quotes.
  private(set) var values: [Range<Int>] = []
  /// Behind the bracket that closes it; where the reading ended when none does.
  private(set) var end: Int

  private let text: [UInt8]
  private var depth = 0

  var isClosed: Bool { depth == 0 }

  /// Reads from the opening bracket on.
  init(from start: Int, in text: [UInt8], atMost count: Int = 2_000) {
    self.text = text
    end = start
    let limit = min(text.count, start + count)
    repeat {
      guard end < limit else { break }
      step()
    } while depth > 0 && depth < Self.deepest
  }

  /// Nobody nests secrets deeper; what seems to is read no further, so that the work stays small.
  private static let deepest = 9

  private mutating func step() {
    switch text[end] {
    case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"):
      depth += 1
      end += 1
    case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
      depth -= 1
      end += 1
    case UInt8(ascii: "\""), UInt8(ascii: "'"): readQuoted()
    case let byte where Self.isOfWord(byte): readWord()
    default: end += 1
    }
  }

  private mutating func readQuoted() {
    let quote = text[end]
    let start = end + 1
    var stop = start
    let limit = min(text.count, start + 2_000)
    while stop < limit, text[stop] != quote, text[stop] != 0x0A { stop += 1 }
    end = min(stop + 1, text.count)
    // The quote of a text within JSON has backslashes before it.
    while stop > start, text[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
    note(start..<stop)
  }

  private mutating func readWord() {
    let start = end
    while end < text.count, Self.isOfWord(text[end]) { end += 1 }
    // A call, `env_var('PASSWORD')`, is no value.
    guard end < text.count, text[end] != UInt8(ascii: "(") else { return }
    note(start..<end)
  }

  private mutating func note(_ range: Range<Int>) {
    var next = end
    while next < text.count, text[next] == 0x20 || text[next] == 0x09 { next += 1 }
    let isName = next < text.count && ":=".utf8.contains(text[next])
    if !isName, !range.isEmpty { values.append(range) }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && !",:;=[](){}\"'\\<>".utf8.contains(byte)
  }
}
