import HealEngine

/// The part of what dbt printed that tells of its failures and warnings, in an order that does not depend on
/// which of dbt's threads was faster.
enum ConsoleExcerpt {
  /// - Parameter console: normalised, without colours.
  /// - Returns: without the nodes that passed or were skipped.
  static func text(_ console: String) -> String {
    var lines = console.split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeAll { isOfPassing(withoutTime($0)) || isOfCache($0) }
    sort(&lines)
    return String(lines.joined(separator: "\n"))
  }

  /// `1 of 15 OK created …`
  private static func isOfPassing(_ line: Substring) -> Bool {
    guard let status = status(line) else { return false }
    return !["ERROR", "FAIL", "WARN"].contains(status)
  }

  /// dbt's word for the node in `1 of 15 ERROR creating …`; nil for any other line.
  private static func status(_ line: Substring) -> Substring? {
    let words = line.split(separator: " ", maxSplits: 4)
    guard words.count >= 4, Int(words[0]) != nil, words[1] == "of", Int(words[2]) != nil else {
      return nil
    }
    return words[3]
  }

  /// What dbt remembers of the run before.
  private static func isOfCache(_ line: Substring) -> Bool {
    line.contains("partial pars") || line.contains("Partial pars")
  }

  private static func withoutTime(_ line: Substring) -> Substring {
    line.hasPrefix("00:00:00  ") ? line.dropFirst(10) : line
  }

  /// Lines of results among themselves, and the blocks that explain them.
  private static func sort(_ lines: inout [Substring]) {
    let results = lines.indices.filter { status(withoutTime(lines[$0])) != nil }
    for (index, line) in zip(results, results.map { lines[$0] }.sorted()) { lines[index] = line }
    let starts = lines.indices.filter { isStartOfBlock(withoutTime(lines[$0])) }
    guard let first = starts.first else { return }
    let end = lines[first...].firstIndex { withoutTime($0).hasPrefix("Done.") } ?? lines.endIndex
    let bounds = starts + [end]
    guard end > (starts.last ?? first) else { return }
    let blocks = zip(bounds, bounds.dropFirst()).map { lines[$0..<$1].joined(separator: "\n") }
    let sorted = blocks.sorted().flatMap {
      $0.split(separator: "\n", omittingEmptySubsequences: false)
    }
    lines.replaceSubrange(first..<end, with: sorted)
  }

  private static func isStartOfBlock(_ line: Substring) -> Bool {
    ["Failure in ", "Error in ", "Warning in "].contains { line.hasPrefix($0) }
  }
}
