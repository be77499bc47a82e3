import Platform
import SystemPackage

/// A file that nobody else can open and that is gone when it is closed, read from its beginning.
///
/// - Parameters:
///   - bytes: what it holds.
///   - folder: where there is room for it.
/// - Returns: the open file, which the caller closes.
/// - Throws: ``RunnerError/file(_:doing:reason:)``.
func namelessFile(holding bytes: [UInt8], in folder: String) throws(RunnerError) -> FileDescriptor {
  let path = "\(folder)/heal-\(getpid())-\(UInt64.random(in: .min ... .max))"
  let common = O_RDWR | O_CLOEXEC
  // Never named at all, where the file system can do that: a kill leaves nothing then.
  var file: Int32 = -1
  if let flag = namelessFileFlag {
    file = retrying { unsafe open(folder, common | O_DIRECTORY | flag, 0o600) }
  }
  if file < 0 {
    file = retrying { unsafe open(path, common | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600) }
    guard file >= 0 else { throw .system("write", path) }
    unsafe unlink(path)
  }
  guard writeFully(bytes, to: file), lseek(file, 0, SEEK_SET) == 0 else {
    let error = RunnerError.system("write", path)
    close(file)
    throw error
  }
  return FileDescriptor(rawValue: file)
}
