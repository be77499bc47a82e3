import Platform

/// The machine that heal runs on, and its user: known by random digits in the user's state folder.
///
/// A `.heal` can come with a clone, an archive or a cache. What heal shall act on later (journals, letters, proposals)
/// therefore bears a mark that only this machine can make.
package struct Machine: Sendable {
  /// nil where the state folder can be neither read nor written: then nothing that was kept is known as one's own.
  private let digits: String?

  /// `$XDG_STATE_HOME/heal/machine`, or `~/.local/state/heal/machine`; made when it is first asked for.
  package static let this = Machine(stateFolder: stateFolder)

  /// - Parameter stateFolder: absolute; nil where the user has none.
  package init(stateFolder: String?) {
    digits = stateFolder.flatMap { folder in
      Self.clear(folder)
      return Self.known(in: folder) ?? Self.made(in: folder)
    }
  }

  /// Removes what a process has left that was killed while it made the digits up.
  private static func clear(_ folder: String) {
    for name in FileSystem.names(in: folder) where name.hasPrefix("machine.") {
      guard let process = Int32(name.dropFirst("machine.".count)), process > 0 else { continue }
      let isGone = kill(process, 0) != 0 && errno == ESRCH
      if isGone || process == getpid() { FileSystem.remove(folder + "/" + name) }
    }
  }

  /// Whether the machine can be told from others.
  package var isKnown: Bool { digits != nil }

  /// What proves that this machine has written something; nil where nothing can.
  ///
  /// - Parameter name: of what is marked: `run/20261122-230509-00ff`.
  package func mark(of name: String) -> String? {
    digits.map { digits in
      SHA256.hex(Array((digits + SHA256.hex(Array((digits + name).utf8))).utf8))
    }
  }

  private static func known(in folder: String) -> String? { digits(at: folder + "/machine") }

  private static func digits(at path: String) -> String? {
    guard let bytes = FileSystem.read(path) else { return nil }
    let digits = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return digits.utf8.count >= 32 ? digits : nil
  }

  /// Two runs that begin at once agree: a name is given to a whole file, and only once.
  private static func made(in folder: String) -> String? {
    let digits = (0..<2).map { _ in UInt64.random(in: .min ... .max).hexDigits }.joined()
    let bytes = Array((digits + "\n").utf8)
    try? FileSystem.createFolder(folder)
    if !isNamed(bytes, in: folder) { name(bytes, in: folder) }
    return known(in: folder)
  }

  /// Writes a file that has no name before it is whole: a kill leaves nothing. Not every file system has such files.
  private static func isNamed(_ bytes: [UInt8], in folder: String) -> Bool {
    guard let flag = namelessFileFlag else { return false }
    let flags = O_WRONLY | O_CLOEXEC | O_DIRECTORY | flag
    let file = retrying { unsafe open(folder, flags, 0o600) }
    guard file >= 0 else { return false }
    defer { close(file) }
    guard writeFully(bytes, to: file) else { return false }
    // Another machine after a power cut is a machine that has nothing to finish.
    fsync(file)
    let path = "/proc/self/fd/\(file)"
    let linked = unsafe linkat(AT_FDCWD, path, AT_FDCWD, folder + "/machine", AT_SYMLINK_FOLLOW)
    return linked == 0 || errno == EEXIST
  }

  private static func name(_ bytes: [UInt8], in folder: String) {
    let temporary = "\(folder)/machine.\(getpid())"
    FileSystem.remove(temporary)
    defer { FileSystem.remove(temporary) }
    do {
      try FileSystem.writeNew(bytes, to: temporary, mode: 0o600)
    } catch {
      guard digits(at: temporary) != nil else { return }
    }
    _ = unsafe link(temporary, folder + "/machine")
  }

  private static var stateFolder: String? {
    if let own = variable("XDG_STATE_HOME"), own.hasPrefix("/") { return own + "/heal" }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/heal"
  }

}

/// A variable of heal's own environment; nil where it is not set, or empty.
func variable(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}
