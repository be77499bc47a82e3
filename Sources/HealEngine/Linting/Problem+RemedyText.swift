package import HealLanguage

extension [Problem] {
  /// The problems as text for people, each with the change that would put it right.
  package func renderedWithRemedies(_ sources: [HealLanguage.Source], colored: Bool = false)
    -> String
  {
    let renderer = ProblemRenderer(sources, isColored: colored)
    let texts: [String: [UInt8]] = Dictionary(
      sources.map { ($0.name, [UInt8]($0.text.utf8)) }, uniquingKeysWith: { first, _ in first })
    return map { problem in
      renderer.text(problem) + (problem.remedies.first?.shown(in: texts, colored: colored) ?? "")
    }.joined(separator: "\n")
  }
}

extension Remedy {
  /// Its title, and below it what it takes out and puts in, line by line, as in a diff.
  fileprivate func shown(in texts: [String: [UInt8]], colored: Bool) -> String {
    let lines = Set(edits.map(\.location.source)).sorted().flatMap { name in
      texts[name].map { changedLines(of: $0, named: name, colored: colored) } ?? []
    }
    return (["    \(title):"] + lines.map { "      \($0)" }).joined(separator: "\n") + "\n"
  }

  /// Only the lines that the edits touch are compared: a file may have a hundred thousand problems.
  private func changedLines(of bytes: [UInt8], named name: String, colored: Bool) -> [Substring] {
    let mine = edits.filter { $0.location.source == name && $0.range.upperBound <= bytes.count }
    guard let start = mine.map(\.range.lowerBound).min(),
      let end = mine.map(\.range.upperBound).max()
    else { return [] }
    let piece = bytes.lines(around: start..<end)
    let before = HealLanguage.Source(
      name: name, text: String(decoding: bytes[piece], as: UTF8.self))
    guard let after = mine.map({ $0.moved(by: -piece.lowerBound) }).applied(to: before) else {
      return []
    }
    return unifiedDiff(
      path: name, before: before.text, after: after.text, context: 0, colours: colored
    )
    .split(separator: "\n").dropFirst(2).filter { !$0.contains("@@ -") }
  }
}

extension SourceEdit {
  /// The same edit in a text that begins elsewhere.
  func moved(by offset: Int) -> SourceEdit {
    SourceEdit(
      Location(
        source: location.source,
        range: range.lowerBound + offset..<range.upperBound + offset),
      replacement)
  }
}

extension [UInt8] {
  /// The whole lines that a range touches, the one that begins at its end included.
  fileprivate func lines(around range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, self[start - 1] != 0x0A { start -= 1 }
    let end = self[range.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? count
    return start..<end
  }
}
