extension GitRepository {
  /// Commits these files and nothing else, as the user would: hooks run, and it is signed if configured.
  ///
  /// What is staged beside them stays staged. A hook that first puts files into its own shape and then
  /// rejects them gets them once more.
  ///
  /// - Parameters:
  ///   - files: seen from the top of the working tree; none of them had changes of the user.
  ///   - message: a file with the message.
  /// - Returns: the full object name of the commit.
  /// - Throws: ``GitTrouble``; the index is as it was then, and so are the files unless a hook changed them.
  func commit(_ files: [String], message: String) throws(GitTrouble) -> String {
    let paths = files.map(Self.exactly)
    let new = try untracked(files).sorted().map(Self.exactly)
    if !new.isEmpty { try act(["add", "--"] + new) }
    let words = ["commit", "--quiet", "--cleanup=whitespace", "--file", message, "--only", "--"]
    let before = contents(of: files)
    let staged = Set(pathList(["diff", "--cached", "--name-only", "-z"]))
    do throws(GitTrouble) {
      do throws(GitTrouble) {
        try act(words + paths)
      } catch {
        guard contents(of: files) != before else { throw error }
        try act(words + paths)
      }
    } catch {
      if !new.isEmpty { try? act(["rm", "--quiet", "--cached", "--"] + new) }
      throw error
    }
    let committed = pathList([
      "diff-tree", "--root", "--no-commit-id", "--name-only", "-r", "-z", "HEAD",
    ])
    // A hook may have added files: they are in the commit, and nobody has staged their removal.
    let added = Set(committed).subtracting(staged).subtracting(files).sorted()
    try matchIndex(paths + added.map(Self.exactly))
    let sha = try sha()
    try check(files, zip(files, before).filter { $1 == nil }.map(\.0), areIn: sha)
    return sha
  }

  /// A hook may have reshaped what is committed; it may not have taken it out.
  ///
  /// - Parameters:
  ///   - files: that were to be committed.
  ///   - removed: those of them that are no longer there.
  ///   - sha: of the commit.
  /// - Throws: ``GitTrouble`` for the first that is not in it.
  private func check(
    _ files: [String], _ removed: [String], areIn sha: String
  ) throws(GitTrouble) {
    let words = ["diff-tree", "--root", "--no-commit-id", "--name-only", "-r", "-z"]
    let changed = Set(pathList(words + [sha]))
    let deleted = Set(pathList(words + ["--diff-filter=D", sha])).subtracting(removed)
    for file in files where !changed.contains(file) || deleted.contains(file) {
      throw GitTrouble("a hook has taken `\(file)` out of the commit \(sha.prefix(9))")
    }
  }

  private func pathList(_ words: [String]) -> [String] {
    let bytes = (try? readBytes(words)) ?? []
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a hook adds goes into the commit but not into the index that stays.
  private func matchIndex(_ paths: [String]) throws(GitTrouble) {
    let differs = (try? read(["diff-index", "--cached", "--quiet", "HEAD", "--"] + paths)) == nil
    if differs { try act(["reset", "--quiet", "--"] + paths) }
  }

  private func sha() throws(GitTrouble) -> String {
    guard let sha = line(["rev-parse", "HEAD"]) else {
      throw GitTrouble("git does not tell what it committed")
    }
    return sha
  }

  func contents(of files: [String]) -> [[UInt8]?] { files.map { FileSystem.read(root + "/" + $0) } }

  /// Makes sure that git knows whose commit it will be.
  func checkIdentity() throws(GitTrouble) {
    for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
      guard (try? read(["var", name])) == nil else { continue }
      throw GitTrouble(
        "git does not know who commits: run `git config user.name NAME` and "
          + "`git config user.email ADDRESS`, or set GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL and the same "
          + "with COMMITTER")
    }
  }

  /// Waits until no other program holds git's index.
  ///
  /// - Parameters:
  ///   - bound: in seconds.
  ///   - sleep: waits so many seconds.
  /// - Throws: ``GitTrouble`` when it is still held then.
  func waitForIndex(_ bound: Double, sleep: (Double) -> Void) throws(GitTrouble) {
    let lock = gitFolder + "/index.lock"
    let start = ContinuousClock.now
    while FileSystem.exists(lock) {
      guard start.duration(to: .now).inSeconds < bound else {
        throw GitTrouble(
          "another program holds git's index; when none runs, remove `\(lock)`")
      }
      sleep(0.1)
    }
  }
}
