import HealEngine

extension CommitWork {
  /// Commits on a branch of its own, pushes it and opens a pull request, or renews the one there is.
  ///
  /// What is checked out stays as it is, with the fix in the tree. From the moment the commit is made,
  /// trouble is a remark.
  ///
  /// - Throws: ``GitTrouble`` when nothing was committed.
  func propose(_ outcome: inout Outcome, through gitHub: GitHub) throws(GitTrouble) {
    guard let base = before.head else { throw GitTrouble("there is no commit to build on") }
    guard base.branch != branch else { throw GitTrouble("`\(branch)` itself is checked out") }
    try checkIsOwn("refs/heads/" + branch, "`\(branch)`")
    let files = try files(of: outcome)
    let message = CommitMessage(outcome, cause: fingerprint, redact: redact)
    let sha = try commit(files, on: base, try writeMessage(message))
    try repository.act(["branch", "--quiet", "--no-track", "--force", branch, sha])
    outcome.commit = MadeCommit(sha: sha, branch: branch)
    do throws(GitTrouble) {
      outcome.commit?.sha = try push(sha, from: base)
      let text = PullRequestText(outcome, branch: branch, redact: redact)
      outcome.commit?.pullRequest = try request(text, message.subject, base, gitHub)
    } catch {
      outcome.notCommitted = redact(
        "the fix is committed on `\(branch)` and in the tree, but \(error.description)")
    }
  }

  /// One for each cause: `heal/stg_orders-90fa…`.
  var branch: String {
    let name = (cause.node?.name ?? "run").lowercased().unicodeScalars
    let plain = Set("abcdefghijklmnopqrstuvwxyz0123456789_-".unicodeScalars)
    let slug = String(String.UnicodeScalarView(name.map { plain.contains($0) ? $0 : "-" }))
    return "\(run.settings.commit.branchPrefix)\(slug.prefix(40))-\(fingerprint)"
  }

  /// Commits in a working tree of its own, so that hooks see the whole project and nothing of the user's.
  private func commit(
    _ files: [String], on base: GitHead, _ message: String
  ) throws(GitTrouble) -> String {
    let folder = run.folder.run(run.run) + "/tree"
    removeLeftovers()
    try repository.act(["worktree", "add", "--quiet", "--detach", folder, base.sha])
    defer { removeLeftovers() }
    let copy = ProjectTree(root: folder + "/" + repository.prefix)
    for file in files {
      do throws(RunnerError) {
        let state = try tree.state(of: file)
        let old = try copy.state(of: file)
        if let state {
          try copy.replace(file, expecting: old, with: state, temporary: ".heal-copy")
        } else if let old {
          try copy.remove(file, expecting: old)
        }
      } catch {
        throw GitTrouble(error.description)
      }
    }
    return try repository.at(folder).commit(
      files.map(repository.path(ofProject:)), message: message)
  }

  /// Working trees of this run, and of earlier ones that were killed.
  private func removeLeftovers() {
    let runs = ProjectTree.resolved(run.folder.runs) + "/"
    let listed = (try? repository.read(["worktree", "list", "--porcelain"])) ?? ""
    for line in listed.split(separator: "\n") where line.hasPrefix("worktree \(runs)") {
      let folder = String(line.dropFirst("worktree ".count))
      try? repository.act(["worktree", "remove", "--force", folder])
    }
  }

  /// Pushes the commit; heal's own earlier one for the same cause makes way for it.
  ///
  /// - Returns: the commit that the branch has now: the earlier one where it is the same change.
  private func push(_ sha: String, from base: GitHead) throws(GitTrouble) -> String {
    let remote = try repository.remote(of: base.branch)
    let name = "refs/heads/" + branch
    let listed = try repository.read(["ls-remote", remote, name])
    let old = listed.split(whereSeparator: \.isWhitespace).first.map(String.init)
    if let old {
      if repository.message(of: old) == nil {
        try repository.act(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, name])
      }
      try checkIsOwn(old, "`\(branch)` of `\(remote)`")
      if repository.isSameChange(old, sha) { return old }
    }
    try repository.act([
      "push", "--quiet", "--force-with-lease=\(name):\(old ?? "")", remote, "\(sha):\(name)",
    ])
    return sha
  }

  /// heal never writes over a branch that someone else has worked on.
  private func checkIsOwn(_ commit: String, _ name: String) throws(GitTrouble) {
    guard repository.line(["rev-parse", "--verify", "--quiet", commit + "^{commit}"]) != nil,
      let message = repository.message(of: commit)
    else { return }
    guard CommitMessage.isOfHeal(message, cause: fingerprint) else {
      throw GitTrouble("\(name) has commits that are not heal's, so it is left alone")
    }
  }

  private func request(
    _ text: PullRequestText, _ title: String, _ base: GitHead, _ gitHub: GitHub
  ) throws(GitTrouble) -> String? {
    guard let target = target(base) else {
      throw GitTrouble("no branch is checked out that a pull request could be made for")
    }
    let request = PullRequest(title: title, body: text.markdown, head: branch, base: target)
    do {
      return try request.submit(through: gitHub)
    } catch {
      let right = error.isForbidden ? ", and for this `pull-requests: write`" : ""
      throw GitTrouble("its pull request could not be opened: \(error.description)\(right)")
    }
  }

  /// The branch at hand by its name on GitHub. GitHub Actions checks out no branch, but names one.
  private func target(_ base: GitHead) -> String? {
    if let branch = base.branch {
      let upstream = repository.line(["config", "--get", "branch.\(branch).merge"])
      return upstream.map { String($0.dropFirst("refs/heads/".count)) } ?? branch
    }
    let names = ["GITHUB_HEAD_REF", "GITHUB_REF_NAME"].compactMap { run.environment[$0] }
    let isTag = run.environment["GITHUB_REF_TYPE"] == "tag"
    return isTag ? nil : names.first { !$0.isEmpty }
  }
}

extension GitRepository {
  /// Whether two commits make the same of the same commit.
  fileprivate func isSameChange(_ one: String, _ other: String) -> Bool {
    let contents = { (commit: String) in line(["log", "-1", "--format=%T %P", commit]) }
    return contents(one) != nil && contents(one) == contents(other)
  }
}
