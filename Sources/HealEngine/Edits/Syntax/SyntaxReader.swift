/// Reads one view of a query by a strict grammar and says what it means, brackets that change nothing
/// left out. ``QueryParser`` goes past what it does not know; this one stops there.
///
/// It knows less than any engine: what it cannot read is never mended, and never called wrong.
struct SyntaxReader {
  let lexemes: [Lexeme]
  let bytes: [UInt8]
  let dialect: Dialect
  var index = 0
  /// The lexeme that the reading could not get past.
  private(set) var furthest = 0
  /// How much of the layout is unlike what people write: of mends that mean the same, the least odd is made.
  var oddness = 0
  /// How much no engine takes, although it can be read: a number of arguments, a text for a condition.
  var refusals = 0
  /// How many columns the select that is being read has named so far.
  var names = 0
  private var level = 0

  private static let mostLevels = 100

  init(_ view: SQLView, dialect: Dialect) {
    lexemes = view.lexemes
    bytes = view.bytes
    self.dialect = dialect
  }

  /// A query in its canonical form; nil where it cannot be read, ``furthest`` then says where.
  mutating func read() -> String? {
    do throws(SyntaxStop) {
      let query = try query()
      guard index == lexemes.count else { throw stop() }
      return query
    } catch {
      return nil
    }
  }

  // MARK: Words

  var next: Lexeme? { index < lexemes.count ? lexemes[index] : nil }

  func peek(_ offset: Int) -> Lexeme? {
    index + offset < lexemes.count ? lexemes[index + offset] : nil
  }

  func isNext(_ words: String...) -> Bool {
    guard let next, next.kind == .word else { return false }
    return words.contains(next.text)
  }

  func isNext(symbol: String) -> Bool { next?.isSymbol(symbol) == true }

  /// Takes the words, all of them or none.
  mutating func take(_ words: String...) -> Bool {
    for (offset, word) in words.enumerated() where peek(offset)?.isWord(word) != true {
      return false
    }
    index += words.count
    return true
  }

  mutating func take(symbol: String) -> Bool {
    guard isNext(symbol: symbol) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ word: String) throws(SyntaxStop) {
    guard take(word) else { throw stop() }
  }

  mutating func expect(symbol: String) throws(SyntaxStop) {
    guard take(symbol: symbol) else { throw stop() }
  }

  mutating func stop() -> SyntaxStop {
    furthest = max(furthest, index)
    return SyntaxStop()
  }

  /// Whether a Jinja statement stands right before a lexeme: what is around it may be there or not.
  func hasJinja(before index: Int) -> Bool {
    let start = index > 0 ? lexemes[index - 1].range.upperBound : 0
    let end = index < lexemes.count ? lexemes[index].range.lowerBound : bytes.count
    return start < end && bytes[start..<end].contains(UInt8(ascii: "%"))
  }

  /// Whether a line ends after the lexeme at `index`.
  func isAtLineEnd(_ index: Int) -> Bool {
    guard index < lexemes.count else { return true }
    let end = index + 1 < lexemes.count ? lexemes[index + 1].range.lowerBound : bytes.count
    return bytes[lexemes[index].range.upperBound..<max(end, lexemes[index].range.upperBound)]
      .contains(UInt8(ascii: "\n"))
  }

  /// Whether the comma at `index` ends or begins a line.
  func isAtLineBoundary(_ index: Int) -> Bool {
    let start = index > 0 ? lexemes[index - 1].range.upperBound : 0
    let end = index + 1 < lexemes.count ? lexemes[index + 1].range.lowerBound : bytes.count
    return start < end && bytes[start..<end].contains(UInt8(ascii: "\n"))
  }

  /// Counts how deep the reading is; it calls itself once a level.
  mutating func enter() throws(SyntaxStop) {
    level += 1
    guard level < SyntaxReader.mostLevels else {
      level -= 1
      throw stop()
    }
  }

  mutating func leave() { level -= 1 }

  // MARK: Queries

  /// [with …] arm { (union | intersect | except) arm } [order by …] [limit …] [offset …]
  mutating func query() throws(SyntaxStop) -> String {
    try enter()
    defer { leave() }
    var parts: [String] = []
    if take("with") {
      _ = take("recursive")
      repeat { parts.append(try commonTable()) } while takeComma()
    }
    parts.append(try arm())
    while let set = takeSetOperator() {
      parts.append(set)
      let isCut = next == nil || isNext(symbol: ")")
      if isCut, hasJinja(before: index) || hasJinja(before: index - 1) { break }
      parts.append(try arm())
    }
    if take("order", "by") { parts.append("order \(try sortKeys())") }
    while isNext("limit", "offset") {
      let word = lexemes[index].text
      index += 1
      parts.append("\(word) \(try expression())")
      _ = take("rows")
    }
    return "{\(parts.joined(separator: " "))}"
  }

  /// A comma, unless Jinja decides whether more follows it.
  mutating func takeComma() -> Bool {
    guard isNext(symbol: ",") else { return false }
    index += 1
    return true
  }

  /// name [(columns)] as [[not] materialized] (query)
  private mutating func commonTable() throws(SyntaxStop) -> String {
    let name = try self.name()
    var columns = ""
    if isNext(symbol: "(") { columns = try nameList() }
    try expect("as")
    _ = take("not")
    _ = take("materialized")
    try expect(symbol: "(")
    let query = try query()
    try expect(symbol: ")")
    return "\(name)\(columns)=\(query)"
  }

  private mutating func takeSetOperator() -> String? {
    guard isNext("union", "intersect", "except", "minus"), let word = next?.text else { return nil }
    index += 1
    if take("all") { return word + " all" + (take("by", "name") ? " by name" : "") }
    _ = take("distinct")
    return word + (take("by", "name") ? " by name" : "")
  }

  private mutating func arm() throws(SyntaxStop) -> String {
    if take(symbol: "(") {
      let query = try query()
      try expect(symbol: ")")
      return query
    }
    if isNext("select", "from") { return try select() }
    if take("values") { return try values() }
    guard next?.kind == .jinja else { throw stop() }
    var made = ""
    while let lexeme = next, lexeme.kind == .jinja {
      made += lexeme.text
      index += 1
    }
    return made
  }

  mutating func values() throws(SyntaxStop) -> String {
    var rows: [String] = []
    repeat {
      try expect(symbol: "(")
      rows.append(try expressions())
      try expect(symbol: ")")
    } while takeComma()
    return "values \(rows)"
  }

  // MARK: Names

  /// A name that nothing else can be.
  mutating func name() throws(SyntaxStop) -> String {
    guard let lexeme = next, isName(lexeme) else { throw stop() }
    index += 1
    return lexeme.text
  }

  func isName(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .word: !SQLWord.isReserved(lexeme.text)
    case .quotedName, .composite, .jinja: true
    case .string, .number, .symbol: false
    }
  }

  mutating func nameList() throws(SyntaxStop) -> String {
    try expect(symbol: "(")
    var names: [String] = []
    repeat { names.append(try name()) } while takeComma()
    try expect(symbol: ")")
    return "\(names)"
  }
}

/// The text cannot be read any further.
struct SyntaxStop: Error {}
