/// What differs between a text and what it was: what may be meant, and what nobody can have meant.
package enum DifferenceKind: Hashable, Sendable {
  /// Commas, brackets, quotes and the signs of Jinja's tags.
  case punctuation(now: String, before: String)
  /// One keyword misspelt, run together with the next one, or left out.
  case keyword(now: String, before: String)
  /// One name, wherever it is written.
  case name(now: String, before: String)
  /// A literal, an operator, a filter, a line: it may have been meant.
  case other(String)
}

/// The words and signs in which a text differs from what it was.
struct Differences {
  private let text: [UInt8]
  private let path: String
  private let dialect: Dialect
  private let diff: TokenDiff

  init(before: String, after: [UInt8], path: String, dialect: Dialect) {
    text = after
    self.path = path
    self.dialect = dialect
    diff = TokenDiff(before: Array(before.utf8), after: after)
  }

  /// What all differences together are.
  var kind: DifferenceKind { kind(of: diff.changes) }

  /// Of several differences only those of one name are one.
  func kind(of changes: [TokenDiff.Change]) -> DifferenceKind {
    // A keyword in upper case is the same keyword.
    let said = changes.filter { change in
      let (old, new) = (change.old.map { $0.lowercased() }, change.new.map { $0.lowercased() })
      return old != new || !old.allSatisfy(SQLWord.isKeyword)
    }
    let changes = said.isEmpty ? changes : said
    let kinds = Set(changes.map(kind(of:)))
    guard let kind = kinds.first else { return .other("nothing differs") }
    guard kinds.count == 1 else { return .other("the text differs in \(changes.count) places") }
    if changes.count == 1 { return kind }
    if case .name = kind { return kind }
    return .other("the text differs in \(changes.count) places")
  }

  /// The differences within a range of the text as it is.
  func changes(in range: Range<Int>) -> [TokenDiff.Change] {
    diff.changes.filter {
      range.lowerBound <= $0.after.lowerBound && $0.after.upperBound <= range.upperBound
    }
  }

  // MARK: What may be taken back

  /// Where nobody can read the text: the one word or sign that makes it readable.
  ///
  /// - Parameter range: where it must be; nil for anywhere.
  /// - Returns: nil where the text can be read, or no such change helps.
  /// - Throws: where several would do.
  func repair(in range: Range<Int>? = nil) throws(EditRefusal) -> Restoration.Step? {
    let now = readability(of: text)
    guard !now.isReadable else { return nil }
    let small = (range.map { changes(in: $0) } ?? diff.changes).filter(isRepair)
    guard small.count <= Differences.mostTried else { return nil }
    // What heal's reader cannot read the engine may: then all that differs must be this.
    guard now.isUnreadable || diff.changes.count == 1 else { return nil }
    let helping = small.filter { change in
      let after = readability(of: applied(diff.reverting(change)))
      return after.isReadable || (!now.isUnreadable && !after.isUnreadable)
    }
    guard let first = helping.first else { return nil }
    guard helping.count == 1 else {
      throw Repair.refusal(diff.reverting(first), diff.reverting(helping[1]), in: text)
    }
    return Restoration.Step(edits: [diff.reverting(first)], kind: kind(of: first))
  }

  private static let mostTried = 40

  /// The differences where `word` stands for another name.
  func name(_ word: String) -> Restoration.Step? {
    let wanted = word.lowercased()
    let found = diff.changes.filter { change in
      guard case .name(let now, _) = kind(of: change) else { return false }
      return now.lowercased() == wanted
    }
    guard !found.isEmpty, case .name(let now, let before) = kind(of: found) else { return nil }
    return Restoration.Step(
      edits: found.map(diff.reverting), kind: .name(now: now, before: before))
  }

  private func readability(of text: [UInt8]) -> Readability {
    if path.isYAML { return LayoutReading(text, file: DbtFile(path: path)).readability(of: text) }
    guard path.hasSuffix(".sql") else { return .unknown("\(path) is neither SQL nor YAML") }
    return SyntaxReading(text, dialect: dialect).readability
  }

  private func applied(_ edit: TextEdit) -> [UInt8] {
    var changed = text
    changed.replaceSubrange(edit.range, with: edit.replacement.utf8)
    return changed
  }

  private func isRepair(_ change: TokenDiff.Change) -> Bool {
    switch kind(of: change) {
    case .punctuation, .keyword: true
    case .name, .other: false
    }
  }

  // MARK: Kinds

