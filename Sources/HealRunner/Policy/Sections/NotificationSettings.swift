/// Whom heal tells, and of what.
package struct NotificationSettings: Hashable, Sendable {
  package var webhooks: [Webhook] = []
  /// A program and its arguments, word by word; it gets the message as JSON on standard input. Empty: none.
  package var command: [String] = []
  package var events = Set(Event.allCases)
  /// How long one message may take. In seconds.
  package var timeout = 10.0

  package init() {}

  package struct Webhook: Hashable, Sendable {
    package var shape: Shape
    /// A secret: it is never shown.
    package var url: String

    package init(shape: Shape, url: String) {
      self.shape = shape
      self.url = url
    }
  }

  package enum Shape: String, CaseIterable, Hashable, Sendable {
    case slack, teams
  }

  package enum Event: String, CaseIterable, Hashable, Sendable {
    case firstFailure = "first-failure"
    case healed, exhausted, waiting
  }
}
