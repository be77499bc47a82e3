/// Something in SQL with Jinja that no dialect allows.
struct SyntaxFault: Hashable {
  /// UTF-8.
  var offset: Int
  var reason: String

  init(_ offset: Int, _ reason: String) {
    self.offset = offset
    self.reason = reason
  }
}

extension SyntaxFault {
  /// What in a view that could not be read past the lexeme `stop` no dialect allows; nil where it may be something that
  /// ``SyntaxReader`` does not know.
  static func find(in view: SQLView, stop: Int, dialect: Dialect) -> SyntaxFault? {
    let search = FaultSearch(view: view, stop: stop, dialect: dialect)
    guard !search.mayHideBrackets else { return nil }
    return search.unpaired() ?? search.misplaced()
  }
}

/// Looks for what no dialect allows: brackets and `case` without their partners, and pairs of lexemes that never
/// stand side by side.
private struct FaultSearch {
  let view: SQLView
  let stop: Int
  let dialect: Dialect

  private var lexemes: [Lexeme] { view.lexemes }

  /// A Jinja expression that may give out a bracket.
  var mayHideBrackets: Bool {
    lexemes.contains { lexeme in
      guard lexeme.kind == .jinja || lexeme.kind == .composite else { return false }
      return JinjaCall.strings(in: lexeme.range, of: view.bytes).contains { text in
        text.utf8.contains { $0.opensBracket || $0.closesBracket }
      }
    }
  }

  // MARK: Pairs

  func unpaired() -> SyntaxFault? {
    var open: [Int] = []
    for (index, lexeme) in lexemes.enumerated() {
      if lexeme.kind == .word, lexeme.text == "case", !isPart(index) { open.append(index) }
      if lexeme.kind == .word, lexeme.text == "end", let last = open.last, isCase(last) {
        if !isPart(index) { open.removeLast() }
      }
      guard lexeme.kind == .symbol else { continue }
      switch lexeme.text {
      case "(", "[", "{": open.append(index)
      case ")", "]", "}":
        guard let last = open.popLast() else {
          return fault(index, "“\(lexeme.text)” closes nothing")
        }
        if isCase(last) {
          return isTrusted(last, index) ? fault(index, "a `case` has no `end`") : nil
        }
        let opener = lexemes[last].text
        guard FaultSearch.partners[opener] == lexeme.text else {
          return fault(index, "“\(lexeme.text)” closes a “\(opener)”")
        }
      default: break
      }
    }
    guard let last = open.last else { return nil }
    return isCase(last)
      ? fault(last, "a `case` has no `end`")
      : fault(last, "“\(lexemes[last].text)” is never closed")
  }

  private static let partners = ["(": ")", "[": "]", "{": "}"]

  private func isCase(_ index: Int) -> Bool { lexemes[index].isWord("case") }

  private func isTrusted(_ start: Int, _ end: Int) -> Bool {
    !lexemes[start...end].contains { $0.kind == .jinja }
  }

  /// Whether a word is a name behind a dot, or an alias.
  private func isPart(_ index: Int) -> Bool {
    index > 0 && (lexemes[index - 1].isSymbol(".") || lexemes[index - 1].isWord("as"))
  }

  private func fault(_ index: Int, _ reason: String) -> SyntaxFault {
    SyntaxFault(view.offset(of: index), reason)
  }

  // MARK: Neighbours

  /// What stops the reader, where it is certain that nothing allows it there.
  func misplaced() -> SyntaxFault? {
    guard !isNearJinja, !isNearForeign else { return nil }
    guard stop < lexemes.count else {
      return lexemes.last.flatMap { wantsMore($0) ? fault(stop, "it ends too early") : nil }
    }
    let next = lexemes[stop]
    let shown = String(decoding: view.bytes[next.range], as: UTF8.self)
    guard stop > 0 else {
      let isStart = next.kind != .symbol && (lexemes.count < 2 || lexemes[1].kind != .symbol)
      return isStart ? fault(stop, "no statement begins with “\(shown)”") : nil
    }
    let last = lexemes[stop - 1]
    // What lies beyond ASCII may be white space to an engine.
    let isASCII = view.bytes[last.range.lowerBound..<next.range.upperBound].allSatisfy { $0 < 128 }
    guard isASCII else { return nil }
    let isWrong =
      wantsMore(last) ? cannotBegin(next) : endsValue(last) && cannotFollowValue(next)
    return isWrong ? fault(stop, "“\(shown)” cannot stand here") : nil
  }

  /// Jinja beside the place may give out anything.
  private var isNearJinja: Bool {
    let reader = SyntaxReader(view, dialect: dialect)
    let near = max(0, stop - 2)..<min(lexemes.count, stop + 2)
    return lexemes[near].contains { $0.kind == .jinja || $0.kind == .composite }
      || (max(0, stop - 1)...min(lexemes.count, stop + 1)).contains { reader.hasJinja(before: $0) }
  }

