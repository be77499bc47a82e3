import Dispatch
import HealServer
import Synchronization

/// What reaches the language server, from several threads, one after the other.
final class Mailbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let arrived = DispatchSemaphore(value: 0)

  enum Event: Sendable {
    /// The body of one message.
    case message(String)
    case analysis(Analysis)
    /// Nothing more comes.
    case closed
  }

  func post(_ event: Event) {
    events.withLock { $0.append(event) }
    arrived.signal()
  }

  /// The next event; waits for one.
  func take() -> Event {
    arrived.wait()
    return events.withLock { $0.removeFirst() }
  }

  var isEmpty: Bool { events.withLock(\.isEmpty) }
}
