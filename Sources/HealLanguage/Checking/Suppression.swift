/// `# heal:allow CODE because "…"`: silences one warning on the next line of code.
package struct Suppression: Hashable, Sendable {
  package var code: Problem.Code
  /// Of the comment.
  package var location: Location
  /// Bytes of the line that it speaks of.
  package var line: Range<Int>
  /// Bytes to take out to be rid of it: its whole line where it has one to itself.
  package var removal: Range<Int>

  /// All suppressions of a file; those that cannot be read are problems.
  static func all(in file: Syntax.File, bytes: [UInt8]) -> ([Suppression], [Problem]) {
    var found: [Suppression] = []
    var problems: [Problem] = []
    for (index, token) in file.tokens.enumerated() where token.kind == .comment {
      let text = String(decoding: bytes[token.range], as: UTF8.self).dropFirst()
      let words = text.split(separator: " ", maxSplits: 3)
      guard words.first == "heal:allow" else { continue }
      let place = Location(source: file.source, range: token.range)
      if let problem = fault(of: Array(words.dropFirst()), at: place) {
        problems.append(problem)
      } else if let code = Problem.Code(rawValue: String(words[1])) {
        let line = nextLine(after: index, in: file, bytes: bytes)
        found.append(
          Suppression(
            code: code, location: place, line: line, removal: removal(of: place, in: bytes)))
      }
    }
    return (found, problems)
  }

  /// What is wrong with the words after `heal:allow`.
  private static func fault(of words: [Substring], at place: Location) -> Problem? {
    guard let code = words.first, Problem.Code(rawValue: String(code)) != nil else {
      let near = nearNames(
        words.first.map(String.init) ?? "", among: Problem.Code.allCases.map(\.rawValue))
      return .badSuppression("names no known code", near: near, at: place)
    }
    let reason = words.count == 3 ? words[2].filter { $0 != "\"" && $0 != " " } : ""
    guard words.count == 3, words[1] == "because", !reason.isEmpty else {
      return .badSuppression("gives no reason", near: [], at: place)
    }
    return nil
  }

  /// The line of the first token after the comment that is not trivia.
  private static func nextLine(after index: Int, in file: Syntax.File, bytes: [UInt8]) -> Range<Int>
  {
    guard let next = file.tokens[index...].first(where: { !$0.kind.isTrivia }) else { return 0..<0 }
    var start = next.range.lowerBound
    var end = start
    while start > 0, !bytes[start - 1].endsLine { start -= 1 }
    while end < bytes.count, !bytes[end].endsLine { end += 1 }
    return start..<end
  }

  private static func removal(of comment: Location, in bytes: [UInt8]) -> Range<Int> {
    let line = comment.wholeLine(in: bytes).range
    guard line == comment.range else { return line }
    var start = comment.range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    return start..<comment.range.upperBound
  }

  /// Takes out what the suppressions silence; those that silence nothing become problems.
  package static func apply(_ suppressions: [Suppression], to problems: [Problem]) -> [Problem] {
    var used: Set<Int> = []
    var left = problems.filter { problem in
      guard problem.severity != .error, let place = problem.labels.first?.location else {
        return true
      }
      let index = suppressions.firstIndex {
        $0.code == problem.code && $0.location.source == place.source
          && $0.line.contains(place.range.lowerBound)
      }
      index.map { _ = used.insert($0) }
      return index == nil
    }
    for (index, stale) in suppressions.enumerated() where !used.contains(index) {
      let removal = Location(source: stale.location.source, range: stale.removal)
      left.append(.staleSuppression(stale.code, at: stale.location, removal: removal))
    }
    return left
  }
}
