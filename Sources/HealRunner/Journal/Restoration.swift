import HealEngine

/// What has become of the files of a run that was reverted.
package struct Restored: Hashable, Sendable {
  /// As they were before the run.
  package var restored: [String] = []
  /// Changed by someone since; heal's own change is out of them, and what someone else wrote stays.
  package var merged: [String] = []
  /// Not as they were before the run: heal's change is still in them.
  package var left: [Leftover] = []

  /// What is left of heal's change in one file, and why.
  package struct Leftover: Hashable, Sendable {
    package var path: String
    /// One clause.
    package var reason: String
    /// What heal had changed, as `diff -u` shows it; empty where the texts are not known.
    package var diff: String
  }
}

/// What it takes to put a project back as it was before a run: worked out from the run's journal alone.
package struct Restoration: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package var path: String
    /// As it was before the run; nil when there was none.
    package var original: FileMark?
    /// All that heal, or a command it ran, has made of it. nil among them: no such file.
    package var made: Set<FileMark?>
    /// What heal itself made of it last; nil where it only watched a command, or removed the file.
    var last: FileMark?
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
          file.last = after
          file.temporaries.append(temporary)
        }
      case .merging(let path, let temporary):
        for index in files.indices where files[index].path == path {
          files[index].temporaries.append(temporary)
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
      case .started, .built, .committing, .ended, .undoing: break
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
  /// Reverts every file to what it was before the run. Where someone else has changed one since, heal's own change is
  /// taken out of it, if it can be found whole; else the file is left alone.
  ///
  /// A disk that takes nothing any more keeps no file from being reverted: its backup takes its place then.
  ///
  /// - Throws: what the system refuses.
  package func restore() throws(RunnerError) -> Restored {
    var done = Restored()
    for file in Restoration(entries).files {
      for temporary in file.temporaries { tree.removeTemporary(temporary, beside: file.path) }
      do throws(RunnerError) {
        try restore(file, &done)
      } catch {
        switch error {
        case .damagedBackup, .outsideFence: done.left.append(leftover(of: file, "\(error)"))
        default: throw error
        }
      }
    }
    return done
  }

  /// - Throws: ``RunnerError/damagedBackup(path:backup:)`` for the first that could not be put in place.
  func checkBackups() throws(RunnerError) {
    for file in Restoration(entries).files { _ = try original(of: file) }
  }

  private func restore(_ file: Restoration.File, _ done: inout Restored) throws(RunnerError) {
    let now = try tree.state(of: file.path)
    guard now.map(FileMark.init) != file.original else { return }
    guard try file.isOurs(in: tree) else {
      if let now, let merged = merged(file, now) {
        try merge(file.path, from: now, to: merged)
        done.merged.append(file.path)
      } else {
        done.left.append(leftover(of: file, "someone has changed the same lines since"))
      }
      return
    }
    let original = try original(of: file)
    do throws(RunnerError) {
      try change(file.path, from: now, to: original, isReverting: true)
    } catch {
      guard case .file = error, let original, let mark = file.original, let now,
        tree.replace(file.path, expecting: now, with: original, movedFrom: backup(of: mark))
      else { throw error }
    }
    done.restored.append(file.path)
  }

  /// The file as it is now without what heal changed in it; nil where that is not to be told apart.
  private func merged(_ file: Restoration.File, _ now: FileState) -> FileState? {
    let current = String(decoding: now.bytes, as: UTF8.self)
    guard let original = text(file.original), let made = text(file.last) else { return nil }
    // Where it could be made anew it is not in there: an earlier start was killed right behind this.
    if reverting(original, to: made, in: current) != nil { return now }
    guard let text = reverting(made, to: original, in: current) else { return nil }
    return FileState(bytes: Array(text.utf8), mode: now.mode)
  }

  private func leftover(of file: Restoration.File, _ reason: String) -> Restored.Leftover {
    guard let original = text(file.original), let made = text(file.last) else {
      return .init(path: file.path, reason: reason, diff: "")
    }
    return .init(
      path: file.path, reason: reason,
      diff: unifiedDiff(path: file.path, before: original, after: made))
  }

  private func text(_ mark: FileMark?) -> String? {
    mark.flatMap { try? bytes(of: $0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  private func original(of file: Restoration.File) throws(RunnerError) -> FileState? {
    guard let mark = file.original else { return nil }
    guard let bytes = try bytes(of: mark) else {
      throw .damagedBackup(path: file.path, backup: backup(of: mark))
    }
    return FileState(bytes: bytes, mode: mark.mode)
  }

  /// nil when the backup is missing or damaged.
  private func bytes(of mark: FileMark) throws(RunnerError) -> [UInt8]? {
    if let text = texts[mark.sha256] { return text }
    guard mark.isWellFormed, let bytes = FileSystem.read(backup(of: mark)),
      SHA256.hex(bytes) == mark.sha256
    else { return nil }
    return bytes
  }

  private func backup(of mark: FileMark) -> String { folder.backups(run) + "/" + mark.sha256 }
}
