import Glibc

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
    digits = stateFolder.flatMap { Self.known(in: $0) ?? Self.made(in: $0) }
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
    let temporary = "\(folder)/machine.\(getpid())"
    defer { FileSystem.remove(temporary) }
    do {
      try FileSystem.createFolder(folder)
      FileSystem.remove(temporary)
      try FileSystem.writeNew(Array((digits + "\n").utf8), to: temporary, mode: 0o600)
    } catch {
      guard Self.digits(at: temporary) != nil else { return nil }
    }
    _ = unsafe link(temporary, folder + "/machine")
    return known(in: folder)
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
