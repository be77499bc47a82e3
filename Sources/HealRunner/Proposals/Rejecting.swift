extension ProposalStore {
  /// Notes that a proposal's fixes are never to be proposed again for their failures. The caller holds the
  /// project's lock.
  ///
  /// - Parameters:
  ///   - id: the proposal.
  ///   - number: the only fix that is meant, 1-based; nil means all of them.
  ///   - person: who says so.
  ///   - reason: one clause.
  /// - Returns: the proposal as it is now, and the fixes that were rejected.
  /// - Throws: ``RunnerError/proposal(_:)`` when it has been decided on or has no such fix.
  package func reject(
    _ id: ProposalID, only number: Int? = nil, by person: String, because reason: String
  ) throws(RunnerError) -> (proposal: SavedProposal, fixes: [SavedFix]) {
    var proposal = try read(id)
    guard proposal.state.isOpen else { throw .proposal(.closed(id, proposal.state)) }
    if let number, number < 1 || number > proposal.fixes.count {
      throw .proposal(.noSuchFix(id, number, of: proposal.fixes.count))
    }
    let fixes = number.map { [proposal.fixes[$0 - 1]] } ?? proposal.fixes
    var rejections = Rejections(folder)
    try rejections.add(
      fixes.flatMap { fix in
        fix.failures.map { failure in
          Rejection(
            time: Timestamp.now.iso8601, by: person, because: reason, proposal: id,
            fingerprint: failure.fingerprint, fix: fix.key, title: fix.title)
        }
      })
    proposal.state = ProposalState(.rejected, by: person, because: reason)
    try write(proposal)
    return (proposal, fixes)
  }

  /// Takes a rejection back: the proposal waits again. The caller holds the project's lock.
  ///
  /// - Throws: ``RunnerError/proposal(_:)`` when it is not rejected.
  package func takeBackRejection(of id: ProposalID) throws(RunnerError) -> SavedProposal {
    var proposal = try read(id)
    guard proposal.state.name == .rejected else {
      throw .proposal(.closed(id, proposal.state))
    }
    var rejections = Rejections(folder)
    try rejections.remove(of: id)
    proposal.state = ProposalState(.waiting)
    try write(proposal)
    return proposal
  }
}
