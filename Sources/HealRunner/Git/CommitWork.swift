import HealEngine
import HealLanguage
import HealProject

/// What it takes to commit the fixes of one run.
struct CommitWork {
  var run: RunFacts
  var repository: GitRepository
  /// As it was before the run.
  var before: GitStatus
  /// The failure that began it.
  var cause: Failure
  var redact: (String) -> String
  /// Waits so many seconds, or until heal is interrupted.
  var sleep: (Double) -> Void

  var fingerprint: Fingerprint { Fingerprint(cause) }
  var tree: ProjectTree { ProjectTree(root: run.project.directory) }

  /// Commits on the branch at hand, or on a detached HEAD.
  ///
  /// - Throws: ``GitTrouble`` when nothing was committed.
  func commitHere(_ outcome: inout Outcome) throws(GitTrouble) {
    // First: what keeps the commit from being made now may be gone when the next run makes up for it.
    let message = try writeMessage(CommitMessage(outcome, cause: fingerprint, redact: redact))
    let files = try files(of: outcome)
    let paths = files.map(repository.path(ofProject:))
    let contents = repository.contents(of: paths)
    let sha = try repository.commit(paths, message: message)
    outcome.commit = MadeCommit(sha: sha, branch: before.head?.branch)
    for (file, isSame) in zip(files, zip(contents, repository.contents(of: paths)).map(==))
    where !isSame {
      outcome.remarks.append("a commit hook changed `\(file)` after dbt had run with it")
    }
  }

  /// The files that heal changed, relative to the project.
  ///
  /// - Throws: ``GitTrouble`` when they cannot be committed without something that is not heal's.
  func files(of outcome: Outcome) throws(GitTrouble) -> [String] {
    if let unfinished = repository.unfinished { throw GitTrouble("\(unfinished) is under way") }
    try repository.waitForIndex(Self.patience, sleep: sleep)
    try repository.checkIdentity()
    let now = try repository.status()
    guard now.head == before.head else {
      throw GitTrouble("someone else has moved HEAD since the run began")
    }
    let files = outcome.fixes.flatMap(\.files).map(\.path).uniqued()
    for file in files {
      let path = repository.path(ofProject: file)
      guard !before.dirty.contains(path) else {
        throw GitTrouble("`\(file)` had changes that were not committed when the run began")
      }
      guard now.dirty.contains(path) else {
        throw GitTrouble("git sees no change in `\(file)`: is it ignored?")
      }
    }
    let all = try files + filesOfCommands(outcome, now)
    guard !all.isEmpty else { throw GitTrouble("nothing that git tracks has changed") }
    return all.uniqued()
  }

  /// Files that commands of the fixes have changed, where git tracks them.
  private func filesOfCommands(
    _ outcome: Outcome, _ now: GitStatus
  ) throws(GitTrouble) -> [String] {
    guard outcome.fixes.contains(where: { !$0.commands.isEmpty }) else { return [] }
    let changed = Healing.filesOfCommands.filter { file in
      let path = repository.path(ofProject: file)
      return now.dirty.contains(path) && !before.dirty.contains(path)
    }
    guard !changed.isEmpty else { return [] }
    let tracked = try repository.tracked(changed.map(repository.path(ofProject:)))
    return changed.filter { tracked.contains(repository.path(ofProject: $0)) }
  }

  /// - Returns: the path of a file with the message.
  func writeMessage(_ message: CommitMessage) throws(GitTrouble) -> String {
    let path = run.folder.commitMessage(run.run)
    do {
      try FileSystem.createFolder(run.folder.run(run.run))
      try FileSystem.replace(path, with: Array(message.text.utf8))
    } catch {
      throw GitTrouble(error.description)
    }
    return path
  }

  /// How long another program may hold git's index. In seconds.
  private static let patience = 10.0
}
