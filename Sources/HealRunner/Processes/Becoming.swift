import Platform

/// Has another program take the place of this process: its exit code, signals and output are its own.
///
/// - Parameter words: the program, found on the search path, and its arguments.
/// - Returns: why it could not be started; not at all where it could.
package func becoming(_ words: [String]) -> RunnerError {
  var none = sigset_t()
  unsafe sigemptyset(&none)
  // A thread of Dispatch has signals blocked, which the program would inherit.
  unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
  var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
  defer { unsafe arguments.forEach { unsafe free($0) } }
  guard let name = words.first, let program = unsafe arguments[0] else { return .notDbt(words) }
  unsafe execvp(program, &arguments)
  return errno == ENOENT
    ? .commandNotFound(name)
    : .commandNotStarted(name, reason: unsafe String(cString: strerror(errno)))
}
