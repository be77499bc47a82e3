import Platform

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
    let time = modificationTime(of: status)
    seconds = time.tv_sec
    nanoseconds = time.tv_nsec
    node = UInt64(status.st_ino)
  }
}
