import Platform

/// The files of one project, inside the fence: whatever heal reads to change it, changes or puts back
/// goes through here. Paths are relative to the project.
///
/// Every part of a path is opened without following symbolic links, so nothing can be swapped in
/// between a check and the act.
package struct ProjectTree: Sendable {
  /// Absolute, links resolved.
  package let root: String
  /// Folders of the project, relative to it, that nothing may be changed in.
  let closedFolders: Set<String>

  /// Nothing under these is ever changed, wherever a project says it keeps its own.
  static let alwaysClosed: Set<String> = [
    "target", "dbt_packages", "dbt_modules", "logs", ".heal", ".git",
  ]

  /// - Parameters:
  ///   - root: the project's folder.
  ///   - folders: further folders of this project that dbt writes to: its own names for `target`,
  ///     `logs` and `dbt_packages`.
  package init(root: String, closing folders: some Sequence<String> = []) {
    self.root = Self.resolved(root)
    closedFolders = Self.alwaysClosed.union(folders)
  }

  /// The absolute path with links resolved, or the path itself where it does not exist.
  package static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The file as it is now; nil when there is none.
  package func state(of path: String) throws(RunnerError) -> FileState? {
    let parts = try parts(of: path)
    guard let folder = try openFolder(of: parts, path) else { return nil }
    return try Self.state(in: folder, parts.name, path)
  }

  /// Replaces a file so that at any moment there is either the old or the new one, whole.
  ///
  /// - Parameters:
  ///   - path: relative to the project.
  ///   - expected: what the file must still be; nil when it must not exist.
  ///   - new: what it shall be.
  ///   - temporary: the name, in the same folder, under which the new file is written first.
  ///   - beforeRenaming: called when both files are there, whole.
  /// - Throws: ``RunnerError/changedSincePlanned(_:)``, ``RunnerError/outsideFence(_:reason:)``, or what
  ///   the system refuses.
  package func replace(
    _ path: String, expecting expected: FileState?, with new: FileState, temporary: String,
    beforeRenaming: () throws(RunnerError) -> Void = {}
  ) throws(RunnerError) {
    let parts = try parts(of: path)
    guard let folder = try openFolder(of: parts, path) else {
      throw .file(path, doing: "write", reason: "its folder does not exist")
    }
    guard try Self.state(in: folder, parts.name, path) == expected else {
      throw .changedSincePlanned(path)
    }
    do throws(RunnerError) {
      try Self.writeNew(new, in: folder, temporary, replacing: parts.name, path)
      try beforeRenaming()
      guard unsafe renameat(folder.number, temporary, folder.number, parts.name) == 0 else {
        throw .system("replace", path)
      }
    } catch {
      unsafe unlinkat(folder.number, temporary, 0)
      throw error
    }
    try folder.sync(path)
  }

  /// Replaces a file by another that is whole already, where there is no room to write it anew.
  ///
  /// - Parameters:
  ///   - path: relative to the project.
  ///   - expected: what the file must still be.
  ///   - new: what the other file holds.
  ///   - source: the other file; absolute. It is gone afterwards.
  /// - Returns: whether it was done.
  func replace(
    _ path: String, expecting expected: FileState, with new: FileState, movedFrom source: String
  ) -> Bool {
    guard let parts = try? parts(of: path), let folder = try? openFolder(of: parts, path),
      let now = try? Self.state(in: folder, parts.name, path), now == expected,
      let place = try? Place(source), FileSystem.read(source) == new.bytes,
      unsafe fchmodat(place.number, place.name, new.mode, 0) == 0
    else { return false }
    return unsafe renameat(place.number, place.name, folder.number, parts.name) == 0
  }

  /// Removes a file that must still be what is expected.
  package func remove(_ path: String, expecting expected: FileState) throws(RunnerError) {
    let parts = try parts(of: path)
    guard let folder = try openFolder(of: parts, path) else { return }
    guard try Self.state(in: folder, parts.name, path) == expected else {
      throw .changedSincePlanned(path)
    }
    guard unsafe unlinkat(folder.number, parts.name, 0) == 0 else { throw .system("remove", path) }
    try folder.sync(path)
  }

  /// Removes what a replacement that was cut short may have left beside a file.
  func removeTemporary(_ temporary: String, beside path: String) {
    // A journal is a file like any other: only a name that heal gives is removed.
    guard let parts = try? parts(of: path), let folder = try? openFolder(of: parts, path),
      temporary.hasPrefix(".\(parts.name).heal-"), !temporary.contains("/")
    else { return }
    unsafe unlinkat(folder.number, temporary, 0)
  }
}

extension ProjectTree {
  private struct Parts {
    var folders: [String]
    var name: String
  }

  /// Splits a path and holds it to the fence.
  private func parts(of path: String) throws(RunnerError) -> Parts {
    var words = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if words.first == "." { words.removeFirst() }
    guard let name = words.popLast(), !path.hasPrefix("/"), !path.utf8.contains(0),
      !(words + [name]).contains(where: { ["", ".", ".."].contains($0) })
    else { throw .outsideFence(path, reason: "it is not a file of the project") }
    if (words + [name]).contains(".git") {
      throw .outsideFence(path, reason: "it belongs to git")
    }
    for count in words.indices.map({ $0 + 1 }) {
      let folder = words[..<count].joined(separator: "/")
      if closedFolders.contains(folder) {
        throw .outsideFence(path, reason: "`\(folder)` is not the project's own text")
      }
    }
    return Parts(folders: words, name: name)
  }

  /// nil when the folder does not exist.
  private func openFolder(of parts: Parts, _ path: String) throws(RunnerError) -> Descriptor? {
    let flags = O_RDONLY | O_DIRECTORY
    var folder = try Descriptor(root, flags)
    for name in parts.folders {
      guard unsafe faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 else {
        return nil
      }
      folder = try Descriptor(in: folder.number, name, flags, shownAs: path)
    }
    return folder
  }

  private static func state(
    in folder: borrowing Descriptor, _ name: String, _ path: String
  ) throws(RunnerError) -> FileState? {
    guard unsafe faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw .system("look at", path)
    }
    let file = try Descriptor(in: folder.number, name, O_RDONLY, shownAs: path)
    let status = try file.status(path)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .outsideFence(path, reason: "it is not a regular file")
    }
    return FileState(bytes: try file.readAll(path), mode: status.st_mode & 0o7777)
  }

  /// Writes the new file under its temporary name, with the owner of the one it will replace.
  private static func writeNew(
    _ new: FileState, in folder: borrowing Descriptor, _ name: String, replacing old: String,
    _ path: String
  ) throws(RunnerError) {
    let file = try Descriptor(
      in: folder.number, name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600, shownAs: path)
    try file.writeAll(new.bytes, path)
    var owner = stat()
    if unsafe fstatat(folder.number, old, &owner, AT_SYMLINK_NOFOLLOW) == 0 {
      // Only root may give files away; anyone else's files are their own already.
      _ = fchown(file.number, owner.st_uid, owner.st_gid)
    }
    guard fchmod(file.number, new.mode) == 0 else { throw .system("set the mode of", path) }
    try file.sync(path)
  }
}
