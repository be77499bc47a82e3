/// The fixes chosen for one attempt, and those left out with the reason.
package struct Plan: Hashable, Sendable {
  package var steps: [Step]
  package var leftOut: [LeftOut]
  /// ``Failure/id`` of each failure that no step is meant to heal: the run cannot turn green.
  package var unserved: [String]

  package init(steps: [Step] = [], leftOut: [LeftOut] = [], unserved: [String] = []) {
    self.steps = steps
    self.leftOut = leftOut
    self.unserved = unserved
  }

  /// One candidate and all the failures it is meant to heal.
  package struct Step: Hashable, Sendable {
    package var candidate: Candidate
    /// ``Failure/id`` of each.
    package var failures: [String]

    package init(candidate: Candidate, failures: [String]) {
      self.candidate = candidate
      self.failures = failures
    }
  }

  package struct LeftOut: Hashable, Sendable {
    package var candidate: Candidate
    package var failure: String
    package var reason: Reason

    package init(candidate: Candidate, failure: String, reason: Reason) {
      self.candidate = candidate
      self.failure = failure
      self.reason = reason
    }
  }

  package enum Reason: Hashable, Sendable {
    /// Below the policy's threshold: a person may approve it.
    case belowThreshold
    /// Needs a person whatever its confidence.
    case needsPerson
    /// Nothing shows that it is what was meant, and what is missing for that: a person may approve it.
    case unproven(String)
    /// The policy forbids it: a program not allowed, a fenced path, too many files or lines.
    case forbidden(String)
    /// It touches what is closed to automatic fixes; says what. A person may approve it.
    case closed(String)
    /// The policy asks to propose such fixes; says which. A person may approve it.
    case askedFor(String)
    /// The tests of its rule do not show it; says what is missing. A person may approve it.
    case unearned(String)
    /// Already tried in this run.
    case tried
    /// A better candidate was chosen for the failure.
    case outranked
    /// It overlaps a chosen one; it may come in the next attempt.
    case conflict
    /// Waiting is pointless while another failure cannot pass by itself.
    case notAllTransient
    /// It failed the last time and has not proven itself since: a person may approve it.
    case demoted
    /// The fixes that may be applied without a person are used up: a person may approve it.
    case overBudget

    /// Whether a person's approval is all that is missing.
    package var awaitsApproval: Bool {
      switch self {
      case .belowThreshold, .needsPerson, .unproven, .closed, .askedFor, .unearned, .demoted,
        .overBudget:
        true
      case .forbidden, .tried, .outranked, .conflict, .notAllTransient: false
      }
    }
  }
}
