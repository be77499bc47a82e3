import FoundationEssentials
import HealEngine
import HealLanguage

@testable import HealRunner

extension FuzzTarget {
  static let state = [notes, journal, recovery, proposal, letter, green, policy]

  private static let notes = FuzzTarget("notes") { bytes in
    let text = bytes.asText
    let notes = NotesReader(name: "HEAL.md").read(text)
    _ = compile(notes.ruleSources).problems.rendered(notes.ruleSources)
    _ = NotesReader(name: "CONVENTIONS.txt").read(text).ruleSources.map { compile([$0]) }
    let entry = NotesSection.Entry(mark: "a-mark", text: "- `orders` was healed")
    if !NotesSection.hasOpenFence(text), let more = NotesSection.adding([entry], to: text) {
      try hold(more.utf8.count > text.utf8.count, "notes get shorter")
      try hold(NotesSection.adding([entry], to: more) == nil, "an entry is added twice")
    }
  }

  private static let journal = FuzzTarget("journal") { bytes in
    let entries = JSONLines.read(bytes, as: JournalEntry.self)
    let written = entries.flatMap { JSONLines.line($0) }
    try hold(JSONLines.read(written, as: JournalEntry.self) == entries, "a journal is not kept")
    _ = (entries.keepChanges, Restoration(entries).files)
  }

  /// The next start over any journal: nothing outside of the project may change.
  private static let recovery = FuzzTarget("recovery") { bytes in
    let run = "20261122-210509-9f3c"
    let root = FuzzFolder.path + "/outer/project"
    let outside = FuzzFolder.write(Array("theirs".utf8), to: "outer/theirs.sql")
    FuzzFolder.write(Array("select 1\n".utf8), to: "outer/project/models/orders.sql")
    FuzzFolder.write(bytes, to: "outer/project/.heal/runs/\(run)/journal.jsonl")
    let tree = ProjectTree(root: root)
    _ = try? recover(tree, trusting: .shared)
    _ = try? undo(nil, in: tree, trusting: .shared)
    try hold(
      FileSystem.read(outside) == Array("theirs".utf8), "a journal has changed what is outside")
    try hold(
      FileSystem.names(in: FuzzFolder.path + "/outer").sorted() == ["project", "theirs.sql"],
      "a journal has made something outside")
    FuzzFolder.remove(root)
  }

  private static let proposal = FuzzTarget("proposal") { bytes in
    let name = "lusab-gutih"
    let root = FuzzFolder.path + "/proposals"
    FuzzFolder.write(bytes, to: "proposals/.heal/proposals/\(name).json")
    let store = ProposalStore(HealFolder(project: root))
    let (proposals, problems) = store.all
    _ = problems.map(\.description)
    for proposal in proposals {
      _ = (proposal.fingerprints, proposal.risk, proposal.paths, proposal.state.isOpen)
      let tree = ProjectTree(root: root)
      _ = try? proposal.moved(in: tree)
      _ = try? proposal.folderOfDbt(in: tree)
    }
  }

  private static let letter = FuzzTarget("letter") { bytes in
    let letters = JSONLines.read(bytes, as: IssueLetter.self)
    for letter in letters { _ = letter.unsaid }
    FuzzFolder.write(bytes, to: "letters/.heal/outbox/20261122-210509-9f3c.json")
    _ = IssueOutbox(HealFolder(project: FuzzFolder.path + "/letters")).letters
  }

  private static let green = FuzzTarget("green") { bytes in
    let path = FuzzFolder.write(bytes, to: "green.json")
    let record = GreenRecord(reading: path)
    _ = (record.relation("orders"), record.relation(withColumn: "id"), record.commit)
    _ = (record.hasRun("models/orders.sql"), record.runs.map(\.tests))
    try record.write(to: path)
    try hold(GreenRecord(reading: path) == record, "a green record is not read as it was written")
  }

  private static let policy = FuzzTarget("policy") { bytes in
    let path = FuzzFolder.write(bytes, to: "config/execution_mode.yml")
    let settings: Settings
    do {
      settings = try Settings.read(project: FuzzFolder.path, file: path)
    } catch {
      _ = "\(error)"
      return
    }
    _ = settings.remarks
    try hold(Settings.reading(bytes.asText, environment: [:]) != nil, "two readings differ")
  }
}
