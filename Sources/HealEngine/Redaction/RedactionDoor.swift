import Synchronization

/// The one door through which texts leave the machine or are kept for others: issues, comments, commits, pull
/// requests, messages, notes, the history and its page, logs, proposals.
///
/// A text that has passed holds no control characters, nothing that the redactor knows, and none of the values that
/// were taken out of the messages of this run's failures. Passing twice is passing once.
package final class RedactionDoor: Sendable {
  private let plain: Redactor
  private let learnt: Mutex<(redactor: Redactor, seen: Int)>
  private let diagnoses = Mutex<[Diagnosis]>([])

  package init(_ redactor: Redactor) {
    plain = redactor
    learnt = Mutex((redactor, 0))
  }

  /// From now on no text says what had to be taken out of these messages. What was learnt before stays known.
  package func learn(from new: [Diagnosis]) {
    let all = diagnoses.withLock { known in
      known += new.filter { !known.contains($0) }
      return known
    }
    let redactor = plain.learning(from: all)
    learnt.withLock { if all.count >= $0.seen { $0 = (redactor, all.count) } }
  }

  /// The text as it may be read by others.
  package func redact(_ text: String) -> String {
    learnt.withLock(\.redactor).redact(text.withoutControls)
  }
}
