/// What one run has to say on GitHub, redacted, and how much of it has been said.
///
/// It is written to the outbox before anything is sent, so that whatever cuts a run short, the next one can
/// go on where it stopped and say nothing twice.
package struct IssueLetter: Codable, Hashable, Sendable {
  package var run: String
  /// Proves that this machine has written it; nil where the machine is not known.
  var mark: String?
  /// When the run began, in seconds since 1 January 1970.
  var started: Double
  /// Of all the run's failures, the root cause first.
  var fingerprints: [String]
  /// Of a new issue.
  package var title: String
  var body: String
  /// The comment for an issue of the same cause that is there already.
  var again: String
  /// The issue; nil until there is one.
  package var issue: IssueReference?
  /// nil while the run goes on.
  package var ending: Ending?
  /// How often it was taken up.
  package var tries = 0
  /// Why it could not be said the last time; nil when it was never tried.
  package var trouble: String?

  package struct Ending: Codable, Hashable, Sendable {
    var comment: String
    package var action: Action
    var isCommented = false
  }

  package enum Action: String, Codable, Hashable, Sendable {
    /// Healed: the issue is closed as completed.
    case close
    /// Not healed: the issue goes to a person.
    case triage
    case leaveOpen = "leave-open"
  }

  /// One clause for people: what is still to be said.
  package var unsaid: String {
    var parts: [String] = []
    if issue == nil { parts.append("the issue itself") }
    if let ending, !ending.isCommented { parts.append("a comment on how the run ended") }
    switch ending?.action {
    case .close: parts.append("closing it")
    case .triage: parts.append("passing it to a person")
    case .leaveOpen, nil: break
    }
    return parts.isEmpty ? "how the run ended" : parts.joined(separator: ", ")
  }
}
