/// What the layout of a file goes by and its tokens alone do not tell: where clauses begin, which names are
/// called, and what cannot be read. Indices are those of the file's tokens.
struct Layout {
  /// Where an item, a clause or an alternative of `any` begins.
  private(set) var starts: Set<Int> = []
  /// Those of ``starts`` that stand apart: rules and faults, and fixes and tests over several lines.
  private(set) var apart: Set<Int> = []
  /// Names with the parenthesis of their arguments behind them.
  private(set) var calls: Set<Int> = []
  /// Braces of blocks that were written on one line and stay there.
  private(set) var inlineBraces: Set<Int> = []
  /// Braces that open and close a map.
  private(set) var mapBraces: Set<Int> = []
  /// How many blanks more than one stand behind a word, so that what neighbours say lines up.
  private(set) var padding: [Int: Int] = [:]
  /// What is left as it stands: from the first token that no sound item holds to the last. In order.
  private(set) var unreadable: [Range<Int>] = []

  private let tokens: [Token]

  init(_ file: Syntax.File) {
    tokens = file.tokens
    let sound = soundItems(of: file)
    for item in sound { add(item) }
    lineUp(sound.map { if case .category(let category) = $0 { Head(category) } else { nil } })
    unreadable = Self.gaps(between: sound.map(\.tokens), in: tokens)
  }

  // MARK: What cannot be read

  /// The items in which all was understood and that share no line with anything else.
  private func soundItems(of file: Syntax.File) -> [Syntax.Item] {
    var sound = file.items.filter { item in
      if item.rules.contains(where: \.isBroken) { return false }
      return !tokens[item.tokens].contains { $0.kind == .invalid }
    }
    while true {
      let gaps = Self.gaps(between: sound.map(\.tokens), in: tokens)
      let left = sound.filter { item in
        !gaps.contains { sharesLine(item.tokens, $0) || sharesLine($0, item.tokens) }
      }
      if left.count == sound.count { return sound }
      sound = left
    }
  }

  /// Whether the second range begins on the line on which the first ends.
  private func sharesLine(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    first.upperBound <= second.lowerBound
      && !tokens[first.upperBound..<second.lowerBound].contains { $0.kind == .newline }
  }

