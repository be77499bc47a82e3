extension Candidate {
  /// What the candidate would do, and nothing else: two with the same key make the same change.
  /// The same candidate is never tried twice in a run.
  package var key: String { "\(actions)" }
}

/// Chooses at most one candidate a failure: the best that has not been tried, that the policy lets
/// heal apply, and that does not overlap a chosen one. Failures with the same remedy share a step.
///
/// - Parameter tried: keys of candidates that were tried in this run.
package func plan(_ diagnoses: [Diagnosis], under policy: Policy, tried: Set<String> = []) -> Plan {
  Plan()
}
