/// What was found and done about runs that were cut short.
package struct Recovered: Hashable, Sendable {
  package var run: RunID
  package var files: Restored
  /// Of the commit that was still to be made of its changes, which therefore stay; nil where they were reverted.
  package var commit: String?
  /// Whether it had turned green, and only its commit was missing, which could not be made.
  package var couldNotCommit = false
  /// Whether the run itself was over, and a person has it undone.
  package var isUndone = false
  /// What still holds what the run made of it; nil when it built nothing, or an earlier heal ran it.
  package var built: BuiltRelations?

  package init(run: RunID, files: Restored) {
    self.run = run
    self.files = files
  }
}

/// Finishes what earlier runs had begun when they were cut short: reverts their changes, or commits those that were
/// found good and were to be committed. The caller holds the project's lock.
///
/// - Parameters:
///   - tree: the project.
///   - trust: whose journals are acted on.
///   - leavesCommits: whether runs that were found good and were to be committed are left to the next start.
///   - commit: commits the files that a run has left, and gives the commit; nil where that cannot be done, and nothing
///     is to be reverted for it. Those that are not committed after it are reverted.
///   - finished: told of each run before its journal is closed, so that a kill in between has it told again.
///   - onStep: called as each moment is reached.
/// - Returns: one value for each run that had left something, oldest first.
/// - Throws: what the system refuses.
package func recover(
  _ tree: ProjectTree, trusting trust: Trust = .thisMachine,
  leavingCommits leavesCommits: Bool = false,
  committing commit: (RunID, [Restoration.File]) -> CommitOfRecovery = { _, _ in .impossible },
  finished: (Recovered) -> Void = { _ in },
  onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }
) throws(RunnerError) -> [Recovered] {
  var all: [Recovered] = []
  for past in pastRuns(of: tree) where !past.isOver && past.isTrusted(trust, tree) {
    if past.isCommitting, leavesCommits { continue }
    if past.isCommitting, try past.restoration.changedSince(in: tree).isEmpty {
      switch commit(past.run, past.restoration.files) {
      case .made(let sha):
        var done = Recovered(run: past.run, files: Restored())
        done.commit = sha
        finished(done)
        try Journal(opening: past.run, tree: tree, entries: past.entries, onStep: onStep).end(.kept)
        if sha != nil { all.append(done) }
        continue
      case .impossible: break
      }
    }
    let done = try restore(past, tree, finished: finished, onStep: onStep)
    if done.files != Restored() { all.append(done) }
  }
  return all
}

/// What became of a commit that an earlier run was still to make.
package enum CommitOfRecovery: Hashable, Sendable {
  /// Made now; nil when someone has committed the changes already, or nobody is to commit them any more.
  case made(String?)
  case impossible
}

/// Whose journals, proposals and messages heal acts on.
package enum Trust: Hashable, Sendable {
  /// Those that bear this machine's mark.
  case thisMachine
  /// All of them: the policy says that machines share them.
  case shared

  func includes(_ mark: String?, _ own: String?) -> Bool {
    self == .shared || mark != nil && mark == own
  }
}

/// What heal's own runs have changed and kept since the last commit.
///
/// - Parameters:
///   - tree: the project.
///   - trust: whose journals are believed.
///   - committed: the hash of a file in the last commit; nil where it is in none.
/// - Returns: the files that differ from the last commit by nothing else.
func keptChanges(
  in tree: ProjectTree, trusting trust: Trust, committed: (String) -> String?
) -> Set<String> {
  var known: [String: Set<String?>] = [:]
  for past in pastRuns(of: tree) where past.entries.keepChanges && past.isTrusted(trust, tree) {
    for file in past.restoration.files {
      let states = known[file.path] ?? [committed(file.path)]
      // On top of what someone else wrote, it is their work too.
      let isHealsAlone = states.contains(file.original?.sha256)
      known[file.path] = isHealsAlone ? states.union(file.made.map { $0?.sha256 }) : states
    }
  }
  let kept = known.filter { path, states in
    do throws(RunnerError) { return states.contains(try tree.state(of: path)?.hash) } catch {
      return false
    }
  }
  return Set(kept.keys)
}

