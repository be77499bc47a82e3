import Glibc

/// heal's own files, outside the fence: logs, journal, backups. Paths are absolute.
enum FileSystem {
  /// Creates a folder and those above it.
  static func createFolder(_ path: String) throws(RunnerError) {
    if isFolder(path) { return }
    let parent = parent(of: path)
    if parent != path { try createFolder(parent) }
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .system("create the folder", path)
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether this process may write there; of a path that is not there yet, whether it may be made.
  static func isWritable(_ path: String) -> Bool {
    exists(path) || parent(of: path) == path
      ? unsafe access(path, W_OK) == 0 : isWritable(parent(of: path))
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// nil when it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    guard let file = try? Descriptor(path, O_RDONLY) else { return nil }
    return try? file.readAll(path)
  }

  /// Writes a new file and its folder to disk; refuses where the file exists.
  static func writeNew(_ bytes: [UInt8], to path: String) throws(RunnerError) {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644)
    try file.writeAll(bytes, path)
    try file.sync(path)
    try syncFolder(parent(of: path))
  }

  /// Replaces a file that is not the project's own text, whole or not at all.
  static func replace(_ path: String, with bytes: [UInt8]) throws(RunnerError) {
    let temporary = path + ".heal"
    remove(temporary)
    try writeNew(bytes, to: temporary)
    guard unsafe rename(temporary, path) == 0 else { throw .system("replace", path) }
  }

  /// Gives a file another name; false when the system refuses.
  static func move(_ path: String, to other: String) -> Bool { unsafe rename(path, other) == 0 }

  /// Adds bytes at the end with one write; several programs may do so at once.
  static func append(_ bytes: [UInt8], to path: String) throws(RunnerError) {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
    try file.writeAll(bytes, path)
  }

  static func syncFolder(_ path: String) throws(RunnerError) {
    let folder = try Descriptor(path, O_RDONLY | O_DIRECTORY)
    try folder.sync(path)
  }

  /// Names in a folder, sorted; empty when it cannot be read.
  static func names(in path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all that is in it; links are removed, not followed.
  static func remove(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unsafe unlink(path)
      return
    }
    for name in names(in: path) { remove(path + "/" + name) }
    unsafe rmdir(path)
  }
}
