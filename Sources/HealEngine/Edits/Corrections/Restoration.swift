import HealLanguage

/// Takes back the one small difference to a file's committed text, or to what it was when it was last green.
///
/// In a text that nobody can read that is the one word or sign that makes it readable again, whatever else differs. Else
/// it is what `word` names, or the one small difference.
struct Restoration {
  let committed: String
  /// A word of the failure; the difference must be at most a line away from one. Empty where the failure names none:
  /// then a whole line that was taken away is not given back, for that may have been meant.
  let word: String
  var path = ""
  var dialect: Dialect = .generic

  /// More than so many lines, or single changes, is no typo.
  private static let mostLines = 2
  private static let mostChanges = 12
  /// A line or two that something was taken from, in bytes.
  private static let mostTaken = 160

  /// What is taken back, and what kind of difference that is.
  struct Step: Hashable {
    var edits: [TextEdit]
    var kind: DifferenceKind
  }

  func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] { try step(in: text).edits }

  /// - Throws: where there is no such difference, or more than one.
  func step(in text: [UInt8]) throws(EditRefusal) -> Step {
    let differences = Differences(before: committed, after: text, path: path, dialect: dialect)
    if let step = try differences.repair() { return step }
    if let step = differences.name(word) { return step }
    let edits = [try smallChange(in: text)]
    return Step(edits: edits, kind: differences.kind)
  }

  private func smallChange(in text: [UInt8]) throws(EditRefusal) -> TextEdit {
    let diff = LineDiff(before: committed, after: String(decoding: text, as: UTF8.self))
    guard diff.changes.count == 1, let change = diff.changes.first else {
      throw EditRefusal("the committed file differs in \(diff.changes.count) places")
    }
    guard max(change.before.count, change.after.count) <= Restoration.mostLines else {
      throw EditRefusal("the difference to the committed file is more than a typo")
    }
    let old = Array(diff.before[change.before].joined())
    let new = Array(diff.after[change.after].joined())
    let isWhole = change.before.count != change.after.count
    guard isSlip(old, new), !(word.isEmpty && isWhole) else {
      throw EditRefusal("the difference to the committed file is more than a typo")
    }
    guard isNear(change, diff) else {
      throw EditRefusal("“\(word)” is not where the file differs from the committed one")
    }
    let start = diff.after[..<change.after.lowerBound].reduce(0) { $0 + $1.count }
    return trimmed(TextEdit(start..<start + new.count, ""), old, new)
  }

  /// A few changes that leave most of the text as it was, or something that was taken away and nothing else.
  private func isSlip(_ old: [UInt8], _ new: [UInt8]) -> Bool {
    if old.count <= Restoration.mostTaken, isLeft(new, of: old) { return true }
    let distance = editDistance(
      String(decoding: old, as: UTF8.self), String(decoding: new, as: UTF8.self))
    return distance <= Restoration.mostChanges && distance * 2 < max(old.count, new.count)
  }

  /// Whether all of `new` stands in `old`, in its order.
  private func isLeft(_ new: [UInt8], of old: [UInt8]) -> Bool {
    var rest = new[...]
    for byte in old where rest.first == byte { rest.removeFirst() }
    return rest.isEmpty
  }

  private func isNear(_ change: LineDiff.Change, _ diff: LineDiff) -> Bool {
    guard !word.isEmpty else { return true }
    let near =
      max(0, change.after.lowerBound - 1)..<min(diff.after.count, change.after.upperBound + 1)
    let wanted = word.lowercased()
    return diff.after[near].contains { line in
      String(decoding: line, as: UTF8.self).lowercased().parts(between: wanted).count > 1
    }
  }

  /// Only the bytes between what both have in common.
  private func trimmed(_ edit: TextEdit, _ old: [UInt8], _ new: [UInt8]) -> TextEdit {
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    // Never between the bytes of one character.
    while head > 0, head < old.count, old[head] & 0xC0 == 0x80 { head -= 1 }
    while tail > 0, old[old.count - tail] & 0xC0 == 0x80 { tail -= 1 }
    let start = edit.range.lowerBound
    return TextEdit(
      start + head..<start + new.count - tail,
      String(decoding: old[head..<old.count - tail], as: UTF8.self))
  }
}
