import Glibc

/// A file as the file system sees it: cheap to take, and different after every honest change.
struct FileLook: Hashable, Sendable {
  /// In bytes.
  var size: Int
  /// Of the last change of its content; seconds and nanoseconds.
  var seconds: Int
  var nanoseconds: Int
  /// Another number when another file has taken its place.
  var node: UInt64

  /// nil where there is nothing.
  init?(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    node = UInt64(status.st_ino)
  }
}
