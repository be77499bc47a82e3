/// What was found and done about runs that were cut short.
package struct Recovered: Hashable, Sendable {
  package var run: RunID
  package var restored: [String]
  /// Changed by someone since; their backups stay in the run's folder.
  package var leftAlone: [String]
  /// What still holds what the run made of it; nil when it built nothing, or an earlier heal ran it.
  package var built: BuiltRelations?

  package init(run: RunID, restored: [String], leftAlone: [String]) {
    self.run = run
    self.restored = restored
    self.leftAlone = leftAlone
  }
}

/// Puts back what earlier runs had changed when they were killed. The caller holds the project's lock.
///
/// - Parameters:
///   - tree: the project.
///   - onStep: called as each moment is reached.
/// - Returns: one value for each run that had left something to put back, oldest first.
/// - Throws: ``RunnerError/damagedBackup(path:backup:)``, or what the system refuses.
package func recover(
  _ tree: ProjectTree,
  onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }
) throws(RunnerError) -> [Recovered] {
  var all: [Recovered] = []
  for past in pastRuns(of: tree) where !past.isOver {
    let done = try restore(past, tree, onStep: onStep)
    if !done.restored.isEmpty || !done.leftAlone.isEmpty { all.append(done) }
  }
  return all
}

/// Puts back what a run had changed, all of it or nothing. The caller holds the project's lock.
///
/// - Parameters:
///   - run: nil means the latest run whose changes are still in place.
///   - tree: the project.
///   - onStep: called as each moment is reached.
/// - Returns: the run that was undone and the files that were put back.
/// - Throws: ``RunnerError/changedSinceRun(run:paths:)`` when a file is no longer what heal left,
///   ``RunnerError/nothingToUndo``, ``RunnerError/noSuchRun(_:)``.
package func undo(
  _ run: RunID?, in tree: ProjectTree,
  onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }
) throws(RunnerError) -> Recovered {
  let runs = pastRuns(of: tree)
  let past: PastRun
  if let run {
    guard let found = runs.first(where: { $0.run == run }) else {
      throw .noSuchRun(run.description)
    }
    past = found
  } else {
    guard let latest = runs.last(where: { !$0.isRestored && !$0.restoration.files.isEmpty }) else {
      throw .nothingToUndo
    }
    past = latest
  }
  guard !past.isRestored else { throw .nothingToUndo }
  let changed = try past.restoration.changedSince(in: tree)
  guard changed.isEmpty else {
    throw .changedSinceRun(run: past.run.description, paths: changed)
  }
  return try restore(past, tree, onStep: onStep)
}

private func restore(
  _ past: PastRun, _ tree: ProjectTree,
  onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void
) throws(RunnerError) -> Recovered {
  let journal = try Journal(
    opening: past.run, tree: tree, entries: past.entries, onStep: onStep)
  if past.isOver { try journal.append(.undoing) }
  let done = try journal.restore()
  try journal.end(done.leftAlone.isEmpty ? .restored : .restoredInPart)
  var recovered = Recovered(run: past.run, restored: done.restored, leftAlone: done.leftAlone)
  recovered.built = past.built
  return recovered
}

/// A run that left a journal.
private struct PastRun {
  var run: RunID
  var entries: [JournalEntry]

  var restoration: Restoration { Restoration(entries) }

  var isOver: Bool { ending != nil }
  var isRestored: Bool { ending == .restored }

  var built: BuiltRelations? {
    entries.lazy.compactMap { if case .built(let built) = $0.event { built } else { nil } }.last
  }

  /// nil while the run, or its undoing, is under way or was cut short.
  private var ending: JournalEntry.Ending? {
    guard case .ended(let ending) = entries.last?.event else { return nil }
    return ending
  }
}

private func pastRuns(of tree: ProjectTree) -> [PastRun] {
  let folder = HealFolder(project: tree.root)
  return folder.allRuns.compactMap { run in
    guard let bytes = FileSystem.read(folder.journal(run)) else { return nil }
    let entries = JSONLines.read(bytes, as: JournalEntry.self)
    return entries.isEmpty ? nil : PastRun(run: run, entries: entries)
  }
}
