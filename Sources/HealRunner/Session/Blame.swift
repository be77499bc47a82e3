import HealEngine
import HealProject

/// Which of the fixes under trial are to blame for what the last run said.
///
/// A fix answers for what it has touched and for what it wrote: for its own failures, for nodes that it has edited
/// or that read those, and for complaints about a name that it brought in. What else is wrong in the same
/// run is no fault of it.
struct Blame {
  /// The fixes that have not been judged yet.
  let suspects: [Proposal]
  /// Of the last run.
  let failures: [Failure]
  /// Those among them of nodes that were well before.
  let broken: [Failure]
  /// Why a run that ended well is no success; nil where it did not end well, or is one.
  let objection: Objection?
  /// nil where the project has no manifest that can be read: whatever broke is laid at every door then.
  let lineage: ProjectLineage?

  struct Verdict: Hashable {
    /// One clause.
    var reason: String
    /// Whether the fix was seen to fail; else it goes because nobody knows which one did it.
    var isToBlame = true
  }

  /// Why a fix does not stay; nil when its failure is gone and nothing else broke by it.
  func verdict(on proposal: Proposal) -> Verdict? {
    if let objection { return verdict(on: proposal, objection) }
    let now = failures.map(FailureSignature.init)
    let own = proposal.failures.map(FailureSignature.init)
    if own.allSatisfy({ now.contains($0) }) {
      return Verdict(reason: "its failure was still there")
    }
    if proposal.caused(now, own: own) {
      return Verdict(reason: "what it wrote failed in its turn")
    }
    if let failure = failures.first(where: { stopped($0, by: proposal) }) {
      return Verdict(
        reason: "with it dbt stopped before running anything",
        isToBlame: isAlone || isAbout(failure, proposal))
    }
    if let failure = broken.first(where: { isBroken($0, by: proposal) }) {
      return Verdict(
        reason: "`\(failure.node?.name ?? failure.id)` passed before and failed with it",
        isToBlame: isAlone || lineage != nil)
    }
    return nil
  }

  private var isAlone: Bool { suspects.count { !$0.candidate.isRetryOnly } == 1 }

  /// Whether a failure came with a fix, and goes with it.
  func isOf(_ proposal: Proposal, _ failure: Failure) -> Bool {
    let own = proposal.failures.map(FailureSignature.init)
    return stopped(failure, by: proposal)
      || broken.contains { $0.id == failure.id } && isBroken(failure, by: proposal)
      || proposal.caused([FailureSignature(failure)], own: own)
  }

  /// Those that the objection is about are reverted; where it is about none of them, all are.
  private func verdict(on proposal: Proposal, _ objection: Objection) -> Verdict? {
    let isKnown = suspects.contains { concerns(objection, $0) }
    guard !isKnown || concerns(objection, proposal) else { return nil }
    return Verdict(reason: objection.reason, isToBlame: isKnown)
  }

  private func concerns(_ objection: Objection, _ proposal: Proposal) -> Bool {
    if let file = objection.file, proposal.changes.contains(where: { $0.path == file }) {
      return true
    }
    guard let node = objection.node else { return false }
    if proposal.failures.contains(where: { $0.node?.uniqueID == node }) { return true }
    return !proposal.changes.isEmpty && lineage != nil && isReached(node, by: proposal)
  }

  /// Whether dbt could not begin because of a fix: where the failure is about what one of them has edited or
  /// written, because of that one.
  private func stopped(_ failure: Failure, by proposal: Proposal) -> Bool {
    guard failure.isBeforeRun, !proposal.failures.contains(where: \.isBeforeRun) else {
      return false
    }
    let isKnown = suspects.contains { isAbout(failure, $0) }
    return !isKnown || isAbout(failure, proposal)
  }

  private func isAbout(_ failure: Failure, _ proposal: Proposal) -> Bool {
    proposal.changes.contains { change in
      failure.node?.file == change.path || failure.message.contains(change.path)
    } || proposal.wrote(FailureSignature(failure).subject)
  }

  private func isBroken(_ failure: Failure, by proposal: Proposal) -> Bool {
    guard !proposal.changes.isEmpty else { return false }
    guard let id = failure.node?.uniqueID else { return true }
    return isReached(id, by: proposal) || proposal.wrote(FailureSignature(failure).subject)
  }

  private func isReached(_ node: String, by proposal: Proposal) -> Bool {
    guard let lineage, lineage.knows(node),
      let reached = lineage.reached(from: proposal.changes.map(\.path))
    else { return true }
    return reached.contains(node)
  }
}

extension Proposal {
  /// Whether one of these failures complains, in the same place, about a name that this fix wrote.
  func caused(_ failures: [FailureSignature], own: [FailureSignature]) -> Bool {
    failures.contains { failure in
      guard let subject = failure.subject?.lowercased(), wrote(subject),
        own.contains(where: { $0.isNear(failure) })
      else { return false }
      return !own.contains { $0.subject?.lowercased() == subject }
    }
  }

  fileprivate func wrote(_ subject: String?) -> Bool {
    subject.map(WrittenNames(candidate.changes).contains) ?? false
  }
}

extension FailureSignature {
  /// The same node, or both from before any node ran. Where dbt could not begin because of a node, what that node says
  /// once it runs is near too.
  fileprivate func isNear(_ other: FailureSignature) -> Bool {
    id == other.id || isBeforeRun && (other.isBeforeRun || node != nil && node == other.node)
  }
}
