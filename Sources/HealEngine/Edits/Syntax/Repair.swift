/// What a broken text comes to with one small change.
struct Repair {
  var edit: TextEdit
  /// Of each view, in its canonical form: readings with the same meaning are one.
  var meaning: [String] = []
  /// How unlike what people write it is; of readings with the same meaning the least odd is made.
  var oddness = 0
  /// How much in it no engine takes, although it can be read. A reading with more of it than another one is none.
  var refusals = 0

  init(edit: TextEdit, oddness: Int = 0) {
    self.edit = edit
    self.oddness = oddness
  }

  /// Adds what a view means; false where it cannot be read.
  mutating func take(_ view: SQLView, _ dialect: Dialect) -> Bool {
    var reader = SyntaxReader(view, dialect: dialect)
    guard let meaning = reader.read() else { return false }
    self.meaning.append(meaning)
    oddness += reader.oddness
    refusals += reader.refusals
    return true
  }

  /// The change that all readings agree on.
  ///
  /// - Throws: where there is none, or there are two that mean different things.
  static func only(of repairs: [Repair], in text: [UInt8]) throws(EditRefusal) -> TextEdit {
    let least = repairs.map(\.refusals).min()
    let possible = repairs.filter { $0.refusals == least }
    guard let best = possible.min(by: { $0.oddness < $1.oddness }) else {
      throw EditRefusal("no single small change makes it readable")
    }
    guard let rival = possible.first(where: { $0.meaning != best.meaning }) else {
      return best.edit
    }
    throw refusal(best.edit, rival.edit, in: text)
  }

  static func refusal(_ one: TextEdit, _ other: TextEdit, in text: [UInt8]) -> EditRefusal {
    let lines = [one, other].map { shown($0, in: text) }
    return EditRefusal("it can be read in two ways: “\(lines[0])” or “\(lines[1])”")
  }

  private static let mostShown = 80

  /// The line of a change as it would be.
  private static func shown(_ edit: TextEdit, in text: [UInt8]) -> String {
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let start = text[..<edit.range.lowerBound].lastIndex(where: isBreak).map { $0 + 1 } ?? 0
    let end = text[edit.range.upperBound...].firstIndex(where: isBreak) ?? text.count
    let line =
      text[start..<edit.range.lowerBound] + edit.replacement.utf8
      + text[edit.range.upperBound..<end]
    let shown = String(decoding: line.drop(while: \.isSQLSpace), as: UTF8.self)
    return shown.count > mostShown ? shown.prefix(mostShown) + " …" : shown
  }
}
