/// What is checked out, read from git's own files: a green run has no time for a process.
enum HeadCommit {
  /// The full object name; nil without a repository or a commit, and where refs are not kept in files.
  static func sha(of folder: String) -> String? {
    guard let git = gitFolder(above: folder), let head = text(git + "/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return isObjectName(head) ? head : nil }
    let name = String(head.dropFirst(5))
    let common = text(git + "/commondir").map { DbtPaths.joined(git, $0) } ?? git
    if let sha = text(common + "/" + name) ?? text(git + "/" + name) {
      return isObjectName(sha) ? sha : nil
    }
    let packed = String(decoding: FileSystem.read(common + "/packed-refs") ?? [], as: UTF8.self)
    let line = packed.split(separator: "\n").first { $0.hasSuffix(" " + name) }
    return line.flatMap { $0.split(separator: " ").first }.map(String.init)
  }

  /// The `.git` of the nearest folder upwards that has one; of a working tree beside others its own.
  private static func gitFolder(above folder: String) -> String? {
    var folder = folder
    while true {
      let path = (folder == "/" ? "" : folder) + "/.git"
      if FileSystem.isFolder(path) { return path }
      if let link = text(path), link.hasPrefix("gitdir: ") {
        return DbtPaths.joined(folder, String(link.dropFirst(8)))
      }
      if folder == "/" || !folder.hasPrefix("/") { return nil }
      folder = FileSystem.parent(of: folder)
    }
  }

  private static func text(_ path: String) -> String? {
    guard !FileSystem.isFolder(path), let bytes = FileSystem.read(path) else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func isObjectName(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit)
  }
}
