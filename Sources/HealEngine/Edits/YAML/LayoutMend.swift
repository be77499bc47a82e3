/// Finds the change of blanks, dashes, colons, brackets and quotes that lets a YAML file be read as dbt
/// reads such a file.
///
/// What might be wrong is tried out, near the place where the reader gives up; what then reads, and has
/// only keys and shapes that dbt knows, is a solution. The tidiest is taken, and only if no other one
/// that means something else is as tidy. Up to three faults are mended together.
struct LayoutMend {
  let path: String
  private let file: DbtFile
  private let mostCost: Cost

  private static let depth = 3
  /// Faults lie close together in time as in space: more attempts are not worth their wait.
  private static let mostReadings = 3000

  /// What readings may cost, as ``LayoutReading/cost`` counts it.
  struct Cost {
    /// Of those that look for one fault, which a long file is worth: some two seconds.
    var ofOneFault = 24 << 20
    /// Of all, where there are more faults: half a second.
    var ofAll = 8 << 20
  }

  private static let mostBytes = 200_000
  /// How many half-mended texts are looked at further.
  private static let width = 6

  init(path: String, mostCost: Cost = Cost()) {
    self.path = path
    self.mostCost = mostCost
    file = DbtFile(path: path)
  }

  /// - Throws: where nothing is wrong, nothing helps, or several changes would.
  func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    guard path.isYAML else { throw EditRefusal("\(path) is not YAML") }
    guard text.count <= Self.mostBytes else { throw EditRefusal("\(path) is too long to search") }
    let now = LayoutReading(text, file: file)
    guard !now.isInOrder else { throw EditRefusal("the layout of \(path) is in order") }
    return lineEdits(from: text, to: try solution(for: text, now))
  }

  private func solution(
    for text: [UInt8], _ now: LayoutReading
  ) throws(EditRefusal) -> [UInt8] {
    var open = [Attempt(text: text, reading: now)]
    var readings = 0
    var cost = 0
    for depth in 1...Self.depth {
      let mostCost = depth == 1 ? mostCost.ofOneFault : mostCost.ofAll
      var solutions: [Attempt] = []
      var partial: [Attempt] = []
      for attempt in open {
        for next in attempts(after: attempt) {
          readings += 1
          cost += next.reading.cost
          guard readings < Self.mostReadings, cost < mostCost else {
            throw EditRefusal("\(path): too much is wrong")
          }
          if next.isSolution(of: now) {
            solutions.append(next)
          } else if next.isFurther(than: attempt) {
            partial.append(next)
          }
        }
      }
      if !solutions.isEmpty { return try best(solutions, of: text) }
      open = furthest(partial)
    }
    throw EditRefusal("no small change of blanks, colons or quotes lets \(path) be read")
  }

  /// Each is read when it is asked for.
  private func attempts(after attempt: Attempt) -> some Sequence<Attempt> {
    let remedies = LayoutRemedies(
      attempt.text, line: attempt.reading.place, isRead: attempt.reading.isRead, file: file)
    let all = remedies.all
    var seen = Set<[UInt8]>(minimumCapacity: all.count + 1)
    seen.insert(attempt.text)
    return all.lazy.compactMap { remedy in
      let text = remedy.applied(to: attempt.text)
      guard seen.insert(text).inserted else { return nil }
      return Attempt(
        text: text, reading: LayoutReading(text, file: file),
        changed: attempt.changed.union(remedies.numbers(of: remedy)))
    }
  }

  /// The tidiest of those that fit best; all of them must mean the same. One that takes three times as many blanks as
  /// another one's single blank is no rival of it.
  private func best(_ solutions: [Attempt], of text: [UInt8]) throws(EditRefusal) -> [UInt8] {
    let fewest = solutions.map(\.misfits).min()
    let costs = solutions.filter { $0.misfits == fewest }.map {
      (attempt: $0, cost: cost(from: text, to: $0.text))
    }
    let least = costs.map(\.cost).min() ?? 0
    let rivals = least > 1 ? costs : costs.filter { $0.cost < 3 * max(least, 1) }
    let ranked = rivals.map(\.attempt).enumerated().sorted {
      ($0.element.untidiness, $0.element.changed.count, $0.offset)
        < ($1.element.untidiness, $1.element.changed.count, $1.offset)
    }.map(\.element)
    let first = ranked[0]
    if let rival = ranked.first(where: { $0.reading.meaning != first.reading.meaning }) {
      let lines = [first, rival].map { shown($0.text, besides: text) }
      throw EditRefusal("\(path) can be read in two ways: “\(lines[0])” or “\(lines[1])”")
    }
    return first.text
  }

  /// How far the line that changes most is from what it was: in blanks, and one for each other sign. How many blanks a tab
  /// stands for nobody knows, so one is as likely as another.
  private func cost(from before: [UInt8], to after: [UInt8]) -> Int {
    zip(LineDiff.lines(of: before), LineDiff.lines(of: after)).map { old, new in
      guard old != new else { return 0 }
      let (was, now) = (old.prefix(while: \.isYAMLBlank), new.prefix(while: \.isYAMLBlank))
      let hasTab = was.contains(UInt8(ascii: "\t"))
      let blanks = hasTab ? 1 : abs(was.count - now.count)
      let (left, right) = (old.dropFirst(was.count), new.dropFirst(now.count))
      return blanks + (left == right ? 0 : max(1, abs(left.count - right.count)))
    }.max() ?? 0
  }

  /// The first line that differs.
  private func shown(_ after: [UInt8], besides before: [UInt8]) -> String {
    let line = zip(LineDiff.lines(of: before), LineDiff.lines(of: after)).first { $0 != $1 }?.1
    return String(decoding: (line ?? []).filter { $0 != 10 && $0 != 13 }, as: UTF8.self)
  }

  private func furthest(_ attempts: [Attempt]) -> [Attempt] {
    let ranked = attempts.enumerated().sorted {
      ($1.element.progress, $0.element.changed.count, $0.offset)
        < ($0.element.progress, $1.element.changed.count, $1.offset)
    }
    return ranked.prefix(Self.width).map(\.element)
  }

  /// What differs, line by line, as few bytes as possible: remedies add and remove no lines.
  private func lineEdits(from before: [UInt8], to after: [UInt8]) -> [TextEdit] {
    zip(LineDiff.lines(of: before), LineDiff.lines(of: after)).compactMap { old, new in
      guard old != new else { return nil }
      let head = zip(old, new).prefix { $0 == $1 }.count
      let shorter = min(old.count, new.count) - head
      let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
      let kept = min(tail, shorter)
      let replacement = String(decoding: new.dropFirst(head).dropLast(kept), as: UTF8.self)
      return TextEdit(old.startIndex + head..<old.endIndex - kept, replacement)
    }
  }
}

/// A text on the way from the broken one to one that can be read.
private struct Attempt {
  var text: [UInt8]
  var reading: LayoutReading
  /// The 1-based lines that differ from the broken text.
  var changed: Set<Int> = []

  /// More of what does not fit weighs more than any odd indentation.
  var untidiness: Int { 1000 * misfits + reading.steps }

  var misfits: Int { reading.faults.count + reading.unknownKeys.count }

  /// A text that can be read at all is ahead of one that cannot; then the one that is read further.
  var progress: Int {
    guard reading.isRead else { return reading.place }
    return 1_000_000_000 - 1000 * misfits
  }

  func isFurther(than other: Attempt) -> Bool { progress > other.progress }

  /// Whether it is read and fits. A project may have keys that heal does not know, though not where
  /// something was broken.
  func isSolution(of broken: LayoutReading) -> Bool {
    guard reading.isRead, reading.faults.isEmpty else { return false }
    let wasRead = broken.isRead
    return reading.unknownKeys.allSatisfy { key in
      !(wasRead && broken.unknownKeys.contains(key))
        && !(broken.place - 15...broken.place + 5).contains(key)
        && changed.allSatisfy { abs($0 - key) > 4 }
    }
  }
}
