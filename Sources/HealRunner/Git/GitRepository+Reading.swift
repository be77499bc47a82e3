extension GitRepository {
  /// What is checked out; nil before the first commit.
  func head() -> GitHead? {
    let answer = try? read(["rev-parse", "HEAD", "--symbolic-full-name", "HEAD"])
    let lines = (answer ?? "").split(separator: "\n").map(String.init)
    guard lines.count == 2 else { return nil }
    let name = "refs/heads/"
    let branch = lines[1].hasPrefix(name) ? String(lines[1].dropFirst(name.utf8.count)) : nil
    return GitHead(sha: lines[0], branch: branch)
  }

  func status() throws(GitTrouble) -> GitStatus {
    GitStatus(
      try readBytes([
        "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--no-renames",
      ]))
  }

  /// Which of these files, seen from the top, git tracks.
  func tracked(_ paths: [String]) throws(GitTrouble) -> Set<String> {
    try names(["ls-files", "--full-name", "-z", "--"] + paths.map(Self.exactly))
  }

  /// Which of these files git neither tracks nor ignores.
  func untracked(_ paths: [String]) throws(GitTrouble) -> Set<String> {
    try names(
      ["ls-files", "--full-name", "-z", "--others", "--exclude-standard", "--"]
        + paths.map(Self.exactly))
  }

  /// What stands unfinished in this working tree; nil when nothing does.
  var unfinished: String? {
    let signs = [
      ("MERGE_HEAD", "a merge"), ("rebase-merge", "a rebase"), ("rebase-apply", "a rebase"),
      ("CHERRY_PICK_HEAD", "a cherry-pick"), ("REVERT_HEAD", "a revert"),
      ("BISECT_LOG", "a bisect"),
    ]
    return signs.first { FileSystem.exists(gitFolder + "/" + $0.0) }?.1
  }

  /// The message of a commit; nil when it is not known here.
  func message(of commit: String) -> String? { try? read(["log", "-1", "--format=%B", commit]) }

  /// Where the branch at hand is pushed to.
  ///
  /// - Throws: ``GitTrouble`` when there is no remote, or none of several stands out.
  func remote(of branch: String?) throws(GitTrouble) -> String {
    let own = branch.map { "branch.\($0)." }
    let keys = [own.map { $0 + "pushRemote" }, "remote.pushDefault", own.map { $0 + "remote" }]
    for key in keys.compactMap(\.self) {
      if let name = line(["config", "--get", key]), name != "." { return name }
    }
    let all = try read(["remote"]).split(separator: "\n").map(String.init)
    if all.contains("origin") { return "origin" }
    guard let only = all.first else { throw GitTrouble("the repository has no remote") }
    guard all.count == 1 else {
      throw GitTrouble("none of the remotes \(all.joined(separator: ", ")) is called `origin`")
    }
    return only
  }

  /// A path that means itself, whatever characters it has.
  static func exactly(_ path: String) -> String { ":(top,literal)" + path }

  private func names(_ words: [String]) throws(GitTrouble) -> Set<String> {
    Set(try readBytes(words).split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
  }
}
