import FoundationEssentials
import Platform

/// One run's record of its own acts. Every change to a project goes through it, in this order: back up
/// the file, write down and sync what is about to be done, do it.
///
/// Whatever moment the process is killed at, ``Restoration`` finds in the journal what to put back. A journal that
/// someone removes is written anew with the next word.
package final class Journal {
  package let run: RunID
  let folder: HealFolder
  let tree: ProjectTree
  private var file: Descriptor
  private(set) package var entries: [JournalEntry]
  /// What was backed up, by its hash: someone may remove heal's folder while dbt runs.
  private(set) var texts: [String: [UInt8]] = [:]
  private var count = 0
  private let onStep: @Sendable (JournalStep) throws(RunnerError) -> Void

  /// Begins a run's journal.
  ///
  /// - Parameters:
  ///   - run: its name; it has no journal yet.
  ///   - command: the user's.
  ///   - tree: the project.
  ///   - onStep: called as each moment is reached; tests stop there.
  /// - Throws: ``RunnerError/file(_:doing:reason:)`` when the journal cannot be written.
  package convenience init(
    beginning run: RunID, command: [String], tree: ProjectTree,
    onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }
  ) throws(RunnerError) {
    let folder = HealFolder(project: tree.root)
    try FileSystem.createFolder(folder.backups(run))
    try self.init(opening: run, tree: tree, entries: [], onStep: onStep)
    try FileSystem.syncFolder(folder.run(run))
    try FileSystem.syncFolder(folder.runs)
    try append(.started(command: command, process: getpid(), mark: folder.mark(of: run)))
    try onStep(.started)
  }

  /// Goes on with the journal of an earlier run, to undo it.
  package init(
    opening run: RunID, tree: ProjectTree, entries: [JournalEntry],
    onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }
  ) throws(RunnerError) {
    self.run = run
    self.tree = tree
    self.entries = entries
    self.onStep = onStep
    folder = HealFolder(project: tree.root)
    file = try Descriptor(folder.journal(run), O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
    count = entries.count
    // A line that was cut short must not swallow the next one.
    if !entries.isEmpty { try file.writeAll([UInt8(ascii: "\n")], folder.journal(run)) }
  }

  /// Changes one file: creates it where `old` is nil, removes it where `new` is nil.
  ///
  /// - Parameters:
  ///   - path: relative to the project.
  ///   - old: what it must be now.
  ///   - new: what it shall be.
  ///   - isReverting: whether what the journal says already suffices to do it again: a disk that takes no further word
  ///     is no obstacle then.
  /// - Throws: ``RunnerError/changedSincePlanned(_:)`` when the file is not `old`; it is left alone then.
  package func change(
    _ path: String, from old: FileState?, to new: FileState?, isReverting: Bool = false
  ) throws(RunnerError) {
    guard old != new else { return }
    guard try tree.state(of: path) == old else { throw .changedSincePlanned(path) }
    if !isReverting {
      // What heal makes of it is kept too: to tell it from what someone else writes into the file meanwhile.
      for state in [old, new] { if let state { try backUp(state) } }
    }
    try onStep(.backedUp)
    let temporary = nextTemporary(for: path)
    do throws(RunnerError) {
      try append(
        .changing(
          path: path, before: old.map(FileMark.init), after: new.map(FileMark.init),
          temporary: temporary))
    } catch {
      guard isReverting else { throw error }
    }
    try onStep(.journaled)
    if let new {
      try tree.replace(path, expecting: old, with: new, temporary: temporary) {
        () throws(RunnerError) in try onStep(.written)
      }
    } else if let old {
      try tree.remove(path, expecting: old)
    }
    try onStep(.replaced)
  }

  /// Takes heal's change out of a file that is someone else's by now: the journal does not answer for what is left.
  func merge(_ path: String, from now: FileState, to merged: FileState) throws(RunnerError) {
    guard now != merged else { return }
    let temporary = nextTemporary(for: path)
    try? append(.merging(path: path, temporary: temporary))
    try onStep(.journaled)
    try tree.replace(path, expecting: now, with: merged, temporary: temporary) {
      () throws(RunnerError) in try onStep(.written)
    }
    try onStep(.replaced)
  }

  private func nextTemporary(for path: String) -> String {
    count += 1
    return ".\(path.split(separator: "/").last ?? "").heal-\(run)-\(count)"
  }

  /// Notes that a command is about to run, and keeps the files that it may change.
  package func willRun(_ command: [String], mayChange paths: [String]) throws(RunnerError) {
    let watched = try watch(paths)
    try append(.running(command: command, watched: watched))
    try onStep(.running)
  }

  /// Notes what the command has made of its files.
  package func didRun(exit: Int32, mayHaveChanged paths: [String]) throws(RunnerError) {
    try append(.ran(exit: exit, watched: try watch(paths)))
    try onStep(.ran)
  }

  /// Notes what the run has built with its changes in place.
  package func note(_ built: BuiltRelations) throws(RunnerError) { try append(.built(built)) }

  /// Notes that the run's changes stay, and that they are about to be committed.
  func willCommit() throws(RunnerError) {
    try write(.committing)
    // As at the end: the word is said, and the next start goes by it.
    try? file.sync(folder.journal(run))
  }

  /// Notes that the run, or its undoing, is over.
  ///
  /// - Parameters:
  ///   - ending: what has become of its changes.
  ///   - status: how the run says that it ended; nil where it is not the run itself that ends it.
  /// - Throws: what the system refuses.
  package func end(
    _ ending: JournalEntry.Ending, status: Outcome.Status? = nil
  ) throws(RunnerError) {
    try onStep(.ending)
    try write(.ended(ending, status: status?.rawValue))
    // The word is said. Should the machine fail before it is on the disk, the next start reverts a good fix: no harm.
    try? file.sync(folder.journal(run))
    try onStep(.ended)
  }

  func append(_ event: JournalEntry.Event) throws(RunnerError) {
    try write(event)
    try file.sync(folder.journal(run))
  }

  /// Writes journal and backups anew where someone has removed heal's folder meanwhile.
  func renew() throws(RunnerError) {
    let path = folder.journal(run)
    guard !file.isAt(path) else { return }
    try folder.create()
    try FileSystem.createFolder(folder.backups(run))
    for (name, text) in texts where !FileSystem.exists(folder.backups(run) + "/" + name) {
      try FileSystem.writeNew(text, to: folder.backups(run) + "/" + name)
    }
    try FileSystem.replace(path, with: entries.flatMap(JSONLines.line))
    file = try Descriptor(path, O_WRONLY | O_APPEND)
  }

  private func write(_ event: JournalEntry.Event) throws(RunnerError) {
    try renew()
    let entry = JournalEntry(time: Timestamp.now.iso8601, event: event)
    try file.writeAll(JSONLines.line(entry), folder.journal(run))
    entries.append(entry)
  }

  private func watch(_ paths: [String]) throws(RunnerError) -> [JournalEntry.Watched] {
    var watched: [JournalEntry.Watched] = []
    for path in paths {
      let state = try tree.state(of: path)
      if let state { try backUp(state) }
      watched.append(.init(path: path, mark: state.map(FileMark.init)))
    }
    return watched
  }

  /// Keeps a file under the name of its content, once.
  private func backUp(_ state: FileState) throws(RunnerError) {
    texts[state.hash] = state.bytes
    try renew()
    let path = folder.backups(run) + "/" + state.hash
    if let kept = FileSystem.read(path) {
      if kept == state.bytes { return }
      FileSystem.remove(path)
    }
    try FileSystem.writeNew(state.bytes, to: path)
  }
}
