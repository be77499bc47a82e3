import HealProject

/// The project as it was at one moment, to notice that someone else works on it.
struct WorldWatch: Sendable {
  /// What git has checked out; nil where there is no git, no repository or no commit.
  var head: GitHead?
  /// What dbt reads of the project, by path relative to it.
  var files: [String: Sight]

  /// A file as seen from outside, and what was in it.
  struct Sight: Hashable, Sendable {
    var look: FileLook
    /// nil for a file too big to be worth reading.
    var hash: String?
  }

  /// - Parameters:
  ///   - head: what is checked out now, or was when the run began.
  ///   - project: whose files are looked at.
  ///   - tree: the same, by its fence: what lies in its closed folders is not looked at.
  init(head: GitHead?, project: DbtProject, tree: ProjectTree) {
    self.head = head
    let content = ProjectFiles(root: tree.root)
    files = Self.looks(project, tree).reduce(into: [:]) { files, entry in
      files[entry.key] = Sight(
        look: entry.value, hash: content.bytes(entry.key).map { SHA256.hex($0) })
    }
  }

  /// What someone else has done since.
  ///
  /// - Parameters:
  ///   - now: what is checked out now.
  ///   - project: as it was.
  ///   - tree: as it was.
  ///   - own: files that heal has changed itself.
  /// - Returns: one clause; nil when nobody has done anything.
  func objection(
    head now: GitHead?, project: DbtProject, tree: ProjectTree, changedByHeal own: Set<String>
  ) -> String? {
    if let moved = moved(to: now) { return moved }
    let looks = Self.looks(project, tree)
    let content = ProjectFiles(root: tree.root)
    let changed = Set(files.keys).union(looks.keys).subtracting(own).filter { path in
      guard let old = files[path], let look = looks[path] else { return true }
      guard old.look != look else { return false }
      return old.hash == nil || content.bytes(path).map { SHA256.hex($0) } != old.hash
    }
    return Self.words(changed.sorted())
  }

  /// One clause on files that someone else has changed; nil for none.
  static func words(_ paths: [String]) -> String? {
    guard !paths.isEmpty else { return nil }
    let shown = paths.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
    let rest = paths.count > 5 ? " and \(paths.count - 5) more" : ""
    return "someone else has changed \(shown)\(rest) during the run"
  }

  private func moved(to now: GitHead?) -> String? {
    guard now != head else { return nil }
    let words = { (head: GitHead?) in
      head.map { "\($0.branch.map { "\($0) at " } ?? "")\($0.sha.prefix(9))" } ?? "no commit"
    }
    return "HEAD has moved from \(words(head)) to \(words(now)) during the run"
  }

  private static func looks(_ project: DbtProject, _ tree: ProjectTree) -> [String: FileLook] {
    let files = ProjectFiles(root: tree.root)
    var paths = FileSystem.names(in: tree.root).filter { name in
      name.hasSuffix(".yml") && ![".user.yml", "package-lock.yml"].contains(name)
    }
    for folder in project.resourcePaths where !tree.closedFolders.contains(folder) {
      paths += files.list(under: folder, endings: [".sql", ".yml", ".yaml", ".csv", ".md", ".py"])
    }
    return paths.reduce(into: [:]) { looks, path in
      let isClosed = tree.closedFolders.contains { path.hasPrefix($0 + "/") }
      if !isClosed { looks[path] = FileLook(tree.root + "/" + path) }
    }
  }
}
