import Platform

/// Tells whether the text that dbt reads in a project is as it was: names, sizes and times of its files.
///
/// A file that was written anew with the same text counts as changed; the run then starts from the
/// beginning, which is slower and never wrong.
struct ProjectStamp: Hashable, Sendable {
  /// SHA-256 in hexadecimal digits.
  let description: String

  /// - Parameters:
  ///   - tree: the project; folders that heal leaves alone are left out.
  ///   - paths: files that are looked at otherwise, relative to the project.
  init(_ tree: ProjectTree, leavingOut paths: some Sequence<String>) {
    var lines: [String] = []
    Self.collect("", tree, Set(paths), into: &lines)
    description = SHA256.hex(Array(lines.joined(separator: "\n").utf8))
  }

  private static func collect(
    _ folder: String, _ tree: ProjectTree, _ leftOut: Set<String>, into lines: inout [String]
  ) {
    for name in FileSystem.names(in: tree.root + "/" + folder) where !name.hasPrefix(".") {
      let path = folder.isEmpty ? name : folder + "/" + name
      guard !leftOut.contains(path), !tree.closedFolders.contains(path) else { continue }
      var status = stat()
      guard unsafe lstat(tree.root + "/" + path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        collect(path, tree, leftOut, into: &lines)
      } else if Self.kinds.contains(where: name.hasSuffix) {
        let time = modificationTime(of: status)
        lines.append("\(path) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)")
      }
    }
  }

  /// What dbt reads in a project.
  private static let kinds = [".sql", ".py", ".yml", ".yaml", ".csv", ".md"]
}