  /// Words of constructs that ``SyntaxReader`` does not know.
  private var isNearForeign: Bool {
    let near = max(0, stop - 12)..<min(lexemes.count, stop + 2)
    return lexemes[near].contains { $0.kind == .word && SQLWord.isForeign($0.text) }
      || lexemes.first.map { $0.kind == .word && SQLWord.beginsStatement($0.text) } == true
      || lexemes.contains { $0.isSymbol(";") }
  }

  /// Whether something must follow.
  private func wantsMore(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .symbol:
      [",", "=", "<>", "!=", "<=", ">=", "+", "-", "/", "||", "("].contains(lexeme.text)
    case .word:
      [
        "and", "or", "on", "where", "having", "when", "then", "else", "between", "by", "from",
        "join", "case", "select", "in", "like", "ilike", "as",
      ].contains(lexeme.text)
    default: false
    }
  }

  /// Whether no value, name or list begins so.
  private func cannotBegin(_ lexeme: Lexeme) -> Bool {
    let last = lexemes[stop - 1]
    switch lexeme.kind {
    case .symbol:
      if lexeme.text == ")" { return last.text != "(" && !(last.text == "," && mayTrail) }
      return [",", "=", "<>", "!=", "<=", ">=", "/", "||", "::"].contains(lexeme.text)
    case .word:
      if last.text == ",", mayTrail, FaultSearch.endsList.contains(lexeme.text) { return false }
      if last.text == "(" || last.text == "select" || last.text == "as" {
        return ["and", "or", "then", "when", "else", "on"].contains(lexeme.text)
      }
      return FaultSearch.continues.contains(lexeme.text)
    default: return false
    }
  }

  private var mayTrail: Bool { dialect != .postgres && dialect != .redshift }

  private static let endsList: Set<String> = [
    "from", "where", "group", "order", "having", "union", "limit", "qualify", "intersect", "except",
  ]

  /// Words that only go on with what stands before them.
  private static let continues: Set<String> = endsList.union([
    "and", "or", "on", "then", "when", "else", "end", "as", "join", "by", "is", "between",
  ])

  private func endsValue(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .number, .string, .quotedName: true
    case .symbol: lexeme.text == ")"
    case .word: SQLWord.endsExpression(lexeme.text)
    case .jinja, .composite: false
    }
  }

  private func cannotFollowValue(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .number: true
    case .string:
      lexemes[stop - 1].kind == .string
        ? !joinsTexts : lexemes[stop - 1].kind == .number || lexemes[stop - 1].isSymbol(")")
    case .word where SQLWord.isReserved(lexeme.text):
      !lacksCondition(lexeme.text) && !mayBelongToCall
    case .word, .quotedName:
      // Functions have words of their own: `json_value(a, 'b' omit quotes)`.
      !isInBrackets || lexemes.count { $0.isName && $0.text == lexeme.text } > 1
    case .symbol where lexeme.text == ".":
      // `o.id o.status`: the name before the dot was taken for an alias.
      stop > 1 && endsValue(lexemes[stop - 2]) && lexemes[stop - 1].isName
        && (!isInBrackets || lexemes.count { $0.text == lexemes[stop - 1].text } > 1)
    case .symbol, .jinja, .composite: false
    }
  }

  /// Whether two texts side by side may be one, or the second an alias.
  private var joinsTexts: Bool {
    let parts: [Dialect] = [.duckdb, .postgres, .redshift, .snowflake, .bigquery]
    let gap = lexemes[stop - 1].range.upperBound..<lexemes[stop].range.lowerBound
    return !parts.contains(dialect) || !isInBrackets || view.bytes[gap].contains(10)
  }

  private var isInBrackets: Bool { opener != nil }

  /// The bracket around the place.
  private var opener: Int? {
    var depth = 0
    for index in (0..<stop).reversed() where lexemes[index].kind == .symbol {
      let text = lexemes[index].text
      if text == ")" || text == "]" { depth += 1 }
      if text == "(" || text == "[" { depth -= 1 }
      if depth < 0 { return index }
    }
    return nil
  }

  /// Whether a function is called here that may take the word: `array_agg(a order by b limit 3)`. What is nearly a keyword
  /// is no function.
  private var mayBelongToCall: Bool {
    guard let opener, opener > 0, lexemes[opener - 1].isName else { return false }
    let function = lexemes[opener - 1].text
    let isQuery = lexemes[opener..<stop].contains { $0.isWord("select") }
    return !isQuery && !SQLWord.isReserved(function) && SQLWord.keywords(like: function).isEmpty
  }

  /// Whether a clause follows a join without a condition, which some dialects take.
  private func lacksCondition(_ word: String) -> Bool {
    guard word != "when", word != "then", word != "else", word != "end" else { return false }
    let last = lexemes[..<stop].last { lexeme in
      ["join", "on", "using", "select", "where"].contains { lexeme.isWord($0) }
    }
    return last?.isWord("join") ?? false
  }
}
