import HealProject
import Platform

/// heal's own files, outside the fence: logs, journal, backups. Paths are absolute.
enum FileSystem {
  /// Creates a folder and those above it.
  static func createFolder(_ path: String) throws(RunnerError) {
    if isFolder(path) { return }
    let parent = parent(of: path)
    if parent != path { try createFolder(parent) }
    let place = try Place(path)
    guard unsafe mkdirat(place.number, place.name, 0o777) == 0 || errno == EEXIST else {
      throw .system("create the folder", path)
    }
  }

  static func isFolder(_ path: String) -> Bool {
    guard let place = try? Place(path), let status = place.status else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool {
    guard let place = try? Place(path) else { return false }
    return place.status != nil
  }

  /// As ``exists(_:)``, of the name itself: a link is there, wherever it leads.
  static func isThere(_ path: String) -> Bool {
    guard let place = try? Place(path) else { return false }
    var status = stat()
    return unsafe fstatat(place.number, place.name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Whether this process may write there; of a path that is not there yet, whether it may be made.
  static func isWritable(_ path: String) -> Bool {
    exists(path) || parent(of: path) == path
      ? unsafe access(path, W_OK) == 0 : isWritable(parent(of: path))
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// nil when it cannot be read, and for a file beyond the limit; a FIFO is never waited for, and is no empty file
  /// either.
  static func read(_ path: String, _ limit: SizeLimit = .state) -> [UInt8]? {
    guard let file = try? Descriptor(path, O_RDONLY), let status = try? file.status(path),
      status.st_mode & S_IFMT != S_IFIFO
    else { return nil }
    return try? file.readAll(path, limit)
  }

  /// The last bytes of a file that may be as large as the disk; nil when it cannot be read.
  static func readEnd(of path: String, _ limit: SizeLimit) -> [UInt8]? {
    guard let file = try? Descriptor(path, O_RDONLY), let status = try? file.status(path),
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    lseek(file.number, max(0, status.st_size - off_t(limit.bytes)), SEEK_SET)
    return try? file.readOn(path, most: limit.bytes)
  }

  /// Writes a new file and its folder to disk; refuses where the file exists.
  static func writeNew(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644
  ) throws(RunnerError) {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    try file.writeAll(bytes, path)
    try file.sync(path)
    try syncFolder(parent(of: path))
  }

  /// Replaces a file that is not the project's own text, whole or not at all.
  static func replace(_ path: String, with bytes: [UInt8]) throws(RunnerError) {
    let temporary = temporary(for: path)
    remove(temporary)
    do throws(RunnerError) {
      try writeNew(bytes, to: temporary)
      guard move(temporary, to: path) else { throw .system("replace", path) }
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// Where ``replace(_:with:)`` writes first; a kill leaves it there.
  static func temporary(for path: String) -> String { path + ".heal" }

  /// Gives a file another name; false when the system refuses.
  static func move(_ path: String, to other: String) -> Bool {
    guard let from = try? Place(path), let to = try? Place(other) else { return false }
    return unsafe renameat(from.number, from.name, to.number, to.name) == 0
  }

  /// Adds bytes at the end with one write; several programs may do so at once.
  static func append(_ bytes: [UInt8], to path: String) throws(RunnerError) {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
    try file.writeAll(bytes, path)
  }

  static func syncFolder(_ path: String) throws(RunnerError) {
    // A project's `.heal` may be a link to a volume.
    let folder =
      path.hasSuffix("/.heal")
      ? try Descriptor(following: path) : try Descriptor(path, O_RDONLY | O_DIRECTORY)
    try folder.sync(path)
  }

  /// Names in a folder, sorted; empty when it cannot be read.
  static func names(in path: String) -> [String] {
    guard let place = try? Place(path) else { return [] }
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (place.number == AT_FDCWD ? 0 : O_NOFOLLOW)
    return names(inFolder: unsafe openat(place.number, place.name, flags))
  }

  /// Closes the descriptor.
  private static func names(inFolder descriptor: Int32) -> [String] {
    guard descriptor >= 0 else { return [] }
    guard let stream = unsafe fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
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
    guard let place = try? Place(path) else { return }
    remove(place.name, in: place.number)
  }

  private static func remove(_ name: String, in folder: Int32) {
    var status = stat()
    guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unsafe unlinkat(folder, name, 0)
      return
    }
    let own = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard own >= 0 else { return }
    defer { close(own) }
    for name in names(inFolder: fcntl(own, F_DUPFD_CLOEXEC, 0)) { remove(name, in: own) }
    unsafe unlinkat(folder, name, AT_REMOVEDIR)
  }
}