  private static func gaps(between items: [Range<Int>], in tokens: [Token]) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var position = 0
    for end in items + [tokens.count..<tokens.count] {
      let stray = (position..<max(position, end.lowerBound)).filter { isStray(tokens[$0].kind) }
      if let first = stray.first, let last = stray.last { gaps.append(first..<last + 1) }
      position = end.upperBound
    }
    return gaps
  }

  private static func isStray(_ kind: Token.Kind) -> Bool {
    kind == .invalid || !kind.isTrivia && kind != .end && kind != .semicolon
  }

  // MARK: Clauses

  private mutating func add(_ item: Syntax.Item) {
    starts.insert(item.tokens.lowerBound)
    switch item {
    case .pattern(let pattern): add(pattern.alternatives, of: pattern.span)
    case .fault(let fault): add(fault)
    case .category, .rule, .fallback, .disable: break
    }
    guard !item.rules.isEmpty else { return }
    apart.insert(item.tokens.lowerBound)
    item.rules.forEach { add($0) }
  }

  private mutating func add(_ fault: Syntax.Fault) {
    apart.insert(fault.span.tokens.lowerBound)
    _ = addBlock(of: fault.span)
    addCall(fault.name, in: fault.span)
    fault.clauses.forEach { add($0) }
  }

  private mutating func add(_ meaning: Syntax.Meaning) {
    addCall(meaning.fault, in: meaning.span)
    meaning.arguments.forEach { add($0.value) }
  }

  /// The name, where a parenthesis stands behind it.
  private mutating func addCall(_ name: Syntax.Name, in span: Syntax.Span) {
    let behind = tokens[name.span.tokens.upperBound..<span.tokens.upperBound].first { !$0.kind.isTrivia }
    if behind?.kind == .leftParenthesis { calls.insert(name.span.tokens.lowerBound) }
  }

  private mutating func add(_ rule: Syntax.Rule) {
    starts.insert(rule.span.tokens.lowerBound)
    apart.insert(rule.span.tokens.lowerBound)
    rule.clauses.forEach { add($0) }
    lineUp(rule.clauses.map { Head($0) })
  }

  private mutating func add(_ clause: Syntax.Clause) {
    let start = clause.span.tokens.lowerBound
    starts.insert(start)
    switch clause.kind {
    case .match(let search), .unless(let search):
      add(search.alternatives, of: clause.span)
    case .where(let expression), .let(_, let expression): add(expression)
    case .fix(let fix):
      if addBlock(of: clause.span) == false { apart.insert(start) }
      fix.steps.forEach { add($0) }
    case .test(let test):
      if addBlock(of: clause.span) == false { apart.insert(start) }
      test.lines.forEach { add($0) }
    case .means(let meaning): add(meaning)
    case .category, .heals, .adapter, .dbt, .advise, .overrides: break
    }
  }

  private mutating func add(_ alternatives: [Syntax.Alternative], of span: Syntax.Span) {
    guard addBlock(of: span) != nil else { return }
    starts.formUnion(alternatives.map(\.span.tokens.lowerBound))
  }

  /// Whether the clause's block stands on one line; nil where it has none.
  private mutating func addBlock(of span: Syntax.Span) -> Bool? {
    guard let open = span.tokens.first(where: { tokens[$0].kind == .leftBrace }) else { return nil }
    let isInline = tokens[open..<span.tokens.upperBound].allSatisfy { token in
      switch token.kind {
      case .newline, .comment, .documentation, .textBlock, .rawBlock, .regexBlock: false
      default: true
      }
    }
    if isInline { inlineBraces.insert(open) }
    return isInline
  }

  private mutating func add(_ step: Syntax.Step) {
    starts.insert(step.span.tokens.lowerBound)
    switch step.kind {
    case .edit(let file, let call):
      add(file)
      add(call)
    case .confidence(_, let condition): condition.map { add($0) }
    case .retry, .run, .ask: break
    }
  }

  private mutating func add(_ line: Syntax.Test.Line) {
    starts.insert(line.span.tokens.lowerBound)
    switch line.kind {
    case .given(let name, let arguments, let value):
      if arguments != nil { calls.insert(name.span.tokens.lowerBound) }
      arguments?.forEach { add($0) }
      add(value)
    case .expect(.capture(_, let value)): add(value)
    case .fault(let meaning), .expect(.fault(let meaning)): add(meaning)
    default: break
    }
  }

  private mutating func add(_ call: Syntax.Call) {
    calls.insert(call.name.span.tokens.lowerBound)
    call.arguments.forEach { add($0.value) }
  }

  private mutating func add(_ expression: Syntax.Expression) {
    switch expression.kind {
    case .call(let call): add(call)
    case .list(let items): items.forEach { add($0) }
    case .map(let pairs):
      mapBraces.formUnion([expression.span.tokens.lowerBound, expression.span.tokens.upperBound - 1])
      for pair in pairs {
        add(pair.key)
        add(pair.value)
      }
    case .not(let operand): add(operand)
    case .and(let left, let right), .or(let left, let right), .compare(let left, _, let right):
      add(left)
      add(right)
    case .int, .number, .share, .duration, .bool, .text, .pattern, .name: break
    }
  }

  // MARK: Lining up

  /// A line whose text stands in one column with that of its neighbours.
  private struct Head {
    /// Of the word that the text stands behind.
    var word: Syntax.Span
    /// Of the whole line.
    var tokens: Range<Int>

    init(_ category: Syntax.Category) {
      word = category.name.span
      tokens = category.span.tokens
    }

    /// nil for a clause that is none of `category`, `heals`, `adapter` and `dbt`.
    init?(_ clause: Syntax.Clause) {
      switch clause.kind {
      case .category, .heals, .adapter, .dbt: break
      default: return nil
      }
      word = clause.keyword
      tokens = clause.span.tokens
    }
  }

  /// Heads on lines next to each other line up; nil is any other line.
  private mutating func lineUp(_ heads: [Head?]) {
    var run: [Head] = []
    for head in heads {
      if let last = run.last, head.map({ !areNeighbours(last, $0) }) ?? true {
        lineUp(run: run)
        run = []
      }
      if let head { run.append(head) }
    }
    lineUp(run: run)
  }

  private mutating func lineUp(run: [Head]) {
    let width = run.map(\.word.bytes.count).max() ?? 0
    for head in run where head.word.bytes.count < width {
      padding[head.word.tokens.upperBound - 1] = width - head.word.bytes.count
    }
  }

  private func areNeighbours(_ first: Head, _ second: Head) -> Bool {
    let between = tokens[first.tokens.upperBound..<second.tokens.lowerBound]
    return between.count { $0.kind == .newline } <= 1
      && !between.contains { $0.kind == .comment || $0.kind == .documentation }
  }
}

extension Syntax.Item {
  /// Indices of the file's tokens.
  package var tokens: Range<Int> {
    switch self {
    case .category(let category): category.span.tokens
    case .pattern(let pattern): pattern.span.tokens
    case .rule(let rule): rule.span.tokens
    case .fallback(let block): block.span.tokens
    case .fault(let fault): fault.span.tokens
    case .disable(let disable): disable.span.tokens
    }
  }
}
