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
    var next: (token: Int, line: Range<Int>)?
    for (index, token) in file.tokens.enumerated() where token.kind == .comment {
      let text = String(decoding: bytes[token.range], as: UTF8.self).dropFirst()
      let words = text.split(separator: " ", maxSplits: 3)
      guard words.first == "heal:allow" else { continue }
      let place = Location(source: file.source, range: token.range)
      if let problem = fault(of: Array(words.dropFirst()), at: place) {
        problems.append(problem)
      } else if let code = Problem.Code(rawValue: String(words[1])) {
        if next.map({ $0.token <= index }) ?? true {
          let token = file.tokens[index...].firstIndex { !$0.kind.isTrivia } ?? file.tokens.count
          next = (token, line(of: file.tokens.at(token), in: bytes))
        }
        let line = next?.line ?? 0..<0
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

  /// The line on which a token begins; no bytes where there is no token.
  private static func line(of token: Token?, in bytes: [UInt8]) -> Range<Int> {
    guard let token else { return 0..<0 }
    var start = token.range.lowerBound
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
    let index = SuppressedLines(suppressions)
    var left = problems.filter { problem in
      guard problem.severity != .error, let place = problem.labels.first?.location,
        let suppression = index.suppression(of: problem.code, at: place)
      else { return true }
      used.insert(suppression)
      return false
    }
    for (index, stale) in suppressions.enumerated() where !used.contains(index) {
      let removal = Location(source: stale.location.source, range: stale.removal)
      left.append(.staleSuppression(stale.code, at: stale.location, removal: removal))
    }
    return left
  }
}

/// Suppressions by what they silence, so that each problem is looked up and not compared with all of them.
private struct SuppressedLines {
  private var lines: [Key: [(line: Range<Int>, suppression: Int)]] = [:]

  private struct Key: Hashable {
    var code: Problem.Code
    var source: String
  }

  init(_ suppressions: [Suppression]) {
    for (index, suppression) in suppressions.enumerated() where !suppression.line.isEmpty {
      let key = Key(code: suppression.code, source: suppression.location.source)
      lines[key, default: []].append((suppression.line, index))
    }
    for key in lines.keys {
      lines[key]?.sort {
        ($0.line.lowerBound, $0.suppression) < ($1.line.lowerBound, $1.suppression)
      }
    }
  }

  /// Index of the first suppression of the line that a place is on.
  func suppression(of code: Problem.Code, at place: Location) -> Int? {
    guard let lines = lines[Key(code: code, source: place.source)] else { return nil }
    let offset = place.range.lowerBound
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].line.upperBound > offset { high = middle } else { low = middle + 1 }
    }
    guard low < lines.count, lines[low].line.contains(offset) else { return nil }
    return lines[low].suppression
  }
}

extension Array {
  /// nil where the array ends before.
  fileprivate func at(_ index: Int) -> Element? { index < count ? self[index] : nil }
}
