/// Where the words and signs of two texts differ, white space left out.
///
/// The texts are cut without regard to quotes: a quote that is missing in one of them would make all that follows
/// differ.
struct TokenDiff {
  let before: [UInt8]
  let after: [UInt8]
  let changes: [Change]

  struct Change: Hashable {
    /// UTF-8 offsets of what differs, white space around it included where it belongs to the change.
    var before: Range<Int>
    var after: Range<Int>
    /// The words and signs that differ.
    var old: [String]
    var new: [String]
  }

  init(before: [UInt8], after: [UInt8]) {
    self.before = before
    self.after = after
    let old = TokenDiff.tokens(of: before)
    let new = TokenDiff.tokens(of: after)
    let diff = LineDiff(pieces: old.map { before[$0] }, and: new.map { after[$0] })
    let steps = diff.changes.flatMap { change in
      TokenDiff.steps(change, diff.before, diff.after)
    }
    changes = steps.map { change in
      TokenDiff.trimmed(
        Change(
          before: TokenDiff.gap(around: change.before, of: old, in: before),
          after: TokenDiff.gap(around: change.after, of: new, in: after),
          old: change.before.map { String(decoding: before[old[$0]], as: UTF8.self) },
          new: change.after.map { String(decoding: after[new[$0]], as: UTF8.self) }),
        before, after)
    }
  }

  /// The edit of `after` that takes a change back.
  func reverting(_ change: Change) -> TextEdit {
    TextEdit(change.after, String(decoding: before[change.before], as: UTF8.self))
  }

  private static func tokens(of text: [UInt8]) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var index = 0
    while index < text.count {
      let start = index
      if text[index].isWordByte {
        while index < text.count, text[index].isWordByte { index += 1 }
      } else {
        index += 1
        if text[start].isSQLSpace { continue }
      }
      tokens.append(start..<index)
    }
    return tokens
  }

  /// Longer changes are not looked into.
  private static let mostSteps = 12

  /// A change cut where a word stands for a word: what is written otherwise, and what was put in or taken out beside it.
  private static func steps(
    _ change: LineDiff.Change, _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [LineDiff.Change] {
    let isShort = max(change.before.count, change.after.count) <= mostSteps
    guard isShort, !change.before.isEmpty, !change.after.isEmpty,
      !old[change.before].joined().elementsEqual(new[change.after].joined())
    else { return [change] }
    var steps: [LineDiff.Change] = []
    var isExchange = false
    for step in alignment(Array(old[change.before]), Array(new[change.after])) {
      let before = step.old.map { change.before.lowerBound + $0 }
      let after = step.new.map { change.after.lowerBound + $0 }
      let start = steps.last.map { ($0.before.upperBound, $0.after.upperBound) }
      let (x, y) = start ?? (change.before.lowerBound, change.after.lowerBound)
      let next = LineDiff.Change(
        before: x..<(before.map { $0 + 1 } ?? x), after: y..<(after.map { $0 + 1 } ?? y))
      let wasExchange = isExchange
      isExchange = before != nil && after != nil
      if let last = steps.last, !isExchange, !wasExchange {
        steps[steps.count - 1] = LineDiff.Change(
          before: last.before.lowerBound..<next.before.upperBound,
          after: last.after.lowerBound..<next.after.upperBound)
      } else {
        steps.append(next)
      }
    }
    return steps
  }

  /// The cheapest way from one list to the other: a word may stand for a word, a sign for a sign.
  private static func alignment(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>])
    -> [(old: Int?, new: Int?)]
  {
    let isWord = { (token: ArraySlice<UInt8>) in token.first?.isWordByte == true }
    var costs = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for x in (0...old.count).reversed() {
      for y in (0...new.count).reversed() where x < old.count || y < new.count {
        var cost = Int.max
        if x < old.count { cost = costs[x + 1][y] + 2 }
        if y < new.count { cost = min(cost, costs[x][y + 1] + 2) }
        if x < old.count, y < new.count, isWord(old[x]) == isWord(new[y]) {
          cost = min(cost, costs[x + 1][y + 1] + (old[x] == new[y] ? 0 : 3))
        }
        costs[x][y] = cost
      }
    }
    var steps: [(old: Int?, new: Int?)] = []
    var (x, y) = (0, 0)
    while x < old.count || y < new.count {
      let canPair = x < old.count && y < new.count && isWord(old[x]) == isWord(new[y])
      if canPair, costs[x][y] == costs[x + 1][y + 1] + (old[x] == new[y] ? 0 : 3) {
        steps.append((x, y))
        (x, y) = (x + 1, y + 1)
      } else if x < old.count, costs[x][y] == costs[x + 1][y] + 2 {
        steps.append((x, nil))
        x += 1
      } else {
        steps.append((nil, y))
        y += 1
      }
    }
    return steps
  }

  /// From the end of the token before to the start of the one behind.
  private static func gap(around range: Range<Int>, of tokens: [Range<Int>], in text: [UInt8])
    -> Range<Int>
  {
    let start = range.lowerBound > 0 ? tokens[range.lowerBound - 1].upperBound : 0
    let end = range.upperBound < tokens.count ? tokens[range.upperBound].lowerBound : text.count
    return start..<end
  }

  /// Without the bytes that both begin or end with.
  private static func trimmed(_ change: Change, _ before: [UInt8], _ after: [UInt8]) -> Change {
    let old = before[change.before]
    let new = after[change.after]
    let shorter = min(old.count, new.count)
    var head = zip(old, new).prefix { $0 == $1 }.count
    // Never between the bytes of one character.
    while head > 0, isInside(old, head) || isInside(new, head) { head -= 1 }
    var tail = min(zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count, shorter - head)
    while tail > 0, isInside(old, old.count - tail) || isInside(new, new.count - tail) { tail -= 1 }
    var change = change
    change.before = old.startIndex + head..<old.endIndex - tail
    change.after = new.startIndex + head..<new.endIndex - tail
    return change
  }

  private static func isInside(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return false }
    let index = bytes.startIndex + offset
    return bytes[index] & 0xC0 == 0x80
  }
}
