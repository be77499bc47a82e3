import HealEngine
import HealLanguage

extension Healing {
  /// Plans, has it approved, and puts it in place.
  func nextMove() throws(RunnerError) -> Move {
    let start = session.clock.now()
    let open = diagnoses.filter { !skipped.contains($0.failure.id) }
    plan = HealEngine.plan(open, under: policyNow, tried: tried, gap: session.gap)
    outcome.timings.diagnosis += session.clock.now() - start
    let proposals = plan.steps.map {
      Proposal($0, of: open, attempt: outcome.attempts.count + 1)
    }
    if session.isDryRun || isObserving {
      show(proposals)
      return .stop(session.isDryRun ? .notHealed : .observed)
    }
    guard !mustStop(proposals), !proposals.isEmpty, mayGoOn(proposals) else {
      return .stop(.notHealed)
    }
    switch approval(of: proposals) {
    case .quit: return .stop(isInterrupted ? .interrupted : .notHealed)
    case .nobodyToAsk(let waiting):
      try saveProposal(waiting)
      return .stop(.waiting)
    case .approved(let approved):
      guard !approved.isEmpty else { return .planAgain }
      // A person may have thought for long.
      return mustStop(approved) ? .stop(.notHealed) : try move(with: approved, of: open)
    }
  }

  /// Tells what would be done, and does not do it.
  private func show(_ proposals: [Proposal]) {
    if isObserving {
      outcome.wouldApply = proposals.map(\.applied)
      outcome.proposed = forAPerson.map(\.applied)
    } else {
      outcome.proposed = proposals.map(\.applied)
    }
    outcome.patch = CombinedPatch([proposals]).text
    session.report(.planned(proposals))
  }

  /// The policy at this point of the run: fixes that are in place count against the budget.
  private var policyNow: Policy {
    var policy = policy
    let taken = standing.count { !$0.candidate.isRetryOnly }
    policy.fixesLeft = policy.fixesLeft.map { max(0, $0 - taken) }
    return policy
  }

  /// Whether heal has been told to change nothing; the report says so then, and of each proposal.
  func mustStop(_ proposals: [Proposal] = []) -> Bool {
    if !isStopped, let reason = killSwitch.reason {
      isStopped = true
      outcome.remarks.append(reason)
    }
    guard isStopped else { return false }
    for proposal in proposals { refuse(proposal.candidate, "heal is stopped") }
    return true
  }

  private func move(with approved: [Proposal], of open: [Diagnosis]) throws(RunnerError) -> Move {
    if !approved.allSatisfy(\.candidate.isRetryOnly),
      let interference = try interference(before: approved)
    {
      outcome.remarks.append(interference)
      return .stop(.notHealed)
    }
    let standing = try apply(approved)
    guard !standing.isEmpty else { return .planAgain }
    let served = Set(standing.flatMap(\.failures).map(\.id))
    let isOnlyWaiting = standing.allSatisfy(\.candidate.isRetryOnly)
    if isOnlyWaiting, !diagnoses.allSatisfy({ served.contains($0.failure.id) }) {
      // Something else keeps the run red; first see whether that has another fix.
      let mayHelp = standing.count < approved.count || served.count < open.count
      return mayHelp ? .planAgain : .stop(.notHealed)
    }
    return .resume(standing)
  }

  /// Whether another run of dbt is allowed; those that are not tried any more are refused.
  private func mayGoOn(_ proposals: [Proposal]) -> Bool {
    let reason: String
    if retry >= policy.maxRetries {
      reason = retry == 1 ? "the one retry is used up" : "all \(retry) retries are used up"
    } else if outcome.attempts.count >= Self.attemptLimit(policy) {
      reason = "dbt has run \(outcome.attempts.count) times"
    } else if let bound = session.settings.limits.wallClock, session.clock.now() - begun >= bound {
      let minutes = session.settings.value(of: .wallClock).rendered()
      reason = "the run has used up its time (limits.wall_clock_minutes: \(minutes))"
    } else {
      return true
    }
    for proposal in proposals { refuse(proposal.candidate, reason) }
    return false
  }

  /// However often there is progress, a run ends.
  private static func attemptLimit(_ policy: Policy) -> Int { max(10, 4 * (policy.maxRetries + 1)) }

  private enum Approval {
    case approved([Proposal])
    case nobodyToAsk([Proposal])
    case quit
  }

  private func approval(of proposals: [Proposal]) -> Approval {
    var approved: [Proposal] = []
    var mustPlanAgain = false
    var unasked: [Proposal] = []
    for proposal in proposals {
      if isApprovedBeforehand(proposal.candidate) {
        approved.append(proposal)
        continue
      }
      guard let approver = session.approver else {
        unasked.append(proposal)
        continue
      }
      switch approver.decide(proposal) {
      case .yes:
        consented.insert(proposal.candidate.key)
        approved.append(proposal)
      case .no:
        mustPlanAgain = true
        tried.insert(proposal.candidate.key)
        refuse(proposal.candidate, "declined")
      case .skip:
        mustPlanAgain = true
        skipped.formUnion(proposal.failures.map(\.id))
        refuse(proposal.candidate, "its failure was skipped")
      case .quit: return .quit
      }
      if isInterrupted { return .quit }
    }
    guard unasked.isEmpty else { return .nobodyToAsk(proposals) }
    return .approved(mustPlanAgain ? [] : approved)
  }

  /// Waiting changes nothing and needs nobody's leave.
  private func isApprovedBeforehand(_ candidate: Candidate) -> Bool {
    if candidate.isRetryOnly || policy.mode.isAutonomous { return true }
    if consented.contains(candidate.key) { return true }
    return session.approvesReview && candidate.risk <= .review
  }

  func refuse(_ candidate: Candidate, _ reason: String) {
    let refusal = Refusal(rule: candidate.rule, title: candidate.title, reason: reason)
    if !outcome.refused.contains(refusal) { outcome.refused.append(refusal) }
  }
}
