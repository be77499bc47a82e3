/// What it takes to put a project back as it was before a run: worked out from the run's journal alone.
package struct Restoration: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package var path: String
    /// As it was before the run; nil when there was none.
    package var original: FileMark?
    /// All that heal, or a command it ran, has made of it. nil among them: no such file.
    package var made: Set<FileMark?>
    /// A command was cut short that may have made anything of it.
    package var isOpen = false
    var temporaries: [String] = []
  }

  /// In the order in which they were first touched.
  package private(set) var files: [File] = []

  package init(_ entries: [JournalEntry]) {
    for entry in entries {
      switch entry.event {
      case .changing(let path, let before, let after, let temporary):
        note(path, before: before) { file in
          file.made.insert(after)
          file.temporaries.append(temporary)
        }
      case .running(_, let watched):
        for item in watched { note(item.path, before: item.mark) { $0.isOpen = true } }
      case .ran(_, let watched):
        for item in watched {
          note(item.path, before: item.mark) { file in
            file.made.insert(item.mark)
            file.isOpen = false
          }
        }
      case .started, .built, .ended, .undoing: break
      }
    }
  }

  private mutating func note(_ path: String, before: FileMark?, _ change: (inout File) -> Void) {
    if !files.contains(where: { $0.path == path }) {
      files.append(File(path: path, original: before, made: [before]))
    }
    for index in files.indices where files[index].path == path { change(&files[index]) }
  }

  /// The files whose content now is neither the original nor anything that heal made of them.
  package func changedSince(in project: ProjectTree) throws(RunnerError) -> [String] {
    var paths: [String] = []
    for file in files where try !file.isOurs(in: project) { paths.append(file.path) }
    return paths
  }

  /// The files that are not as they were before the run.
  package func changed(in project: ProjectTree) throws(RunnerError) -> [String] {
    var paths: [String] = []
    for file in files where try project.state(of: file.path).map(FileMark.init) != file.original {
      paths.append(file.path)
    }
    return paths
  }
}

extension Restoration.File {
  func isOurs(in project: ProjectTree) throws(RunnerError) -> Bool {
    let now = try project.state(of: path).map(FileMark.init)
    return isOpen || now == original || made.contains(now)
  }
}

extension Journal {
  /// Puts back every file that is still what this run made of it.
  ///
  /// - Returns: the files put back, and those left alone because someone has changed them since.
  package func restore() throws(RunnerError) -> (restored: [String], leftAlone: [String]) {
    var restored: [String] = []
    var leftAlone: [String] = []
    for file in Restoration(entries).files {
      for temporary in file.temporaries { tree.removeTemporary(temporary, beside: file.path) }
      guard try file.isOurs(in: tree) else {
        leftAlone.append(file.path)
        continue
      }
      let now = try tree.state(of: file.path)
      guard now.map(FileMark.init) != file.original else { continue }
      try change(file.path, from: now, to: try original(of: file))
      restored.append(file.path)
    }
    return (restored, leftAlone)
  }

  private func original(of file: Restoration.File) throws(RunnerError) -> FileState? {
    guard let mark = file.original else { return nil }
    let backup = folder.backups(run) + "/" + mark.sha256
    guard let bytes = FileSystem.read(backup), SHA256.hex(bytes) == mark.sha256 else {
      throw .damagedBackup(path: file.path, backup: backup)
    }
    return FileState(bytes: bytes, mode: mark.mode)
  }
}
