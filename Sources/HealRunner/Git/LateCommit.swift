import HealProject

/// Makes up for the commit that an earlier run was to make when it was cut short, or that git did not take then.
struct LateCommit {
  var project: DbtProject
  var tree: ProjectTree
  var strategy: CommitSettings.Strategy
  var runner: CommandRunner
  var environment: [String: String]

  /// - Parameters:
  ///   - run: the earlier run.
  ///   - changed: the files that it has changed, as it left them.
  /// - Returns: what became of it. Where nobody asks for a commit any more, or the files were committed by someone, the
  ///   changes stay as they are.
  func make(of run: RunID, _ changed: [Restoration.File]) -> CommitOfRecovery {
    guard strategy != .none,
      let repository = try? GitRepository(
        of: project.directory, runner: runner, environment: environment),
      let status = try? repository.status()
    else { return .made(nil) }
    let dirty = changed.filter { status.dirty.contains(repository.path(ofProject: $0.path)) }
    let files = dirty.map { repository.path(ofProject: $0.path) }
    func isAsBefore(_ file: Restoration.File) -> Bool {
      let path = repository.path(ofProject: file.path)
      let committed = try? repository.readBytes(["show", "HEAD:\(path)"])
      return committed.map { SHA256.hex($0) } == file.original?.sha256
    }
    // What was not committed before heal came is someone's work, and stays with them.
    guard dirty.allSatisfy(isAsBefore) else { return .made(nil) }
    // What git is told not to see (ignored, `skip-worktree`, a filter) has not been committed by anyone.
    guard !changed.contains(where: { !dirty.contains($0) && isAsBefore($0) }) else {
      return .impossible
    }
    guard !files.isEmpty else { return .made(nil) }
    let message = HealFolder(project: tree.root).commitMessage(run)
    guard strategy == .direct, repository.unfinished == nil, FileSystem.exists(message),
      let sha = try? repository.commit(files, message: message)
    else { return .impossible }
    return .made(sha)
  }
}
