// What systems do differently. Only Linux has been tried: what stands here for Darwin has not been compiled.

/// The path that the running program was started from; nil where the system does not say.
///
/// Of a program that was replaced meanwhile it is still the old place.
package func programPath() -> String? {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  #if canImport(Darwin)
    var length = UInt32(buffer.count)
    guard unsafe _NSGetExecutablePath(&buffer, &length) == 0 else { return nil }
    let path = buffer.prefix { $0 != 0 }
  #else
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let path = buffer.prefix(count)
  #endif
  return String(decoding: path.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// When a file's content was last changed.
package func modificationTime(of status: stat) -> timespec {
  #if canImport(Darwin)
    status.st_mtimespec
  #else
    status.st_mtim
  #endif
}

/// What `open` takes, with `O_DIRECTORY`, for a file that has no name; nil where the system has no such files.
///
/// `O_TMPFILE` without `O_DIRECTORY`: a macro that Swift does not see.
package var namelessFileFlag: Int32? {
  #if os(Linux)
    0o20000000
  #else
    nil
  #endif
}

/// How many files this process may have open, and how far it may raise that; nil where the system does not say.
package func openFileLimits() -> (soft: Int, hard: Int)? {
  var limits = rlimit()
  guard unsafe getrlimit(openFiles, &limits) == 0 else { return nil }
  return (Int(clamping: limits.rlim_cur), Int(clamping: limits.rlim_max))
}

/// Has this process, and what it starts, have so many files open at most; the limit to raise it stays.
package func setOpenFileLimit(_ count: Int) {
  var limits = rlimit()
  guard unsafe getrlimit(openFiles, &limits) == 0 else { return }
  limits.rlim_cur = rlim_t(count)
  _ = unsafe setrlimit(openFiles, &limits)
}

#if canImport(Glibc)
  private let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
  private let openFiles = RLIMIT_NOFILE
#endif

/// An action that calls this function with the signal's number.
package func signalAction(_ handler: @escaping @convention(c) (Int32) -> Void) -> sigaction {
  var action = sigaction()
  #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = handler
  #elseif canImport(Musl)
    unsafe action.__sa_handler.sa_handler = handler
  #else
    unsafe action.__sigaction_handler.sa_handler = handler
  #endif
  return action
}
