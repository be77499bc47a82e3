/// A YAML value before it is written down.
indirect enum SchemaTree {
  case text(String)
  /// As it must be written: `*anchor`, `ref('a')`.
  case written(String)
  /// The lines of a block scalar.
  case lines([String])
  case list([SchemaTree])
  case map([(String, SchemaTree)])

  var isLeaf: Bool {
    switch self {
    case .text, .written: true
    default: false
    }
  }
}

/// Writes YAML as people write it: block and flow style, quotes, comments, blank lines, any indentation.
struct SchemaWriter {
  var random: SplitMix
  /// How far a mapping stands in, and a list under its key.
  let step: Int
  let listStep: Int
  /// Whether comments, flow style and odd blanks come in.
  var isPlain = false
  private(set) var lines: [String] = []
  private(set) var notes = 0

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    step = random.one(of: [2, 2, 2, 4, 3, 1])
    listStep = random.one(of: [0, step, 2])
  }

  mutating func write(_ root: [(String, SchemaTree)]) {
    for (index, pair) in root.enumerated() {
      if index > 0, random.isOne(in: 2) { lines.append("") }
      write([pair], at: 0)
    }
  }

  private mutating func write(
    _ pairs: [(String, SchemaTree)], at column: Int, after lead: String? = nil
  ) {
    for (index, (key, value)) in pairs.enumerated() {
      remark(at: column, isAllowed: lead == nil || index > 0)
      let blanks = String(repeating: " ", count: column)
      let start = (index == 0 ? lead : nil) ?? blanks
      write(value, under: start + self.key(key) + ":", at: column)
    }
  }

  private mutating func write(_ value: SchemaTree, under head: String, at column: Int) {
    switch value {
    case .text(let text): lines.append(head + gap() + scalar(text) + note())
    case .written(let text): lines.append(head + " " + text + note())
    case .lines(let texts):
      lines.append(head + random.one(of: [" |", " >", " |-", " >+"]))
      lines += texts.map { $0.isEmpty ? "" : String(repeating: " ", count: column + step) + $0 }
    case .list(let items) where items.allSatisfy(\.isLeaf) && !isPlain && random.isOne(in: 2):
      lines.append(head + " " + flow(value) + note())
    case .map(let pairs) where pairs.allSatisfy(\.1.isLeaf) && !isPlain && random.isOne(in: 6):
      lines.append(head + " " + flow(value) + note())
    case .list(let items):
      lines.append(head + note())
      for item in items { write(item, at: column + listStep) }
    case .map(let pairs):
      lines.append(head + note())
      write(pairs, at: column + step)
    }
  }

  /// An item of a list, behind its dash.
  private mutating func write(_ item: SchemaTree, at column: Int) {
    remark(at: column, isAllowed: true)
    let dash =
      String(repeating: " ", count: column) + "-"
      + (isPlain ? " " : random.one(of: [" ", " ", "  "]))
    switch item {
    case .text(let text): lines.append(dash + scalar(text) + note())
    case .written(let text): lines.append(dash + text + note())
    case .map(let pairs) where pairs.allSatisfy(\.1.isLeaf) && !isPlain && random.isOne(in: 5):
      lines.append(dash + flow(item) + note())
    case .map(let pairs): write(pairs, at: dash.utf8.count, after: dash)
    case .list, .lines: lines.append(dash + flow(item))
    }
  }

  private mutating func flow(_ value: SchemaTree) -> String {
    switch value {
    case .text(let text): return scalar(text, isFlow: true)
    case .written(let text): return text
    case .lines(let texts): return "\"" + texts.joined(separator: " ") + "\""
    case .list(let items): return "[" + items.map { flow($0) }.joined(separator: ", ") + "]"
    case .map(let pairs):
      let blank = random.one(of: ["", " "])
      return "{" + blank + pairs.map { "\($0.0): \(flow($0.1))" }.joined(separator: ", ") + blank
        + "}"
    }
  }

  // MARK: Scalars and comments

  mutating func scalar(_ text: String, isFlow: Bool = false) -> String {
    let isSafe =
      text.utf8.allSatisfy { $0 > 127 || "_-. ".utf8.contains($0) || isAlphanumeric($0) }
      && text.utf8.first.map { $0 > 127 || isAlphanumeric($0) } ?? false && text.utf8.last != 32
    switch random.number(0...(isSafe ? 4 : 1)) {
    case 0 where !text.utf8.contains { $0 == 34 || $0 == 92 }: return "\"" + text + "\""
    case 0, 1: return "'" + text.replacing("'", with: "''") + "'"
    default: return text
    }
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  private mutating func key(_ key: String) -> String {
    !isPlain && random.isOne(in: 12) ? random.one(of: ["'\(key)'", "\"\(key)\""]) : key
  }

  private mutating func gap() -> String { !isPlain && random.isOne(in: 10) ? "   " : " " }

  /// Behind a value; a tab may stand before it.
  mutating func note() -> String {
    guard !isPlain, random.isOne(in: 6) else { return !isPlain && random.isOne(in: 20) ? "  " : "" }
    return random.one(of: [" ", "   ", "\t"]) + comment()
  }

  private mutating func remark(at column: Int, isAllowed: Bool) {
    guard isAllowed, !isPlain else { return }
    if random.isOne(in: 10) {
      let blanks = random.isOne(in: 2) ? column : random.number(0...8)
      lines.append(String(repeating: " ", count: blanks) + comment())
    }
    if random.isOne(in: 15) { lines.append(random.one(of: ["", "  "])) }
  }

  mutating func comment() -> String {
    notes += 1
    let words = [
      "it's here", "key: value", "- item", "ref('stg_ordrs') source('shop', 'ordrs')", "größer {",
      "\"open", "materialised: tabel", "not_nul", "",
    ]
    return "# note \(notes) " + random.one(of: words)
  }
}
