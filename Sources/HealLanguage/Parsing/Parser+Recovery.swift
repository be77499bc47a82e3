extension Parser {
  static let items = ["category", "disable", "fallback", "fault", "pattern", "remedy", "rule"]
  static let ruleClauses = [
    "adapter", "advise", "category", "dbt", "fix", "let", "match", "means", "overrides", "test",
    "unless", "where",
  ]
  static let remedyClauses = ["adapter", "advise", "dbt", "fix", "heals", "let", "test", "where"]
  static let fixClauses = ["ask", "confidence", "edit", "retry", "run"]
  static let testClauses = ["expect", "failure", "fault", "file", "given", "todo"]
  /// Items that no block inside a rule may hold: one of them shows that a block was never closed. `fault` stands in
  /// tests too, and `category` in rules.
  static let itemsAround = ["disable", "fallback", "pattern", "remedy", "rule"]

  /// What a block may hold, and what shows that it was never closed.
  struct BlockKind {
    /// `a rule`, `a fix`, `a test`: as messages name it.
    var name: String
    var keywords: [String]
    /// Clauses of the blocks around it.
    var outer: [String]

    static let fallback = BlockKind(
      name: "a fallback block", keywords: ["rule"],
      outer: ["category", "disable", "fallback", "fault", "pattern", "remedy"])
    static let rule = BlockKind(name: "a rule", keywords: ruleClauses, outer: itemsAround + ["fault"])
    static let remedy = BlockKind(name: "a remedy", keywords: remedyClauses, outer: itemsAround + ["fault"])
    static let fault = BlockKind(name: "a fault", keywords: ["category"], outer: itemsAround + ["fault"])
    static let fix = BlockKind(
      name: "a fix", keywords: fixClauses, outer: ruleClauses + ["heals"] + itemsAround)
    static let test = BlockKind(
      name: "a test", keywords: testClauses, outer: ruleClauses + ["heals"] + itemsAround)
    static let failedNode = BlockKind(
      name: "a failure", keywords: ["expect"], outer: ["failure", "todo"])
  }

  /// Block = "{" { Clause ClauseEnd } "}"
  ///
  /// `header` is where the block's own clause begins: a clause as far left shows that the block was
  /// never closed. `clause` reads one clause, or reports and gives nil.
  mutating func expectBlock<Clause>(
    _ block: BlockKind, header: Mark, clause: (inout Parser) -> Clause?
  ) -> [Clause] {
    let brace = token.range
    let isOpen = kind == .leftBrace && !startsLine
    if isOpen {
      advance()
    } else {
      reportExpected("`{`")
      guard startsLine, kind == .name, block.keywords.contains(text(token)) else {
        skipClause()
        return []
      }
    }
    var clauses: [Clause] = []
    while true {
      let before = tokens.count
      while parsePunctuation(.semicolon) {}
      if parsePunctuation(.rightBrace) { break }
      if kind == .end || leaves(block, header: header) {
        if isOpen, !lexer.ranOff {
          report(.unclosedBlock(block.name, at: location(brace), end: location(endOfPrevious)))
        }
        break
      }
      if let clause = parseClause(clause) { clauses.append(clause) }
      assertProgress(since: before)
    }
    return clauses
  }

  private var endOfPrevious: Range<Int> {
    let end = tokens[previous].range.upperBound
    return end..<end
  }

  /// One clause and its end; what follows it on its line is reported, what cannot be read skipped.
  mutating func parseClause<Clause>(_ clause: (inout Parser) -> Clause?) -> Clause? {
    let before = current
    let known = problems.count
    brackets = 0
    let result = clause(&self)
    brackets = 0
    if result != nil, isAtClauseEnd { return result }
    if result != nil, problems.count == known { reportExpected("the end of the clause") }
    skipClause(isStarted: current > before)
    return result
  }

  /// Whether the token looked at belongs outside the block: it is a clause of a block around it and
  /// stands no deeper than this block's own clause.
  private func leaves(_ block: BlockKind, header: Mark) -> Bool {
    guard startsLine, kind == .name else { return false }
    let word = text(token)
    guard block.outer.contains(word), !block.keywords.contains(word) else { return false }
    return ["fallback", "remedy", "rule"].contains(word)
      || column(of: token.range.lowerBound) <= column(of: header.offset)
  }

  private func column(of offset: Int) -> Int {
    var start = offset
    while start > 0, !lexer.bytes[start - 1].endsLine { start -= 1 }
    return offset - start
  }

  /// Skips to the end of the clause, blocks inside it taken whole, without further complaint.
  mutating func skipClause(isStarted: Bool = true) {
    var braces = 0
    var isStarted = isStarted
    brackets = 0
    while kind != .end {
      if braces == 0, isStarted, isAtClauseEnd { return }
      if startsLine, isStarted, ["fallback", "remedy", "rule"].contains(where: isKeyword) { return }
      if kind == .leftBrace { braces += 1 }
      if kind == .rightBrace {
        if braces == 0 { return }
        braces -= 1
      }
      skipToken()
      isStarted = true
      if braces == 0, tokens[previous].kind == .rightBrace { return }
    }
  }

  /// Takes a token whose own faults do not matter: what is skipped was reported already.
  mutating func skipToken() {
    let known = problems.count
    advance()
    problems.removeSubrange(known...)
  }

  /// Every loop of the parser goes through here: one that takes nothing would never end.
  mutating func assertProgress(since before: Int) {
    guard tokens.count == before, kind != .end else { return }
    assertionFailure("a loop of the parser made no progress")
    advance()
  }
}
