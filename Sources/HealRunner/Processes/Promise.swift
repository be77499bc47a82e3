import Dispatch
import Synchronization

/// A value that a task will give and a thread waits for.
final class Promise<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let given = DispatchSemaphore(value: 0)

  func fulfil(_ value: Value) {
    self.value.withLock { $0 = value }
    given.signal()
  }

  /// Blocks the calling thread; to be called once.
  func wait() -> Value {
    given.wait()
    guard let value = value.withLock({ $0 }) else {
      preconditionFailure("fulfilled without a value")
    }
    return value
  }
}
