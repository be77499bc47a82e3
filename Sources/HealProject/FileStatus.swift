import Glibc

/// What a path leads to, links not followed.
///
/// FileManager's attributes look up the owner's name too, which a static binary cannot do safely.
struct FileStatus {
  var kind: Kind
  /// In bytes.
  var size: Int

  enum Kind {
    case file, directory, link, other
  }

  /// nil where there is nothing, or nothing that may be looked at.
  init?(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
  }
}
