@unsafe @preconcurrency import Dispatch
import Platform
import Synchronization

/// The process's signals, read from a pipe that their handler writes to.
///
/// Dispatch's own signal sources would do, but for the thread behind them: under root it runs at a raised priority.
enum SignalPipe {
  private static let listeners = Mutex<[@Sendable (Int32) -> Void]>([])

  /// Takes these signals from now on in place of the process's own handling; a program that is started gets them as usual.
  static func listen(to signals: [Int32], _ listener: @escaping @Sendable (Int32) -> Void) {
    listeners.withLock { $0.append(listener) }
    _ = reading
    for number in signals {
      var action = signalAction { signal in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: signal)
        _ = unsafe write(SignalPipe.ends.writing, &byte, 1)
        errno = before
      }
      action.sa_flags = SA_RESTART
      unsafe sigaction(number, &action, nil)
    }
  }

  private static let ends: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    let result = unsafe pipe(&ends)
    precondition(result == 0, "the system has no pipe for signals")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A handler must never wait; of more signals than a pipe holds the last ones say nothing new.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }()

  /// Starts the thread that waits for signals, once.
  private static let reading: Void = {
    let end = ends.reading
    DispatchQueue(label: "heal.signals").async {
      var byte: UInt8 = 0
      while retrying({ unsafe read(end, &byte, 1) }) == 1 {
        for listener in listeners.withLock({ $0 }) { listener(Int32(byte)) }
      }
    }
  }()
}
