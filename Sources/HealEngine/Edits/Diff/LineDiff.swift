/// Which lines differ between two texts, by Myers' O(ND) algorithm.
///
/// Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986).
package struct LineDiff: Sendable {
  package let before: [ArraySlice<UInt8>]
  package let after: [ArraySlice<UInt8>]
  /// In order; at least one equal line stands between two of them.
  package let changes: [Change]

  /// Lines taken out and lines put in, 0-based. One of the two may be empty.
  package struct Change: Hashable, Sendable {
    package var before: Range<Int>
    package var after: Range<Int>
  }

  /// Beyond so many differing lines the rest counts as one change: the search is quadratic in them.
  private static let mostSteps = 1000

  package init(before: String, after: String) {
    self.before = LineDiff.lines(of: Array(before.utf8))
    self.after = LineDiff.lines(of: Array(after.utf8))
    changes = LineDiff.changes(self.before, self.after)
  }

  /// Compares texts that are cut into other pieces than lines.
  init(pieces before: [ArraySlice<UInt8>], and after: [ArraySlice<UInt8>]) {
    self.before = before
    self.after = after
    changes = LineDiff.changes(before, after)
  }

  /// The lines with their ends. A last line without one is a line too.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
    let shorter = min(old.count, new.count)
    var head = 0
    while head < shorter, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    let left = Array(old[head..<old.count - tail])
    let right = Array(new[head..<new.count - tail])
    return joined(differing(left, right)).map { change in
      Change(
        before: change.before.lowerBound + head..<change.before.upperBound + head,
        after: change.after.lowerBound + head..<change.after.upperBound + head)
    }
  }

  private static func differing(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change]
  {
    let whole = Change(before: 0..<old.count, after: 0..<new.count)
    guard !old.isEmpty, !new.isEmpty else { return old.isEmpty && new.isEmpty ? [] : [whole] }
    guard let trace = trace(old, new) else { return [whole] }
    return backtrack(trace, old.count, new.count)
  }

  /// For each number of steps, how far each diagonal reaches before that step; nil when there are too many.
  private static func trace(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [[Int: Int]]?
  {
    var reach = [1: 0]
    var trace: [[Int: Int]] = []
    for steps in 0...min(old.count + new.count, mostSteps) {
      trace.append(reach)
      for diagonal in stride(from: -steps, through: steps, by: 2) {
        var x = start(of: diagonal, steps, reach)
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        reach[diagonal] = x
        if x >= old.count, x - diagonal >= new.count { return trace }
      }
    }
    return nil
  }

  private static func goesDown(_ diagonal: Int, _ steps: Int, _ reach: [Int: Int]) -> Bool {
    guard diagonal != -steps else { return true }
    guard diagonal != steps else { return false }
    return reach[diagonal - 1, default: -1] < reach[diagonal + 1, default: -1]
  }

  private static func start(of diagonal: Int, _ steps: Int, _ reach: [Int: Int]) -> Int {
    goesDown(diagonal, steps, reach)
      ? reach[diagonal + 1, default: 0] : reach[diagonal - 1, default: 0] + 1
  }

  /// The single steps from the end back to the start, turned round.
  private static func backtrack(_ trace: [[Int: Int]], _ oldCount: Int, _ newCount: Int) -> [Change]
  {
    var steps: [Change] = []
    var (x, y) = (oldCount, newCount)
    for (step, reach) in trace.enumerated().reversed() where step > 0 {
      let diagonal = x - y
      let isDown = goesDown(diagonal, step, reach)
      let previous = isDown ? diagonal + 1 : diagonal - 1
      x = reach[previous, default: 0]
      y = x - previous
      steps.append(
        isDown ? Change(before: x..<x, after: y..<y + 1) : Change(before: x..<x + 1, after: y..<y))
    }
    return steps.reversed()
  }

  /// Changes with no equal line between them as one.
  private static func joined(_ changes: [Change]) -> [Change] {
    changes.reduce(into: []) { joined, change in
      if let last = joined.last, last.before.upperBound == change.before.lowerBound,
        last.after.upperBound == change.after.lowerBound
      {
        joined[joined.count - 1] = Change(
          before: last.before.lowerBound..<change.before.upperBound,
          after: last.after.lowerBound..<change.after.upperBound)
      } else {
        joined.append(change)
      }
    }
  }
}

/// The lines of the new text that differ from the old one, 1-based. Where lines were only taken out,
/// an empty range at the line that follows.
package func changedLines(before: String, after: String) -> [Range<Int>] {
  LineDiff(before: before, after: after).changes.map { change in
    change.after.lowerBound + 1..<change.after.upperBound + 1
  }
}
