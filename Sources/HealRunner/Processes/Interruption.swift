@unsafe @preconcurrency import Dispatch
import Platform
import Synchronization

/// Whether someone has asked heal to stop, and who is to be told the moment it happens.
package final class Interruption: Sendable {
  private struct State {
    var signal: Int32?
    var listeners: [Int: @Sendable (Int32) -> Void] = [:]
    var count = 0
    /// nil where nobody listens to the system's signals.
    var giveUp: (@Sendable (Int32) -> Void)?
  }

  private let state = Mutex(State())

  package init() {}

  /// The first signal that arrived; nil while none has.
  package var signal: Int32? { state.withLock(\.signal) }

  /// Takes SIGINT, SIGTERM and SIGHUP from now on in place of the process's own handling, and ignores
  /// SIGPIPE. A SIGHUP that is ignored already (`nohup`) stays ignored.
  ///
  /// - Parameter giveUp: called, on a thread of its own, where heal itself is so busy that it does not come to heed a
  ///   signal; it must not return. While a command runs that the signal was passed on to, there is no hurry.
  package func listen(unheeded giveUp: @escaping @Sendable (Int32) -> Void = { _ in _exit(130) }) {
    state.withLock { $0.giveUp = giveUp }
    _ = Platform.signal(SIGPIPE, SIG_IGN)
    SignalPipe.listen(
      to: [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])
    ) { [self] in deliver($0) }
  }

  /// Notes a signal and tells all listeners; also how tests interrupt.
  package func deliver(_ signal: Int32) {
    let (listeners, giveUp) = state.withLock { state in
      let isFirst = state.signal == nil
      state.signal = state.signal ?? signal
      return (Array(state.listeners.values), isFirst ? state.giveUp : nil)
    }
    for listener in listeners { listener(signal) }
    if let giveUp { watch { giveUp(signal) } }
  }

  /// Calls `giveUp` once nobody has been listening for ``patience``.
  private func watch(_ giveUp: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "heal.unheeded").async { [self] in
      var idle = 0.0
      while idle < Self.patience {
        usleep(100_000)
        idle = state.withLock { $0.listeners.isEmpty } ? idle + 0.1 : 0
      }
      giveUp()
    }
  }

  /// How long heal may take to end by itself: it reverts and reports then. In seconds.
  private static let patience = 2.5

  /// Tells `listener` of each signal while `body` runs, and of one that arrived before.
  func telling<Answer, Failure: Error>(
    _ listener: @escaping @Sendable (Int32) -> Void, while body: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    let (id, earlier) = state.withLock { state in
      state.count += 1
      state.listeners[state.count] = listener
      return (state.count, state.signal)
    }
    defer { state.withLock { _ = $0.listeners.removeValue(forKey: id) } }
    if let earlier { listener(earlier) }
    return try body()
  }

  /// Waits so many seconds, or until a signal arrives.
  package func sleep(_ seconds: Double) {
    guard seconds > 0 else { return }
    let woken = DispatchSemaphore(value: 0)
    telling({ _ in woken.signal() }) {
      _ = woken.wait(timeout: .now() + seconds)
    }
  }

  /// Waits for something to read, as at a prompt.
  ///
  /// - Parameter descriptor: standard input by default.
  /// - Returns: false when a signal arrived before.
  package func awaitInput(on descriptor: Int32 = STDIN_FILENO) -> Bool {
    while signal == nil {
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&entry, 1, 100) > 0 { return signal == nil }
    }
    return false
  }

  private func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    return unsafe handler == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