  func kind(of change: TokenDiff.Change) -> DifferenceKind {
    let now = change.new.joined(separator: " ")
    let before = change.old.joined(separator: " ")
    let signs = change.old + change.new
    if signs.count <= Differences.mostSigns, isPunctuation(change) {
      return .punctuation(now: change.new.joined(), before: change.old.joined())
    }
    if isText(change) { return .other("a literal or a comment differs") }
    if isKeyword(change) { return .keyword(now: now, before: before) }
    guard change.old.count == 1, change.new.count == 1, isName(now), isName(before) else {
      return .other("“\(now)” was “\(before)”")
    }
    return .name(now: now, before: before)
  }

  private static let mostSigns = 4

  private func isPunctuation(_ change: TokenDiff.Change) -> Bool {
    let signs = change.old + change.new
    guard !signs.isEmpty, change.old.count != change.new.count || change.old.count == 1 else {
      return false
    }
    let isTag = { (signs: [String]) in signs.contains { $0 == "{" || $0 == "}" } || path.isYAML }
    let touchesTag = touches("{}", change.after, text) || touches("{}", change.before, diff.before)
    return signs.allSatisfy { sign in
      if sign == "%" { return isTag(signs) || touchesTag }
      if path.isYAML, sign == ":" || sign == "-" { return true }
      return [",", "(", ")", "[", "]", "{", "}", "'", "\"", "`"].contains(sign)
    }
  }

  private func touches(_ signs: String, _ range: Range<Int>, _ text: [UInt8]) -> Bool {
    [range.lowerBound - 1, range.upperBound].contains { index in
      text.indices.contains(index) && signs.utf8.contains(text[index])
    }
  }

  /// A keyword may be written in upper case now, beside one that is misspelt.
  private func isKeyword(_ change: TokenDiff.Change) -> Bool {
    var change = change
    while change.old.count > 1, let old = change.old.first, let new = change.new.first,
      old.lowercased() == new.lowercased()
    {
      change.old.removeFirst()
      change.new.removeFirst()
    }
    guard path.hasSuffix(".sql"), (1...2).contains(change.old.count), change.new.count <= 1 else {
      return false
    }
    let old = change.old.map { $0.lowercased() }
    guard old.allSatisfy(SQLWord.isKeyword) else { return false }
    guard let now = change.new.first?.lowercased() else { return old.count == 1 }
    guard !SQLWord.isKeyword(now), isName(now) else { return false }
    if old.count == 2 { return old.joined() == now }
    return SQLWord.keywords(like: now).contains(old)
  }

  private func isName(_ word: String) -> Bool {
    guard let first = word.utf8.first, first.isWordByte, !first.isDigit else { return false }
    return path.isYAML || !SQLWord.isReserved(word.lowercased())
  }

  /// Whether it is inside a text or a comment of the SQL as it was; names of Jinja stand in texts, too.
  private func isText(_ change: TokenDiff.Change) -> Bool {
    guard path.hasSuffix(".sql") else { return false }
    let place =
      change.before.isEmpty ? max(0, change.before.lowerBound - 1) : change.before.lowerBound
    let tokens = SQLLexer.tokens(of: diff.before, dialect: dialect)
    guard let token = tokens.first(where: { $0.range.contains(place) }) else { return false }
    switch token.kind {
    case .string:
      return !JinjaTag.read(in: Array(diff.before[token.range])).contains {
        $0.range.contains(place - token.range.lowerBound)
      }
    case .comment, .jinjaComment, .number, .raw: return true
    case .jinjaExpression, .jinjaStatement: return isArgument(place, of: token.range)
    case .whitespace, .quotedName, .word, .symbol: return false
    }
  }

  /// Whether a text is an item of a list that `{% set %}` makes: columns are named after such items.
  private func isListItem(_ quote: Int, in tag: Range<Int>) -> Bool {
    let text = diff.before
    guard JinjaTag.keyword(of: tag, in: text) == "set" else { return false }
    let before = text[tag.lowerBound..<quote].last { !$0.isSQLSpace }
    return before == UInt8(ascii: "[") || before == UInt8(ascii: ",")
  }

  /// Whether it is a text in Jinja that names no relation, macro or variable.
  private func isArgument(_ place: Int, of tag: Range<Int>) -> Bool {
    var index = tag.lowerBound
    while index < tag.upperBound {
      let byte = diff.before[index]
      guard byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let past = JinjaTag.pastString(index, in: diff.before)
      if index < place, place < past {
        if isListItem(index, in: tag) { return false }
        let calls = JinjaCall.all(in: tag, of: diff.before)
        return !calls.contains { call in
          ["ref", "source", "var"].contains(
            call.function.split(separator: ".").last.map(String.init))
            && call.names.contains { $0.range.contains(place) }
        }
      }
      index = past
    }
    return false
  }
}
