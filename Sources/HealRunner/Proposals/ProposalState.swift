/// What has become of a proposal.
package struct ProposalState: Codable, Hashable, Sendable {
  package var name: Name
  /// ISO 8601; since when.
  package var time: String
  /// The person who decided; nil while nobody has.
  package var by: String?
  /// Why it was rejected, put back or superseded; one clause.
  package var because: String?
  /// The run that applied it.
  package var run: String?
  /// The proposal that took its place.
  package var successor: ProposalID?

  package enum Name: String, Codable, CaseIterable, Hashable, Sendable {
    case waiting
    /// A run is applying it, or was cut short while it did.
    case approved
    /// It is in place and the run was green.
    case applied
    /// It was approved, and put back because the run did not turn green.
    case putBack = "put-back"
    case rejected
    /// Another proposal, or a green run, has made it pointless.
    case superseded
  }

  init(
    _ name: Name, by: String? = nil, because: String? = nil, run: RunID? = nil,
    successor: ProposalID? = nil
  ) {
    self.name = name
    time = Timestamp.now.iso8601
    self.by = by
    self.because = because
    self.run = run?.description
    self.successor = successor
  }

  /// Whether a person may still decide on it.
  package var isOpen: Bool { [.waiting, .approved, .putBack].contains(name) }

  /// `waiting`, `rejected by Ann: the column is another one`.
  package var sentence: String {
    let person = by.map { " by \($0)" } ?? ""
    let place = successor.map { " by \($0)" } ?? run.map { " in run \($0)" } ?? ""
    return name.rawValue.replacing("-", with: " ") + person + place
      + (because.map { ": \($0)" } ?? "")
  }
}
