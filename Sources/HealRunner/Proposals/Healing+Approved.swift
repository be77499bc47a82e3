import HealEngine
import HealProject

extension Healing {
  /// Begins with fixes that a person has approved, where another run would begin with dbt: puts them in
  /// place, checks them, and goes on from the failure that they were made for.
  ///
  /// - Returns: how the run ended; nil when there is more to heal.
  func begin(with approved: ApprovedPlan) throws(RunnerError) -> Outcome? {
    let id = approved.proposal.id
    outcome.approvedBy = approved.by
    outcome.approvedProposal = id
    noteRun("approved", "proposal \(id) by \(approved.by)")
    let canRetry = canRetry(approved.proposal)
    takeUp(approved, canRetry: canRetry)
    consented.formUnion(approved.fixes.map(\.candidate.key))
    if mustStop(approved.fixes) { return try giveUp(.notHealed) }
    for companion in session.companions { companion.failed(facts, diagnoses, &outcome) }
    for stage in approved.stages {
      // A check that fails is held against the failures that this stage is for.
      diagnoses = stage.flatMap(\.diagnoses)
      let standing = try apply(stage)
      if isInterrupted { return try giveUp(.interrupted) }
      guard standing.count == stage.count else { return try giveUp(.notHealed) }
    }
    diagnoses = approved.fixes.flatMap(\.diagnoses)
    try goOn(byRetry: canRetry)
    if isInterrupted { return try giveUp(.interrupted) }
    return try verdict()
  }

  /// The failed run's state is used only if nothing has touched it since: neither what dbt wrote nor what
  /// it reads. Else the command starts from its beginning.
  private func canRetry(_ proposal: SavedProposal) -> Bool {
    let saved = proposal.resumption
    return saved.canRetry && saved.results != nil && saved.results == hashOfResults
      && saved.stamp == ProjectStamp(tree, leavingOut: proposal.paths).description
  }

  /// Knows what the failed run knew.
  private func takeUp(_ approved: ApprovedPlan, canRetry: Bool) {
    let saved = approved.proposal.resumption
    let unfinished = saved.unfinished.mapValues { NodeStatus(rawValue: $0) ?? .unknown }
    let own = Set(approved.fixes.flatMap(\.failures).compactMap(\.node?.uniqueID))
    // Run from its beginning, the command says anew what else is red.
    statuses = canRetry ? unfinished : unfinished.filter { own.contains($0.key) }
    formerlyFailing = Set(statuses.filter(\.value.isFailure).map(\.key))
    diagnoses = approved.fixes.flatMap(\.diagnoses)
    last.ended = session.clock.now()
    last.reading.failures = diagnoses.map(\.failure)
    testsBefore = TestCensus(
      manifest: paths.target + "/manifest.json", invocation: saved.invocation)
  }
}

extension ApprovedPlan {
  /// Notes who approved, before anything is done.
  func begin(_ run: RunID, in store: ProposalStore) throws(RunnerError) {
    var begun = proposal
    begun.state = ProposalState(.approved, by: by, run: run)
    try store.write(begun)
  }

  /// Notes what came of it, unless the run has made a proposal anew that takes its place.
  ///
  /// The run is over by then: a note that cannot be made is a remark.
  func end(_ outcome: inout Outcome, in store: ProposalStore) {
    do throws(RunnerError) { try note(outcome, in: store) } catch {
      outcome.remark("what came of proposal \(proposal.id) could not be noted: \(error)")
    }
  }

  private func note(_ outcome: Outcome, in store: ProposalStore) throws(RunnerError) {
    var ended = try store.read(proposal.id)
    guard ended.state.name == .approved else { return }
    ended.state =
      switch outcome.status {
      case .green, .healed: ProposalState(.applied, by: by, run: outcome.run)
      case .interrupted: ProposalState(.waiting)
      case .notHealed where outcome.attempts.isEmpty && outcome.putBack.isEmpty:
        ProposalState(.waiting)
      case .notHealed, .waiting, .observed:
        ProposalState(
          .putBack, by: by,
          because: outcome.putBack.first?.reason ?? outcome.refused.first?.reason
            ?? "the run did not turn green")
      }
    try store.write(ended)
  }
}
