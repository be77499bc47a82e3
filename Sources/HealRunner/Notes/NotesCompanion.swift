import HealEngine
import HealLanguage
import HealProject

/// Writes down what a run has taught, once each and below heal's own heading: failures that no rule knew, fixes
/// that did not hold, labels that do not exist.
package final class NotesCompanion: RunCompanion {
  private let redact: @Sendable (String) -> String

  /// - Parameter redact: takes out of a text what must not be written into a file that is shared.
  package init(redact: @escaping @Sendable (String) -> String) { self.redact = redact }

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    guard run.settings.notes.isWritten, outcome.status != .interrupted else { return }
    let entries = entries(outcome, day: String(run.started.iso8601.prefix(10)))
    guard !entries.isEmpty else { return }
    let name = Self.notes(of: run)
    let path = DbtPaths.joined(run.project.directory, name)
    do throws(RunnerError) {
      try write(entries, to: path, shownAs: name, &outcome)
    } catch {
      outcome.remarks.append("what this run taught could not be noted: \(error)")
    }
  }

  /// The notes of a project that was set up for heal, or has them. Any other project gets no file of its own from a
  /// run that failed: what was learnt waits beside heal's own things.
  private static func notes(of run: RunFacts) -> String {
    let shared = run.settings.notes.path
    let folder = FileSystem.parent(of: DbtPaths.joined(run.project.directory, shared))
    let isWanted =
      run.settings.file != nil || run.settings.origins[.notesPath] != nil
      || FileSystem.exists(folder)
    return isWanted ? shared : ".heal/agent-notes.md"
  }

  private func write(
    _ entries: [NotesSection.Entry], to path: String, shownAs name: String, _ outcome: inout Outcome
  ) throws(RunnerError) {
    let target = ProjectTree.resolved(path)
    let bytes = FileSystem.exists(target) ? FileSystem.read(target, .notes) : []
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
      return outcome.remarks.append("\(name) cannot be read as text, so nothing was noted in it")
    }
    let clean = entries.map { NotesSection.Entry(mark: $0.mark, text: redact($0.text)) }
    guard let new = NotesSection.adding(clean, to: text) else { return }
    guard !NotesSection.hasOpenFence(text) else {
      return outcome.remarks.append(
        "the last fence of \(name) is never closed, so nothing was noted below it")
    }
    try FileSystem.createFolder(FileSystem.parent(of: target))
    try FileSystem.replace(target, with: Array(new.utf8))
  }

  private func entries(_ outcome: Outcome, day: String) -> [NotesSection.Entry] {
    let diagnoses = outcome.attempts.flatMap(\.diagnoses) + outcome.openDiagnoses
    return diagnoses.filter(\.isUnknown).map { unknown($0, day) }
      + outcome.putBack.filter { !$0.isWithdrawn }.map { unheld($0, day) }
      + outcome.missingLabels.map { missing($0, day) }
  }

  private func unknown(_ diagnosis: Diagnosis, _ day: String) -> NotesSection.Entry {
    var failure = diagnosis.failure
    let mark = Fingerprint(failure).description
    failure.message = redact(failure.message)
    let place = failure.node.map { " in `\(redact($0.name))`" } ?? ""
    let complaint = RuleDraft.complaint(of: failure.message) ?? "it has no message"
    var text =
      "\(day): no rule knew the failure\(place) (cause `\(mark)`): \(Self.inLine(complaint))\n"
    if let draft = RuleDraft(failure, category: diagnosis.category) {
      let fence = String(
        repeating: "`", count: max(3, Self.longestRun(of: "`", in: draft.text) + 1))
      text += "\nA draft of a rule; it takes effect when `heal-draft` becomes `heal`:\n\n"
      text += "\(fence)heal-draft\n\(draft.text)\(fence)\n"
    }
    return NotesSection.Entry(mark: mark, text: text)
  }

  private func unheld(_ item: PutBack, _ day: String) -> NotesSection.Entry {
    let nodes = item.fix.nodes.joined(separator: ", ")
    let key = "\(item.fix.rule)\n\(item.fix.title)\n\(nodes)"
    let mark = "fix-" + SHA256.hex(Array(key.utf8)).prefix(16)
    let place = nodes.isEmpty ? "" : " for `\(redact(nodes))`"
    return NotesSection.Entry(
      mark: mark,
      text: "\(day): a fix of `\(item.fix.rule)`\(place) did not hold: "
        + Self.inLine(redact(item.fix.title)) + "; " + Self.inLine(redact(item.reason)) + "\n")
  }

  private func missing(_ label: String, _ day: String) -> NotesSection.Entry {
    let mark = "label-" + SHA256.hex(Array(label.utf8)).prefix(16)
    return NotesSection.Entry(mark: mark, text: "- `\(label)` does not exist (\(day))\n")
  }

  /// A text that cannot begin a fence, a comment or a link of Markdown.
  private static func inLine(_ text: String) -> String {
    let plain = text.replacing("\r", with: "").replacing("\n", with: " ").replacing("`", with: "'")
    return "`\(plain.prefix(300))`"
  }

  private static func longestRun(of mark: Character, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for character in text {
      current = character == mark ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
