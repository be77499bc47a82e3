import HealProject
import Platform
import SystemPackage

/// An open file or folder, closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Opens a path; never follows a symbolic link in its last part, never blocks on a FIFO.
  ///
  /// In heal's own folder no part may be a link: `.heal` itself may be one to a volume, what lies in it may not lead out.
  init(_ path: String, _ flags: Int32, mode: UInt32 = 0, shownAs name: String? = nil)
    throws(RunnerError)
  {
    let place = try Place(path)
    try self.init(in: place.number, place.name, flags, mode: mode, shownAs: name ?? path)
  }

  /// Opens a folder, and follows a link to one.
  init(following path: String) throws(RunnerError) {
    let opened = retrying { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw .system("open", path) }
    number = opened
  }

  init(
    in folder: Int32, _ name: String, _ flags: Int32, mode: UInt32 = 0, shownAs path: String
  ) throws(RunnerError) {
    let all = flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let opened = retrying { unsafe openat(folder, name, all, mode) }
    guard opened >= 0 else {
      let isLink = errno == ELOOP || (errno == ENOTDIR && flags & O_DIRECTORY != 0)
      if isLink { throw .outsideFence(path, reason: "it is, or lies behind, a symbolic link") }
      throw .system("open", path)
    }
    number = opened
  }

  deinit { close(number) }

  func status(_ path: String) throws(RunnerError) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .system("look at", path) }
    return status
  }

  /// Whether the path still leads to this very file.
  func isAt(_ path: String) -> Bool {
    guard let own = try? status(path), let place = try? Place(path), let there = place.status
    else { return false }
    return own.st_ino == there.st_ino && own.st_dev == there.st_dev
  }

  /// - Throws: what the system refuses, and ``RunnerError/file(_:doing:reason:)`` for a file beyond the limit.
  func readAll(
    _ path: String, _ limit: SizeLimit = .state
  ) throws(RunnerError) -> [UInt8] {
    // A file without a size, as in `/proc`, may hold more than it says.
    let size = max(0, Int(try status(path).st_size))
    if let objection = limit.objection(to: size, of: "it") { throw .tooLarge(path, objection) }
    let bytes = try readOn(path, most: limit.bytes + 1)
    if let objection = limit.objection(to: bytes.count, of: "it") {
      throw .tooLarge(path, objection)
    }
    return bytes
  }

  /// What stands behind the place at hand, no more than so many bytes.
  func readOn(_ path: String, most: Int) throws(RunnerError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < most {
      let size = min(chunk.count, most - bytes.count)
      let count = retrying {
        unsafe chunk.withUnsafeMutableBytes { unsafe read(number, $0.baseAddress, size) }
      }
      guard count >= 0 else { throw .system("read", path) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  func writeAll(_ bytes: [UInt8], _ path: String) throws(RunnerError) {
    guard writeFully(bytes, to: number) else { throw .system("write", path) }
  }

  func sync(_ path: String) throws(RunnerError) {
    guard retrying({ fsync(number) }) == 0 else { throw .system("sync", path) }
  }
}

/// Writes every byte, however many calls it takes; false, with `errno` set, when the system refuses.
func writeFully(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  unsafe bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
      let count = unsafe write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN, waitUntilWritable(descriptor) else { return false }
        continue
      }
      written += count
    }
    return true
  }
}

private func waitUntilWritable(_ descriptor: Int32) -> Bool {
  var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  let ready = unsafe poll(&entry, 1, -1)
  return ready > 0 || errno == EINTR
}

/// Repeats a system call that a signal interrupted.
func retrying<Number: SignedInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

extension RunnerError {
  fileprivate static func tooLarge(_ path: String, _ objection: String) -> RunnerError {
    .file(path, doing: "read", reason: objection)
  }

  /// The error of the system call that has just failed; reads `errno`.
  static func system(_ doing: String, _ path: String) -> RunnerError {
    .file(path, doing: doing, reason: Errno(rawValue: errno).description)
  }
}
