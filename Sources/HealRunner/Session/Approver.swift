/// Decides on fixes that need a person.
///
/// The command line asks at the terminal; explaining and asking again is its own affair.
package protocol Approver {
  func decide(_ proposal: Proposal) -> Answer
}

/// A person's answer to a proposal.
package enum Answer: Hashable, Sendable {
  case yes
  /// Not this fix; the next one for the failure may be proposed.
  case no
  /// No fix at all for this failure.
  case skip
  /// Stop here and put everything back.
  case quit
}
