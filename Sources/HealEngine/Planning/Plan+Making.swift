import HealLanguage

extension Candidate {
  /// What the candidate leaves behind: two with the same key are the same fix within a run, whichever rules
  /// offer them and however their edits are cut. ``FixKey`` names a fix across runs.
  package var key: String {
    let deeds = actions.compactMap { action -> String? in
      switch action {
      case .wait, .ask: changes.isEmpty ? action.words : nil
      case .run, .change: action.words
      }
    }
    return deeds.joined(separator: "; ")
  }
}

extension Candidate.Action {
  fileprivate var words: String {
    switch self {
    case .wait: "wait"
    case .run(let words): "run \(words)"
    case .change(let change): "make \(change.path) \(apply(change.edits, to: change.before))"
    case .ask(let question): "ask \(question)"
    }
  }
}

/// Chooses at most one candidate a failure: the best that has not been tried, that the policy lets
/// heal apply, and that does not overlap a chosen one. Failures with the same remedy share a step.
/// Waiting is chosen only if every failure has a remedy.
///
/// - Parameters:
///   - diagnoses: one a failure.
///   - policy: what heal may do by itself.
///   - tried: keys of candidates that were tried in this run; waiting is not counted as one.
///   - gap: what the tests of a candidate's rule do not show of it, as a sentence; nil where they show all.
///     Asked only about a candidate that would be applied without a person.
/// - Returns: the steps, what was left out and why, and the failures that nothing serves.
package func plan(
  _ diagnoses: [Diagnosis], under policy: Policy, tried: Set<String> = [],
  gap: @escaping (Candidate) -> String? = { _ in nil }
) -> Plan {
  var planner = Planner(policy: policy, tried: tried, gap: gap)
  for diagnosis in diagnoses { planner.serve(diagnosis) }
  planner.dropPointlessWaits()
  return planner.plan
}

private struct Planner {
  let policy: Policy
  let tried: Set<String>
  let gap: (Candidate) -> String?
  var plan = Plan()

  init(policy: Policy, tried: Set<String>, gap: @escaping (Candidate) -> String?) {
    self.policy = policy
    self.tried = tried
    self.gap = gap
  }

  mutating func serve(_ diagnosis: Diagnosis) {
    var isServed = false
    for candidate in diagnosis.candidates {
      if isServed {
        leaveOut(candidate, diagnosis, .outranked)
      } else if let reason = reasonAgainst(candidate, for: diagnosis) {
        leaveOut(candidate, diagnosis, reason)
      } else {
        choose(candidate, for: diagnosis.failure.id)
        isServed = true
      }
    }
    if !isServed { plan.unserved.append(diagnosis.failure.id) }
  }

  /// Running again cannot turn green what another failure keeps red.
  mutating func dropPointlessWaits() {
    guard !plan.unserved.isEmpty else { return }
    for step in plan.steps where step.candidate.isRetryOnly {
      plan.unserved += step.failures
      plan.leftOut += step.failures.map {
        Plan.LeftOut(candidate: step.candidate, failure: $0, reason: .notAllTransient)
      }
    }
    plan.steps.removeAll { $0.candidate.isRetryOnly }
  }

  private mutating func leaveOut(
    _ candidate: Candidate, _ diagnosis: Diagnosis, _ reason: Plan.Reason
  ) {
    plan.leftOut.append(
      Plan.LeftOut(candidate: candidate, failure: diagnosis.failure.id, reason: reason))
  }

  private mutating func choose(_ candidate: Candidate, for failure: String) {
    if let index = plan.steps.firstIndex(where: { $0.candidate.key == candidate.key }) {
      plan.steps[index].failures.append(failure)
    } else {
      plan.steps.append(Plan.Step(candidate: candidate, failures: [failure]))
    }
  }

  private func reasonAgainst(
    _ candidate: Candidate, for diagnosis: Diagnosis
  ) -> Plan.Reason? {
    if tried.contains(candidate.key), !candidate.isRetryOnly { return .tried }
    if let forbidden = policy.forbids(candidate) { return .forbidden(forbidden) }
    if candidate.risk == .manual { return .needsPerson }
    if policy.mode.isAutonomous,
      let reason = policy.needsPerson(for: candidate, of: diagnosis, gap: gap)
    {
      return reason
    }
    if overlapsChosen(candidate) { return .conflict }
    return isOverBudget(candidate) ? .overBudget : nil
  }

  /// Waiting is no fix; two failures with one remedy take one.
  private func isOverBudget(_ candidate: Candidate) -> Bool {
    guard policy.mode.isAutonomous, let left = policy.fixesLeft, !candidate.isRetryOnly,
      !plan.steps.contains(where: { $0.candidate.key == candidate.key })
    else { return false }
    return plan.steps.count { !$0.candidate.isRetryOnly } >= left
  }

  private func overlapsChosen(_ candidate: Candidate) -> Bool {
    plan.steps.contains { step in
      step.candidate.key != candidate.key
        && step.candidate.changes.contains { chosen in
          candidate.changes.contains { chosen.overlaps($0) }
        }
    }
  }
}

extension FileChange {
  fileprivate func overlaps(_ other: FileChange) -> Bool {
    path == other.path && (before != other.before || merged(edits, other.edits) == nil)
  }
}
