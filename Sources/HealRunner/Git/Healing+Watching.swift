extension Healing {
  /// What is checked out; nil without git.
  func checkedOut() -> GitHead? {
    if repository == nil {
      repository = .some(
        try? GitRepository(
          of: tree.root, runner: session.runner, environment: session.environment))
    }
    return repository??.head()
  }

  /// Remembers the project as it is; what is checked out, as it was when the run began if that is known.
  func watchWorld() {
    watch = WorldWatch(
      head: watch?.head ?? headAtStart ?? checkedOut(), project: session.project, tree: tree)
  }

  /// What someone else has done to the project since.
  ///
  /// - Parameter proposals: about to be applied; each looks after its own files.
  /// - Returns: one clause; nil when heal may go on.
  /// - Throws: what the system refuses when files are looked at.
  func interference(before proposals: [Proposal] = []) throws(RunnerError) -> String? {
    guard let watch else { return nil }
    let guarded = proposals.flatMap(\.changes).map(\.path)
    let objection = watch.objection(
      head: checkedOut(), project: session.project, tree: tree,
      changedByHeal: changedFiles.union(guarded))
    if let objection { return objection }
    // What heal has changed itself is known to the letter.
    let journal = openJournal.map { Restoration($0.entries) }
    return WorldWatch.words(try journal?.changedSince(in: tree) ?? [])
  }
}
