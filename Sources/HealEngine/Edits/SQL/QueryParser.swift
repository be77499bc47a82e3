/// Reads the structure of queries out of lexemes. What it does not know it goes past: a part that is
/// misread can only make a name stay as it is, or the edit be refused.
struct QueryParser {
  let lexemes: [Lexeme]
  /// For each opening bracket, its closing one.
  private let closers: [Int: Int]

  /// Deeper than any query people write; the parser calls itself once a level.
  private static let mostLevels = 150

  /// - Throws: where brackets do not balance.
  init(_ view: SQLView) throws(EditRefusal) {
    lexemes = view.lexemes
    var closers: [Int: Int] = [:]
    var open: [(index: Int, closer: String)] = []
    for (index, lexeme) in view.lexemes.enumerated() where lexeme.kind == .symbol {
      switch lexeme.text {
      case "(": open.append((index, ")"))
      case "[": open.append((index, "]"))
      case "{": open.append((index, "}"))
      case ")", "]", "}":
        guard let last = open.popLast(), last.closer == lexeme.text else {
          throw QueryParser.unbalanced(lexeme, view)
        }
        closers[last.index] = index
      default: break
      }
      guard open.count <= QueryParser.mostLevels else {
        throw EditRefusal("its brackets are nested too deeply to follow")
      }
    }
    if let last = open.last { throw QueryParser.unbalanced(view.lexemes[last.index], view) }
    self.closers = closers
  }

  private static func unbalanced(_ lexeme: Lexeme, _ view: SQLView) -> EditRefusal {
    let line = lineNumber(of: lexeme.range.lowerBound, in: view.bytes)
    return EditRefusal("the “\(lexeme.text)” on line \(line) has no partner")
  }

  /// The statements of the text, cut at `;`.
  func statements() -> [Query] {
    split(0..<lexemes.count, at: ";").compactMap { range in
      let start = range.first { startsQuery($0, range.upperBound) }
      return start.map { query($0..<range.upperBound) }
    }
  }

  /// Past the bracket that opens at `index`, or just past `index`.
  func past(_ index: Int) -> Int { (closers[index] ?? index) + 1 }

  /// What stands between the bracket at `index` and its partner.
  func inside(_ index: Int) -> Range<Int> { index + 1..<(closers[index] ?? index + 1) }

  func isWord(_ index: Int, _ words: String..., before end: Int) -> Bool {
    index < end && lexemes[index].kind == .word && words.contains(lexemes[index].text)
  }

  func isSymbol(_ index: Int, _ symbol: String, before end: Int) -> Bool {
    index < end && lexemes[index].isSymbol(symbol)
  }

  /// Whether a query begins here: `select`, `with`, `from`, or brackets around one that nothing but
  /// more of the query follows. `((select 1), a)` is a list.
  func startsQuery(_ index: Int, _ end: Int) -> Bool {
    if isWord(index, "select", "with", "from", "values", before: end) { return true }
    guard isSymbol(index, "(", before: end), startsQuery(index + 1, inside(index).upperBound) else {
      return false
    }
    let next = past(index)
    return next >= end || endsArm(next, end)
      || isWord(next, "order", "limit", "offset", before: end)
  }

  /// The pieces of a range between commas (or another symbol) outside brackets; empty ones left out.
  func split(_ range: Range<Int>, at symbol: String = ",") -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      if lexemes[index].isSymbol(symbol) {
        if index > start { pieces.append(start..<index) }
        start = index + 1
        index = start
      } else {
        index = past(index)
      }
    }
    if range.upperBound > start { pieces.append(start..<range.upperBound) }
    return pieces
  }

  /// [with …] arm { (union | intersect | except) arm }
  func query(_ range: Range<Int>) -> Query {
    var query = Query()
    var index = range.lowerBound
    if isWord(index, "with", before: range.upperBound) {
      index = commonTables(from: index + 1, to: range.upperBound, into: &query)
    }
    while index < range.upperBound {
      let start = index
      query.arms.append(arm(&index, range.upperBound))
      precondition(index > start, "every arm takes at least one lexeme")
      guard endsArm(index, range.upperBound) else { break }
      index = pastSetOperator(index, range.upperBound)
    }
    liftOrder(of: &query)
    query.order += clauses(index..<range.upperBound).filter { $0.role == .orderBy }
    return query
  }

  /// [recursive] name [(columns)] as [[not] materialized] (query) { , … }
  private func commonTables(from start: Int, to end: Int, into query: inout Query) -> Int {
    var index = start
    if isWord(index, "recursive", before: end), index + 1 < end, lexemes[index + 1].isName {
      query.isRecursive = true
      index += 1
    }
    while index < end, lexemes[index].kind != .symbol, !isWord(index, "select", before: end) {
      let name = index
      index += 1
      var columns: [Int]?
      if isSymbol(index, "(", before: end) {
        columns = inside(index).filter { lexemes[$0].isName }
        index = past(index)
      }
      while isWord(index, "as", "not", "materialized", before: end) { index += 1 }
      guard isSymbol(index, "(", before: end) else { return index }
      let body = inside(index)
      query.tables.append(
        Query.CommonTable(name: name, columns: columns, query: bracketed(body)))
      index = past(index)
      while isSymbol(index, ",", before: end) { index += 1 }
    }
    return index
  }

  /// A query in brackets, or what a macro puts there.
  func bracketed(_ range: Range<Int>) -> Query {
    guard !startsQuery(range.lowerBound, range.upperBound) else { return query(range) }
    let start = range.first { startsQuery($0, range.upperBound) && isWordOnly($0) }
    guard let start, range.lowerBound < start, lexemes[range.lowerBound].kind == .jinja else {
      return Query(arms: [.opaque(range)])
    }
    return query(start..<range.upperBound)
  }

  private func isWordOnly(_ index: Int) -> Bool { lexemes[index].kind == .word }

  private func arm(_ index: inout Int, _ end: Int) -> Query.Arm {
    if isSymbol(index, "(", before: end), startsQuery(index + 1, inside(index).upperBound) {
      let inner = inside(index)
      index = past(index)
      return .query(query(inner))
    }
    if isWord(index, "select", "from", before: end) { return .select(select(&index, end)) }
    let start = index
    let isValues = isWord(index, "values", before: end)
    index += 1
    while index < end, !endsArm(index, end) { index = past(index) }
    return isValues ? .values : .opaque(start..<index)
  }

  /// `union`, `intersect`, `minus`, or an `except` that is no star's.
  func endsArm(_ index: Int, _ end: Int) -> Bool {
    if isWord(index, "union", "intersect", before: end) { return true }
    guard isWord(index, "except", "minus", before: end) else { return false }
    let next = isWord(index + 1, "all", "distinct", before: end) ? index + 2 : index + 1
    return next >= end || startsQuery(next, end) || lexemes[next].kind == .jinja
  }

  private func pastSetOperator(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, endsArm(index, end) {
      index += 1
      while isWord(index, "all", "distinct", "by", "name", "corresponding", before: end) {
        index += 1
      }
    }
    return index
  }

  /// The `order by` after the last arm belongs to all arms.
  private func liftOrder(of query: inout Query) {
    guard query.arms.count > 1, case .select(var last)? = query.arms.last else { return }
    query.order = last.clauses.filter { $0.role == .orderBy }
    last.clauses.removeAll { $0.role == .orderBy }
    query.arms[query.arms.count - 1] = .select(last)
  }
}
