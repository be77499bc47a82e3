/// Whether the Jinja of a text would be read: its tags closed and well formed, its blocks in pairs.
enum JinjaCheck {
  /// The first words of statements, dbt's among them.
  static let statements: Set<String> = [
    "autoescape", "block", "break", "call", "continue", "do", "docs", "elif", "else",
    "endautoescape", "endblock", "endcall", "enddocs", "endfilter", "endfor", "endif", "endmacro",
    "endmaterialization", "endraw", "endset", "endsnapshot", "endtest", "endwith", "extends",
    "filter", "for", "from", "if", "import", "include", "macro", "materialization", "raw", "set",
    "snapshot", "test", "with",
  ]

  static func isSound(_ text: [UInt8], dialect: Dialect = .generic) -> Bool {
    fault(in: text, dialect: dialect) == nil
  }

  /// Where the Jinja of a text cannot be read, and why; nil where all of it can.
  ///
  /// Where `isLenient`, only what Jinja never reads counts. It reads texts over several lines and texts side by side,
  /// which are more often a quote or a comma that is missing.
  static func fault(in text: [UInt8], dialect: Dialect, isLenient: Bool = false) -> SyntaxFault? {
    var reader = JinjaReader(text, dialect: dialect, isLenient: isLenient)
    while true {
      switch reader.step() {
      case .token: continue
      case .fault(let fault): return fault
      case .end: return nil
      }
    }
  }

  /// Two braces, or one and a percent sign, that belong to no tag.
  static func isStray(_ index: Int, _ text: [UInt8]) -> Bool {
    guard index + 1 < text.count else { return false }
    let pair = String(decoding: text[index...index + 1], as: UTF8.self)
    return ["{{", "}}", "{%", "%}"].contains(pair)
  }

  /// Whether a statement has an end of its own.
  static func opensBlock(_ keyword: String, _ range: Range<Int>, _ text: [UInt8]) -> Bool {
    switch keyword {
    case "if", "for", "macro", "call", "filter", "snapshot", "test", "materialization", "raw",
      "docs", "block", "autoescape":
      true
    case "set": !text[range].contains(UInt8(ascii: "="))
    default: false
    }
  }

  /// One tag: brackets in pairs, texts on one line, and no value beside a text without an operator.
  static func isSound(_ tag: Range<Int>, _ text: [UInt8], _ isLenient: Bool) -> Bool {
    var closers: [UInt8] = []
    var index = tag.lowerBound + 2
    let end = tag.upperBound - 2
    var afterValue = false
    var afterText = false
    while index < end {
      let byte = text[index]
      // What lies beyond ASCII may be white space to Jinja.
      if isLenient, byte >= 128 {
        index += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let past = JinjaTag.pastString(index, in: text)
        guard past <= end, !afterValue || (isLenient && afterText) else { return false }
        guard isLenient || !text[index..<past].contains(UInt8(ascii: "\n")) else { return false }
        index = past
        afterValue = true
        afterText = true
        continue
      case UInt8(ascii: "("): closers.append(UInt8(ascii: ")"))
      case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
      case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard closers.popLast() == byte else { return false }
      case UInt8(ascii: ";"), UInt8(ascii: "$"), UInt8(ascii: "`"): return false
      default: break
      }
      if !byte.isSQLSpace { afterText = false }
      if byte.isWordByte {
        let start = index
        while index < end, text[index].isWordByte { index += 1 }
        let word = String(decoding: text[start..<index], as: UTF8.self)
        if afterValue, !operators.contains(word) { return false }
        afterValue = !operators.contains(word) && start > firstWordEnd(tag, text)
        continue
      }
      if !byte.isSQLSpace { afterValue = byte.closesBracket }
      index += 1
    }
    return closers.isEmpty && !isCut(text[tag.lowerBound + 2..<end])
  }

  /// Whether an operator stands at one end, or there is nothing.
  private static func isCut(_ inner: ArraySlice<UInt8>) -> Bool {
    let isTrim = { (byte: UInt8?) in byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
    var inner = inner
    if isTrim(inner.last) { inner.removeLast() }
    if isTrim(inner.first) { inner.removeFirst() }
    guard let first = inner.first(where: { !$0.isSQLSpace }),
      let last = inner.last(where: { !$0.isSQLSpace })
    else { return true }
    return "%,+*/|~=.<>".utf8.contains(last) || "%,*/|~=.<>".utf8.contains(first)
  }

  /// Past the statement's own word, after which a value may stand.
  private static func firstWordEnd(_ tag: Range<Int>, _ text: [UInt8]) -> Int {
    guard text[tag.lowerBound + 1] == UInt8(ascii: "%") else { return tag.lowerBound }
    var index = tag.lowerBound + 2
    while index < tag.upperBound, !text[index].isWordByte { index += 1 }
    return index
  }

  private static let operators: Set<String> = [
    "and", "or", "not", "in", "is", "if", "else", "recursive",
  ]
}
