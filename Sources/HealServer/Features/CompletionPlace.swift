import HealLanguage

/// What may be written at one place of a text.
enum CompletionPlace: Hashable {
  /// A clause of a block begins here.
  case clause(ClauseGuide.Block)
  case category, rule, fault, adapter, subject, operation, capture
  /// The name of a pattern, or one of a few words.
  case pattern([String])
  /// What a test may give: a fact, or a function that reads the project.
  case given
  /// An expression.
  case value
  /// The kind of a hole of a skeleton, behind its colon.
  case holeKind
  /// A problem code behind `heal:allow`.
  case code
  /// One of a few words.
  case words([String])
  case nothing
}

/// Finds what may be written at a place by the tokens before it alone: the text there is mostly unfinished.
struct CompletionReader {
  private let tokens: [Token]
  private let bytes: [UInt8]
  private let offset: Int
  /// Where the word that is being written begins.
  let start: Int

  private var blocks: [Block] = [.clauses(.file)]
  /// The tokens of the clause so far.
  private var clause: [Token] = []
  private var brackets = 0
  /// Braces of maps that are open, which are brackets, too.
  private var maps = 0
  private var startsLine = true

  private enum Block: Hashable { case clauses(ClauseGuide.Block), patterns }

  init(_ file: Syntax.File, bytes: [UInt8], offset: Int) {
    tokens = file.tokens
    self.bytes = bytes
    self.offset = offset
    var start = offset
    while start > 0, Self.continuesWord(bytes[start - 1]) { start -= 1 }
    self.start = start
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  mutating func read() -> CompletionPlace {
    if let token = tokens.first(where: { $0.range.lowerBound < offset && reaches($0) }) {
      if let place = place(inside: token) { return place }
    }
    for token in tokens where token.range.upperBound <= start { take(token) }
    return place()
  }

  // MARK: Inside of a token

  /// Whether the place is inside of the token; of an open one, also at its end.
  private func reaches(_ token: Token) -> Bool {
    offset < token.range.upperBound || offset == token.range.upperBound && isOpen(token)
  }

  private func isOpen(_ token: Token) -> Bool {
    let text = bytes[token.range]
    switch token.kind {
    case .comment, .documentation, .word, .prose: return true
    case .text, .raw, .regex: return text.count < 2 || text.last != text.first
    case .textBlock, .rawBlock:
      return text.count < 6 || !text.suffix(3).allSatisfy { $0 == text.first }
    default: return false
    }
  }

  /// nil where the token is one that completion goes on from.
  private func place(inside token: Token) -> CompletionPlace? {
    let before = bytes[token.range.lowerBound..<offset]
    switch token.kind {
    case .text, .textBlock, .word: return isInterpolated(before) ? .value : .nothing
    case .raw, .rawBlock: return isHoleKind(before) ? .holeKind : .nothing
    case .comment:
      let words = String(decoding: before, as: UTF8.self).split(
        separator: " ", omittingEmptySubsequences: false)
      return words.count == 3 && words[1] == "heal:allow" ? .code : .nothing
    case .regex, .regexBlock, .documentation, .prose, .share, .duration, .number: return .nothing
    default: return nil
    }
  }

  private func isInterpolated(_ text: ArraySlice<UInt8>) -> Bool {
    for index in text.indices.reversed() {
      if text[index] == UInt8(ascii: "}") || text[index] == 10 { return false }
      if text[index] == UInt8(ascii: "{") {
        return index > text.startIndex && text[index - 1] == UInt8(ascii: "$")
      }
    }
    return false
  }

  private func isHoleKind(_ text: ArraySlice<UInt8>) -> Bool {
    guard let open = text.lastIndex(of: UInt8(ascii: "<")) else { return false }
    let hole = text[open...]
    return !hole.contains(UInt8(ascii: ">")) && hole.contains(UInt8(ascii: ":"))
  }

  // MARK: Between tokens

  private mutating func take(_ token: Token) {
    switch token.kind {
    case .newline: startsLine = true
    case .whitespace, .comment, .documentation, .prose, .invalid, .end: break
    case .semicolon: endClause()
    case .leftBrace where opensMap, .rightBrace where maps > 0:
      let isOpening = token.kind == .leftBrace
      maps += isOpening ? 1 : -1
      brackets += isOpening ? 1 : -1
      clause.append(token)
      startsLine = false
    case .leftBrace:
      blocks.append(block)
      endClause()
    case .rightBrace:
      if blocks.count > 1 { blocks.removeLast() }
      endClause()
    default:
      if endsClause(before: token) { endClause() }
      if token.kind == .leftParenthesis || token.kind == .leftBracket { brackets += 1 }
      if token.kind == .rightParenthesis || token.kind == .rightBracket { brackets -= 1 }
      clause.append(token)
      startsLine = false
    }
  }

  private mutating func endClause() {
    clause = []
    brackets = 0
    maps = 0
    startsLine = false
  }

  /// Whether a brace here begins a value, and no block.
  private var opensMap: Bool {
    ["confidence", "edit", "expect", "given", "let", "where"].contains(clause.first.map(text) ?? "")
  }

  /// The block that the clause opens.
  private var block: Block {
    switch clause.first.map(text) {
    case "rule": .clauses(.rule)
    case "remedy": .clauses(.remedy)
    case "fallback": .clauses(clause.count > 1 ? .rule : .fallback)
    case "fix": .clauses(.fix)
    case "test": .clauses(.test)
    default: .patterns
    }
  }

  private func endsClause(before token: Token) -> Bool {
    guard startsLine else { return false }
    if brackets > 0 {
      guard case .clauses(let block) = blocks.last, token.kind == .name else { return false }
      return ClauseGuide.find(text(token), in: block) != nil
    }
    return !goesOn && !["and", "or", "when"].contains(text(token))
  }

  /// Whether what was written last wants more, on whatever line.
  private var goesOn: Bool {
    guard let last = clause.last else { return false }
    return last.kind == .comma || ["and", "or"].contains(text(last))
  }

  private func text(_ token: Token) -> String {
    String(decoding: bytes[token.range], as: UTF8.self)
  }

  private func place() -> CompletionPlace {
    guard case .clauses(let block) = blocks.last else { return .pattern([]) }
    let isNew = startsLine && brackets <= 0 && !goesOn
    guard let first = clause.first, !isNew else { return .clause(block) }
    let words = clause.map(text)
    switch (block, text(first)) {
    case (.file, "disable"):
      return disabling(words)
    case (.file, "pattern"): return words.last == "=" ? .pattern(["any"]) : .nothing
    case (.file, "fallback"): return words.count == 1 ? .words(["rule"]) : .nothing
    case (.rule, "category"): return words.count == 1 ? .category : .nothing
    case (.remedy, "heals"), (.rule, "means"), (.test, "fault"):
      return words.count == 1 ? .fault : words.count > 2 ? .value : .nothing
    case (.remedy, "where"): return .value
    case (.remedy, "let"): return words.contains("=") ? .value : .nothing
    case (.rule, "adapter"), (.remedy, "adapter"): return wantsName ? .adapter : .nothing
    case (.rule, "overrides"): return wantsName ? .rule : .nothing
    case (.rule, "match"), (.rule, "unless"): return search(words)
    case (.rule, "where"): return .value
    case (.rule, "let"): return words.contains("=") ? .value : .nothing
    case (.fix, "retry"): return words.count == 1 ? .words(["after"]) : .nothing
    case (.fix, "edit"): return edit(words)
    case (.fix, "confidence"): return words.contains("when") ? .value : .words(["when"])
    case (.test, "expect"): return expectation(words)
    case (.test, "given"): return words.count == 1 ? .given : .nothing
    default: return .nothing
    }
  }

  /// Whether a list of names lacks its next.
  private var wantsName: Bool { clause.count == 1 || clause.last?.kind == .comma }

  private func search(_ words: [String]) -> CompletionPlace {
    if words.last == "in" { return .subject }
    if words.count == 1 { return .pattern(["any", "in"]) }
    return words.count == 3 && words[1] == "in" ? .pattern(["any"]) : .nothing
  }

  private func edit(_ words: [String]) -> CompletionPlace {
    if words.last == "with" { return .operation }
    return .value
  }

  private func disabling(_ words: [String]) -> CompletionPlace {
    switch words.count {
    case 1: .words(["fault", "remedy", "rule"])
    case 2: words[1] == "fault" ? .fault : .rule
    default: words.last == "for" ? .adapter : .words(["because", "for"])
    }
  }

  private func expectation(_ words: [String]) -> CompletionPlace {
    switch words.last {
    case "expect": .words(["advice", "capture", "fault", "file", "fix", "match", "no"])
    case "no": .words(["fix", "match"])
    case "capture": .capture
    case "fault": .fault
    default: .nothing
    }
  }
}
