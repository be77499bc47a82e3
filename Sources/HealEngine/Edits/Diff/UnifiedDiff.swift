/// A unified diff as `diff -u` and `git diff` write it.
///
/// Without colours it is exact, and `patch -p1` can apply it. With colours it is for a terminal: line
/// ends are not shown unless they changed, and control characters are made visible.
///
/// - Parameters:
///   - path: shown as `a/path` and `b/path`.
///   - before: the old text.
///   - after: the new text.
///   - context: how many unchanged lines stand around a change.
///   - colours: whether it is for a terminal.
/// - Returns: the diff, each line ended; empty where the texts are the same.
package func unifiedDiff(
  path: String, before: String, after: String, context: Int = 3, colours: Bool = false
) -> String {
  UnifiedDiff(
    path: path, diff: LineDiff(before: before, after: after), context: context, colours: colours
  ).text
}

private struct UnifiedDiff {
  let path: String
  let diff: LineDiff
  let context: Int
  let colours: Bool

  var text: String {
    guard !diff.changes.isEmpty else { return "" }
    var bytes: [UInt8] = []
    add("--- a/\(path)\n", .heading, to: &bytes)
    add("+++ b/\(path)\n", .heading, to: &bytes)
    for hunk in hunks { add(hunk, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private enum Colour: String {
    case heading = "\u{1B}[1m"
    case place = "\u{1B}[36m"
    case removed = "\u{1B}[31m"
    case added = "\u{1B}[32m"
    case plain = ""
  }

  /// Changes whose context would touch stand in one hunk.
  private var hunks: [[LineDiff.Change]] {
    diff.changes.reduce(into: []) { hunks, change in
      if let last = hunks.last?.last,
        change.before.lowerBound - last.before.upperBound <= 2 * context
      {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
  }

  private func add(_ hunk: [LineDiff.Change], to bytes: inout [UInt8]) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let lead = min(context, first.before.lowerBound)
    let trail = min(context, diff.before.count - last.before.upperBound)
    let before = first.before.lowerBound - lead..<last.before.upperBound + trail
    let after = first.after.lowerBound - lead..<last.after.upperBound + trail
    add("@@ -\(place(before)) +\(place(after)) @@\n", .place, to: &bytes)
    var position = before.lowerBound
    for change in hunk {
      for line in diff.before[position..<change.before.lowerBound] {
        add(" ", line, .plain, to: &bytes)
      }
      for line in diff.before[change.before] { add("-", line, .removed, to: &bytes) }
      for line in diff.after[change.after] { add("+", line, .added, to: &bytes) }
      position = change.before.upperBound
    }
    for line in diff.before[position..<before.upperBound] { add(" ", line, .plain, to: &bytes) }
  }

  /// An empty range names the line before it.
  private func place(_ lines: Range<Int>) -> String {
    switch lines.count {
    case 0: "\(lines.lowerBound),0"
    case 1: "\(lines.lowerBound + 1)"
    default: "\(lines.lowerBound + 1),\(lines.count)"
    }
  }

  private func add(
    _ mark: String, _ line: ArraySlice<UInt8>, _ colour: Colour, to bytes: inout [UInt8]
  ) {
    let hasEnd = line.last == UInt8(ascii: "\n")
    let content = hasEnd ? line.dropLast() : line
    let shown = colours ? visible(content) : Array(content)
    add(mark + String(decoding: shown, as: UTF8.self) + "\n", colour, to: &bytes)
    if !hasEnd { add("\\ No newline at end of file\n", .plain, to: &bytes) }
  }

  private func add(_ text: String, _ colour: Colour, to bytes: inout [UInt8]) {
    guard colours, colour != .plain else {
      bytes += text.utf8
      return
    }
    bytes += (colour.rawValue + String(text.dropLast()) + "\u{1B}[0m\n").utf8
  }

  private func visible(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let content = line.last == UInt8(ascii: "\r") && !changesLineEnds ? line.dropLast() : line
    return content.flatMap { byte -> [UInt8] in
      let isControl = byte < 32 && byte != UInt8(ascii: "\t") || byte == 127
      return isControl ? [UInt8(ascii: "^"), byte ^ 64] : [byte]
    }
  }

  /// Whether some changed line ends in CRLF on one side and in LF on the other.
  private var changesLineEnds: Bool {
    diff.changes.contains { change in
      let ends = { (lines: ArraySlice<ArraySlice<UInt8>>) in
        Set(lines.map { $0.suffix(2).first == UInt8(ascii: "\r") })
      }
      let all = ends(diff.before[change.before]).union(ends(diff.after[change.after]))
      return all.count > 1
    }
  }
}
