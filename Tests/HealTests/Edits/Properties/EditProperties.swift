import HealLanguage

@testable import HealEngine

/// What holds for every edit that is made, whatever was asked for.
struct EditProperties {
  let test: EditCase
  let edits: [TextEdit]
  let before: [UInt8]

  init(_ test: EditCase, _ edits: [TextEdit]) {
    self.test = test
    self.edits = edits
    before = Array(test.text.utf8)
  }

  /// What does not hold, one sentence each.
  func faults() -> [String] {
    guard areApart else { return ["the edits are not in order, not apart or not in the file"] }
    let after = spliced()
    let text = String(decoding: after, as: UTF8.self)
    var faults: [String] = []
    if Array(text.utf8) != after { faults.append("an edit cuts a character") }
    if apply(edits, to: test.text) != text { faults.append("something beside the spans changes") }
    if after == before { faults.append("nothing changes") }
    faults += layoutFaults(after)
    if !isCovered(after) { faults.append("the tokens do not cover the result") }
    if let expected = test.expected, expected != text { faults.append("it became \(text)") }
    if let inverse = test.inverse {
      let back = test.edits(for: inverse, in: text).map { apply($0, to: text) }
      if back != test.text { faults.append("undone it is \(back ?? "refused")") }
    }
    let lost = notes(in: before).subtracting(notes(in: after))
    if !lost.isEmpty {
      faults.append("comments are lost: \(lost.map { String(decoding: $0, as: UTF8.self) })")
    }
    return faults
  }

  private var areApart: Bool {
    let ranges = edits.map(\.range)
    return !edits.isEmpty
      && ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= before.count }
      && zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound && $0 != $1 }
  }

  /// From the end, so that no offset moves: another way than `apply`.
  private func spliced() -> [UInt8] {
    var bytes = before
    for edit in edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.replacement.utf8) }
    return bytes
  }

  /// Line ends are of one kind before, and of that kind after; a byte order mark stays first and alone.
  private func layoutFaults(_ after: [UInt8]) -> [String] {
    var faults: [String] = []
    let (old, new) = (LineEnds(before), LineEnds(after))
    if old.windows == 0, new.windows > 0 { faults.append("a CRLF comes into a file of LF") }
    if old.bare == 0, old.windows > 0, new.bare > 0 {
      faults.append("a bare LF comes into a file of CRLF")
    }
    if new.returns > old.returns { faults.append("a CR without an LF comes in") }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if before.starts(with: mark) != after.starts(with: mark) {
      faults.append("the byte order mark does not stay first")
    }
    return faults
  }

  private func isCovered(_ bytes: [UInt8]) -> Bool {
    test.path.hasSuffix(".sql")
      ? areCovered(bytes, by: Dialect(adapter: test.adapter)) : areCoveredByLines(bytes)
  }

  /// The numbers of the generated comments.
  private func notes(in bytes: [UInt8]) -> Set<ArraySlice<UInt8>> {
    let taken: Set<OperationName> = [
      .deleteMatch, .remove, .replaceMatch, .restoreCommitted, .restoreLine,
    ]
    guard !taken.contains(test.operation) else { return [] }
    return Set(generatedNotes(in: bytes).map { $0.dropFirst(5).prefix { $0 != 32 } })
  }
}

/// `note 7` and what follows it on its line: generated comments are numbered.
func generatedNotes(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var notes: [ArraySlice<UInt8>] = []
  var index = 0
  while index + 5 < bytes.count {
    // "note "
    if bytes[index] == 110, bytes[index + 3] == 101, bytes[index + 4] == 32,
      bytes[index + 5].isDigit
    {
      let note = bytes[index...].prefix { $0 != 10 && $0 != 13 }
      notes.append(note)
      index = note.endIndex
    } else {
      index += 1
    }
  }
  return notes
}

/// How many line ends of each kind a text has.
struct LineEnds {
  var windows = 0
  var bare = 0
  var returns = 0

  init(_ bytes: [UInt8]) {
    var last: UInt8 = 0
    for byte in bytes + [0] {
      if byte == 10, last == 13 { windows += 1 }
      if byte == 10, last != 13 { bare += 1 }
      if byte != 10, last == 13 { returns += 1 }
      last = byte
    }
  }
}
