import HealLanguage

/// Reads what notes say to heal.
struct NotesReader {
  /// How the file is called in messages.
  let name: String

  func read(_ text: String) -> Notes {
    var notes = Notes()
    let lines = NotesLine.all(in: text)
    var section = ""
    for line in lines {
      if let heading = line.heading {
        section = heading.lowercased()
      } else if line.kind == .plain, let item = item(line.text) {
        read(item, at: line.number, in: section, into: &notes)
      }
    }
    if lines.contains(where: { $0.kind == .opening("heal") }) {
      notes.ruleSources = [Source(name: name, text: source(text, lines), layer: .notes)]
    }
    return notes
  }

  private func read(_ item: String, at line: Int, in section: String, into notes: inout Notes) {
    switch section {
    case "ignored failures":
      guard let ignored = ignored(item, line) else {
        return notes.remarks.append(
          "\(name):\(line): this is no ignored failure; write "
            + "- `test.shop.not_null_orders_id` until 2026-12-31: why, or - rule `dbt.deps_timeout`"
        )
      }
      notes.ignored.append(ignored)
    case "labels":
      guard let label = missingLabel(item) else {
        return notes.remarks.append(
          "\(name):\(line): this says nothing of a label; write - `auto-healing` does not exist")
      }
      notes.missingLabels.append(label)
    case NotesSection.heading.lowercased():
      if let label = missingLabel(item) { notes.missingLabels.append(label) }
    default: break
    }
  }

  /// The words of a list's item; nil for other lines.
  private func item(_ line: Substring) -> String? {
    let text = String(line).trimmed
    guard ["- ", "* ", "+ "].contains(where: text.hasPrefix) else { return nil }
    return String(text.dropFirst(2)).trimmed
  }

  /// `` rule `NAME` until DAY: reason ``.
  private func ignored(_ item: String, _ line: Int) -> IgnoredFailure? {
    guard let (before, quoted, after) = quoted(in: item) else { return nil }
    let subject: IgnoredFailure.Subject? =
      switch before.lowercased() {
      case "": .node(quoted)
      case "rule": .rule(quoted)
      case "cause": Fingerprint(quoted).map { .cause($0) }
      default: nil
      }
    guard let subject, let (until, reason) = ending(after) else { return nil }
    return IgnoredFailure(subject: subject, until: until, reason: reason, place: "\(name):\(line)")
  }

  /// ` until 2026-12-31: reason`, each part or none; nil for anything else.
  private func ending(_ text: String) -> (until: String?, reason: String?)? {
    var rest = text
    var until: String?
    if rest.hasPrefix("until ") {
      rest = String(rest.dropFirst(6)).trimmed
      let day = String(rest.prefix(10))
      guard Self.isDay(day) else { return nil }
      until = day
      rest = String(rest.dropFirst(10)).trimmed
    }
    if rest.isEmpty { return (until, nil) }
    guard rest.hasPrefix(":") else { return nil }
    let reason = String(rest.dropFirst()).trimmed
    return (until, reason.isEmpty ? nil : reason)
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return Int(parts[0]) != nil && (1...12).contains(month) && (1...31).contains(day)
  }

  /// `` `NAME` does not exist ``, perhaps with `label` before it.
  private func missingLabel(_ item: String) -> String? {
    guard let (before, label, after) = quoted(in: item),
      ["", "label"].contains(before.lowercased()),
      after.lowercased().hasPrefix("does not exist")
    else { return nil }
    return label
  }

  /// What stands before, between and behind the first two backticks.
  private func quoted(in text: String) -> (String, String, String)? {
    let parts = text.split(separator: "`", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[1].isEmpty else { return nil }
    return (String(parts[0]).trimmed, String(parts[1]), String(parts[2]).trimmed)
  }

  /// The text as the compiler reads it: as it is in a Markdown file; else without all that is no rule, so
  /// that lines keep their numbers.
  private func source(_ text: String, _ lines: [NotesLine]) -> String {
    if name.hasSuffix(".md") { return text }
    var isRule = false
    return lines.map { line in
      if case .opening(let word) = line.kind { isRule = word == "heal" }
      return (line.kind == .inFence && isRule ? String(line.text) : "") + "\n"
    }.joined()
  }
}