/// Puts back what a run had changed, all of it or nothing. The caller holds the project's lock.
///
/// - Parameters:
///   - run: nil means the latest run whose changes are still in place.
///   - tree: the project.
///   - trust: whose journals are acted on.
///   - finished: told of the run before its journal is closed.
///   - onStep: called as each moment is reached.
/// - Returns: the run that was undone and the files that were put back.
/// - Throws: ``RunnerError/changedSinceRun(run:paths:)`` when a file is no longer what heal left,
///   ``RunnerError/nothingToUndo``, ``RunnerError/noSuchRun(_:)``, ``RunnerError/notOfThisMachine(_:)``,
///   ``RunnerError/damagedBackup(path:backup:)``.
package func undo(
  _ run: RunID?, in tree: ProjectTree, trusting trust: Trust = .thisMachine,
  finished: (Recovered) -> Void = { _ in },
  onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }
) throws(RunnerError) -> Recovered {
  let runs = pastRuns(of: tree)
  let past: PastRun
  if let run {
    guard let found = runs.first(where: { $0.run == run }) else {
      throw .noSuchRun(run.description)
    }
    guard found.isTrusted(trust, tree) else { throw .notOfThisMachine("run \(run)") }
    past = found
  } else {
    let changing = runs.filter { !$0.isRestored && !$0.restoration.files.isEmpty }
    guard let latest = changing.last(where: { $0.isTrusted(trust, tree) }) else {
      if let other = changing.last { throw .notOfThisMachine("run \(other.run)") }
      throw .nothingToUndo
    }
    past = latest
  }
  guard !past.isRestored else { throw .nothingToUndo }
  let changed = try past.restoration.changedSince(in: tree)
  guard changed.isEmpty else {
    throw .changedSinceRun(run: past.run.description, paths: changed)
  }
  return try restore(past, tree, onlyWhole: true, finished: finished, onStep: onStep)
}

/// - Parameter isWhole: whether nothing is reverted where a backup is damaged.
private func restore(
  _ past: PastRun, _ tree: ProjectTree, onlyWhole isWhole: Bool = false,
  finished: (Recovered) -> Void,
  onStep: @escaping @Sendable (JournalStep) throws(RunnerError) -> Void
) throws(RunnerError) -> Recovered {
  let journal = try Journal(
    opening: past.run, tree: tree, entries: past.entries, onStep: onStep)
  if isWhole { try journal.checkBackups() }
  if past.isOver { try journal.append(.undoing) }
  let done = try journal.restore()
  var recovered = Recovered(run: past.run, files: done)
  recovered.built = past.built
  recovered.couldNotCommit = past.isCommitting
  recovered.isUndone = past.isOver || past.isUndoing
  finished(recovered)
  try journal.end(done.left.isEmpty ? .restored : .restoredInPart)
  return recovered
}

extension HealFolder {
  /// Whether a run has found its changes good: they stay, whatever cut it short afterwards.
  func keepsChanges(of run: RunID) -> Bool {
    JSONLines.read(FileSystem.read(journal(run)) ?? [], as: JournalEntry.self).keepChanges
  }
}

extension HealFolder {
  /// How a run had ended before it could say so anywhere but in its journal, and when; nil where it had not ended.
  func end(of run: RunID) -> (status: Outcome.Status, time: String)? {
    let entries = JSONLines.read(FileSystem.read(journal(run)) ?? [], as: JournalEntry.self)
    for entry in entries.reversed() {
      guard case .ended(let ending, let status) = entry.event else { continue }
      if let status = status.flatMap(Outcome.Status.init) { return (status, entry.time) }
      // Its commit was made up for.
      if ending == .kept { return (.healed, entry.time) }
    }
    return nil
  }
}

extension [JournalEntry] {
  /// Whether the latest word on the run's changes is that they stay.
  var keepChanges: Bool {
    for entry in reversed() {
      switch entry.event {
      case .committing, .ended(.kept, _): return true
      case .ended, .undoing: return false
      case .started, .changing, .merging, .running, .ran, .built: continue
      }
    }
    return false
  }
}

/// A run that left a journal.
private struct PastRun {
  var run: RunID
  var entries: [JournalEntry]

  var restoration: Restoration { Restoration(entries) }

  var isOver: Bool { ending != nil }
  var isRestored: Bool { ending == .restored }

  /// Whether its changes were found good and only their commit was missing.
  var isCommitting: Bool { if case .committing = entries.last?.event { true } else { false } }

  var isUndoing: Bool {
    entries.contains { if case .undoing = $0.event { true } else { false } }
  }

  func isTrusted(_ trust: Trust, _ tree: ProjectTree) -> Bool {
    guard case .started(_, _, let mark) = entries.first?.event else { return trust == .shared }
    return trust.includes(mark, HealFolder(project: tree.root).mark(of: run))
  }

  var built: BuiltRelations? {
    entries.lazy.compactMap { if case .built(let built) = $0.event { built } else { nil } }.last
  }

  /// nil while the run, or its undoing, is under way or was cut short.
  private var ending: JournalEntry.Ending? {
    guard case .ended(let ending, _) = entries.last?.event else { return nil }
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
