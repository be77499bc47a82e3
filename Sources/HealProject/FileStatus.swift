import Platform

/// What lies at a path, links not followed.
///
/// Asked of the system itself: Foundation's attributes look up the owner's name, which a static
/// program cannot do.
struct FileStatus: Hashable, Sendable {
  var kind: Kind
  /// In bytes.
  var size: Int

  enum Kind: Hashable, Sendable { case file, folder, link, other }

  /// nil where there is nothing, or nothing that may be looked at.
  init?(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What a path leads to, links followed; nil where there is nothing.
  init?(following path: String) {
    var status = stat()
    guard unsafe fstatat(AT_FDCWD, path, &status, 0) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(status.st_size)
  }
}
