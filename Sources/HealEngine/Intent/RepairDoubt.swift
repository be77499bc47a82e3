import HealLanguage

/// Why a repair of SQL that nobody can read may not be what its author meant, though it makes the text readable.
struct RepairDoubt {
  let text: [UInt8]
  let edits: [TextEdit]

  /// One clause; nil where nothing speaks against it.
  var clause: String? {
    for edit in edits {
      let removed = text[edit.range].filter { !$0.isSQLSpace }
      if removed.isEmpty, let clause = clause(ofInserting: edit) { return clause }
      if edit.replacement.trimmed.isEmpty, let clause = clause(ofRemoving: removed, edit) { return clause }
    }
    return nil
  }

  private func clause(ofInserting edit: TextEdit) -> String? {
    let (before, behind) = (lastByte(before: edit), firstByte(behind: edit))
    switch edit.replacement.trimmed.lowercased() {
    case "as", "on", "using", "else", "and", "or":
      return "another word may be missing there as well, and only its author knows which"
    case "," where before == Self.quote && behind == Self.quote:
      return "the two texts may be one that goes on in the next line"
    case "," where !isEndOfLine(edit):
      return "an operator may be missing there as well, and only its author knows which"
    case "," where isInWindow(edit):
      return "`order by` may be missing there as well as a comma"
    default: return nil
    }
  }

  private func clause(ofRemoving removed: [UInt8], _ edit: TextEdit) -> String? {
    let (before, behind) = (lastByte(before: edit), firstByte(behind: edit))
    switch removed {
    case [Self.quote], [UInt8(ascii: "\"")]:
      return "a quote may be missing as well as one too many"
    case [UInt8(ascii: "(")], [UInt8(ascii: ")")]:
      let isDouble = before == removed[0] || behind == removed[0]
      return isDouble ? nil : "a bracket may be missing as well as one too many"
    case [UInt8(ascii: ",")]:
      if isInVain(edit) { return isAmongValues(edit) ? "a value may be missing between the commas" : nil }
      return "something may be missing behind the comma"
    default: return clause(ofRemovingWord: String(decoding: removed, as: UTF8.self).lowercased())
    }
  }

  /// A number written twice lacks a sign as well, and how rows are put together is no slip of the pen.
  private func clause(ofRemovingWord word: String) -> String? {
    if word.contains(where: \.isNumber), word.allSatisfy({ $0.isNumber || $0 == "." }) {
      return "a sign may be missing between the numbers"
    }
    return Self.setWords.contains(word) ? "the rows may be meant to be put together in another way" : nil
  }

  private static let setWords: Set<String> = ["all", "distinct", "except", "intersect", "minus", "union", "unionall"]

  /// Whether it stands behind `partition by` in a window that has no order.
  private func isInWindow(_ edit: TextEdit) -> Bool {
    guard let opening = openingBracket(before: edit.range.lowerBound) else { return false }
    let words = Self.words(in: text[opening..<edit.range.lowerBound])
    return words.contains("partition") && !words.contains("order")
  }

  /// Where a comma is put in at the end of a line, what stands there; nil for any other repair.
  var separatedPlace: SeparatedPlace? {
    guard let edit = edits.only, edit.range.isEmpty, edit.replacement.trimmed == "," else { return nil }
    return SeparatedPlace(text, at: edit.range.lowerBound)
  }

  private func openingBracket(before end: Int) -> Int? {
    var depth = 0
    for index in text[..<end].indices.reversed() {
      if text[index] == UInt8(ascii: ")") { depth += 1 }
      guard text[index] == UInt8(ascii: "(") else { continue }
      depth -= 1
      if depth < 0 { return index }
    }
    return nil
  }

  private static func words(in text: ArraySlice<UInt8>) -> [String] {
    text.split { !($0.isLetter || $0 == UInt8(ascii: "_")) }.map { $0.text.lowercased() }
  }

  /// Whether the innermost bracket around it holds the arguments of a call or a list of values, and no query.
  private func isAmongValues(_ edit: TextEdit) -> Bool {
    guard let opening = openingBracket(before: edit.range.lowerBound) else { return false }
    let word = Self.words(in: text[opening..<edit.range.lowerBound]).first
    return word != "select" && word != "with"
  }

  /// Whether nothing can follow a comma there: another one, a closing bracket, the next clause or the end.
  private func isInVain(_ edit: TextEdit) -> Bool {
    guard let next = firstByte(behind: edit) else { return true }
    if next == UInt8(ascii: ")") || next == UInt8(ascii: ",") || lastByte(before: edit) == UInt8(ascii: ",") { return true }
    let rest = text[edit.range.upperBound...].drop(while: \.isSQLSpace)
    let word = String(decoding: rest.prefix { $0.isLetter || $0 == UInt8(ascii: "_") }, as: UTF8.self).lowercased()
    return Self.clauses.contains(word)
  }

  /// Where a comma is what lists lack.
  private func isEndOfLine(_ edit: TextEdit) -> Bool {
    let behind = text[edit.range.upperBound...].prefix(while: \.isSQLSpace)
    let before = text[..<edit.range.lowerBound].reversed().prefix(while: \.isSQLSpace)
    return behind.contains(UInt8(ascii: "\n")) || before.contains(UInt8(ascii: "\n"))
  }

  private func lastByte(before edit: TextEdit) -> UInt8? { text[..<edit.range.lowerBound].last { !$0.isSQLSpace } }

  private func firstByte(behind edit: TextEdit) -> UInt8? { text[edit.range.upperBound...].first { !$0.isSQLSpace } }

  private static let quote = UInt8(ascii: "'")
  private static let clauses: Set<String> = [
    "from", "where", "group", "having", "qualify", "order", "limit", "union", "except", "intersect", "window", "select",
  ]
}
