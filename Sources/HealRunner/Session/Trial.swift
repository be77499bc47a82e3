import HealEngine

/// The fixes that one attempt tries out together, and the files as they were before.
final class Trial {
  /// The fixes whose edits are in place.
  private(set) var active: [Proposal] = []
  private var base: [String: FileState] = [:]
  private var now: [String: FileState] = [:]
  private let tree: ProjectTree

  init(_ tree: ProjectTree) { self.tree = tree }

  /// The files that fixes of this trial have touched.
  var paths: Set<String> { Set(base.keys) }

  /// Puts a fix's edits in place, beside those of the others.
  ///
  /// - Throws: ``RunnerError/changedSincePlanned(_:)`` when a file is not what the fix was made for, and
  ///   ``RunnerError/outsideFence(_:reason:)``; the fix is not active then.
  func add(_ proposal: Proposal, _ journal: Journal) throws(RunnerError) {
    for change in proposal.changes {
      var known = base[change.path]
      if known == nil { known = try tree.state(of: change.path) }
      guard let state = known, state.bytes == Array(change.before.utf8)
      else { throw .changedSincePlanned(change.path) }
      if base[change.path] == nil {
        base[change.path] = state
        now[change.path] = state
      }
    }
    active.append(proposal)
    try write(journal)
  }

  /// Takes a fix's edits out again; those of the others stay.
  func remove(_ proposal: Proposal, _ journal: Journal) throws(RunnerError) {
    active.removeAll { $0 == proposal }
    try write(journal)
  }

  /// Takes all edits out again.
  func removeAll(_ journal: Journal) throws(RunnerError) {
    active = []
    try write(journal)
  }

  private func write(_ journal: Journal) throws(RunnerError) {
    for (path, original) in base.sorted(by: { $0.key < $1.key }) {
      let changes = active.flatMap(\.candidate.changes).filter { $0.path == path }
      // An edit that two fixes share is made once; plans have no others that overlap.
      let edits = changes.reduce([]) { merged($0, $1.edits) ?? $0 }
      let text = apply(edits, to: String(decoding: original.bytes, as: UTF8.self))
      // An edit that leaves nothing of a file removes it.
      let isRemoved = text.isEmpty && !original.bytes.isEmpty
      let wanted = isRemoved ? nil : FileState(bytes: Array(text.utf8), mode: original.mode)
      try journal.change(path, from: now[path], to: wanted)
      now[path] = wanted
    }
  }
}
