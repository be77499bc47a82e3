/// heal's own part of the notes: everything below its heading, up to the next of the same or a higher level.
struct NotesSection {
  static let heading = "Learnt by heal"

  /// Something heal has learnt; the mark, which nobody sees, keeps it from being written twice.
  struct Entry: Hashable, Sendable {
    /// `<!-- heal: MARK -->`.
    var mark: String
    /// Markdown, without the mark.
    var text: String

    var comment: String { "<!-- heal: \(mark) -->" }
  }

  /// The notes with entries added to heal's part; every other byte stays.
  ///
  /// - Parameters:
  ///   - entries: those whose mark the notes have already are left out.
  ///   - text: the notes; empty where there are none yet.
  /// - Returns: nil where there is nothing to add.
  static func adding(_ entries: [Entry], to text: String) -> String? {
    var seen: Set<String> = []
    let new = entries.filter { !text.contains($0.comment) && seen.insert($0.mark).inserted }
    guard !new.isEmpty else { return nil }
    let lineEnd = text.contains("\r\n") ? "\r\n" : "\n"
    let lines = NotesLine.all(in: text)
    let added = new.map { "\($0.comment)\n\($0.text)" }.joined(separator: "\n")
    let place = end(in: lines)
    let bytes = Array(text.utf8)
    let head = String(decoding: bytes[..<(place ?? bytes.count)], as: UTF8.self)
    let tail = String(decoding: bytes[(place ?? bytes.count)...], as: UTF8.self)
    var between = head.utf8.last.map { $0 == 10 } ?? true ? "" : "\n"
    if !head.isEmpty, !head.hasSuffix(lineEnd + lineEnd) { between += "\n" }
    if place == nil { between += "## \(heading)\n\n" }
    let own = between + added + (tail.isEmpty ? "" : "\n")
    return head
      + own.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd) + tail
  }

  /// Whether a fence of the notes is never closed: what is added would become a part of it.
  static func hasOpenFence(_ text: String) -> Bool {
    switch NotesLine.all(in: text).last?.kind {
    case .opening, .inFence: true
    default: false
    }
  }

  /// Where heal's part ends; nil where there is none yet.
  private static func end(in lines: [NotesLine]) -> Int? {
    guard let start = lines.firstIndex(where: { $0.heading == heading }),
      case .heading(let level) = lines[start].kind
    else { return nil }
    let next = lines[(start + 1)...].first { line in
      if case .heading(let other) = line.kind { other <= level } else { false }
    }
    return next?.range.lowerBound ?? lines[lines.count - 1].range.upperBound
  }
}
