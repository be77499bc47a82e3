import FoundationEssentials

/// The files of a project, read with care: what is too big, not a regular file, or reached through a
/// symbolic link is not there.
package struct ProjectFiles: Hashable, Sendable {
  /// Without a slash at its end.
  package let root: String

  package init(root: String) {
    var root = root
    while root.utf8.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = root
  }

  /// A project's files are small; artifacts are read by ``artifact(at:)``.
  package static let sizeLimit = 4 << 20

  /// The file's bytes, by its path relative to the project; nil where it may not be read.
  package func bytes(_ path: String) -> [UInt8]? {
    guard let full = checkedPath(path), let size = Self.sizeOfFile(full), size <= Self.sizeLimit
    else { return nil }
    return FileManager.default.contents(atPath: full).map { [UInt8]($0) }
  }

  /// As ``bytes(_:)``; nil unless the file is valid UTF-8.
  package func text(_ path: String) -> String? {
    bytes(path).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Whether there is such a file or folder inside the project.
  package func exists(_ path: String) -> Bool {
    guard let full = checkedPath(path) else { return false }
    return FileManager.default.fileExists(atPath: full)
  }

  /// Paths, relative to the project, of all files below the folder whose names end so, in the order
  /// of their names. Links and hidden folders are passed over; at most 20,000 entries are looked at.
  package func list(under folder: String, endings: [String]) -> [String] {
    var found: [String] = []
    var folders = [Self.normalized(folder)]
    var budget = 20_000
    while let folder = folders.popLast(), budget > 0 {
      guard let full = checkedPath(folder),
        let names = try? FileManager.default.contentsOfDirectory(atPath: full)
      else { continue }
      for name in names.sorted() where !name.hasPrefix(".") {
        budget -= 1
        let path = folder.isEmpty ? name : folder + "/" + name
        switch FileStatus(full + "/" + name)?.kind {
        case .folder: folders.append(path)
        case .file where endings.contains { name.hasSuffix($0) }: found.append(path)
        default: continue
        }
      }
    }
    return found.sorted()
  }

  /// Names of the folders directly in this one, links to folders included: `dbt deps` makes them for
  /// local packages.
  package func folders(in folder: String) -> [String] {
    let full = Self.joined(root, folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: full)) ?? []
    return names.sorted().filter { name in
      !name.hasPrefix(".") && Self.isDirectory(full + "/" + name)
    }
  }

  /// The path from the project's root; a path inside the project may be given in full. nil outside.
  package func relative(_ path: String) -> String? {
    guard path.hasPrefix("/") else { return Self.normalized(path) }
    guard path.hasPrefix(root + "/") else { return nil }
    return Self.normalized(String(path.dropFirst(root.count + 1)))
  }

  /// In full, where no part of the path leads out of the project or is a link.
  private func checkedPath(_ path: String) -> String? {
    guard let path = relative(path) else { return nil }
    var full = root
    for part in path.split(separator: "/") {
      guard part != "..", !part.utf8.contains(0) else { return nil }
      full += "/" + part
      if FileStatus(full)?.kind == .link { return nil }
    }
    return full
  }

  /// Without `.` and empty parts.
  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

extension ProjectFiles {
  /// A file that dbt wrote, at its path; nil where there is none or it is beyond the limit.
  package static func artifact(at path: String, limit: SizeLimit = .results) -> [UInt8]? {
    artifact(at: path, limit: limit.bytes)
  }

  /// As ``artifact(at:limit:)-(_,SizeLimit)``, with a limit in bytes.
  package static func artifact(at path: String, limit: Int) -> [UInt8]? {
    guard let size = sizeOfFile(path), size <= limit else { return nil }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  package static func isDirectory(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }

  /// The second path seen from the first; the second itself where it is absolute.
  package static func joined(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if path.isEmpty || path == "." { return folder }
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// nil unless there is a regular file.
  private static func sizeOfFile(_ path: String) -> Int? {
    FileStatus(path).flatMap { $0.kind == .file ? $0.size : nil }
  }
}
