import HealEngine
import HealLanguage
import HealProject

extension Healing {
  /// Fixes that heal may not apply by itself and a person may: the best for each failure.
  var waiting: [Proposal] { session.isDryRun || isObserving ? [] : forAPerson }

  /// As ``waiting``, where nothing is kept of them too.
  var forAPerson: [Proposal] {
    var steps: [Plan.Step] = []
    for item in plan.leftOut where item.isForAPerson {
      guard !steps.contains(where: { $0.failures.contains(item.failure) }) else { continue }
      if let index = steps.firstIndex(where: { $0.candidate.key == item.candidate.key }) {
        steps[index].failures.append(item.failure)
      } else if !steps.contains(where: { $0.candidate.overlaps(item.candidate) }) {
        steps.append(Plan.Step(candidate: item.candidate, failures: [item.failure]))
      }
    }
    return steps.map { Proposal($0, of: diagnoses, attempt: outcome.attempts.count + 1) }
  }

  /// Keeps the fixes that are in place, and those that wait for a person, as one proposal.
  func saveProposal(_ waiting: [Proposal]) throws(RunnerError) {
    let standing = standing
    let fresh = waiting.filter { !standing.contains($0) }
    // What an approved proposal could not put in place is not proposed again unseen.
    guard !standing.isEmpty || !fresh.isEmpty, !outcome.attempts.isEmpty else { return }
    var stages = Set(standing.map(\.attempt)).sorted().map { attempt in
      standing.filter { $0.attempt == attempt }
    }
    if !fresh.isEmpty { stages.append(fresh) }
    let proposal = savedProposal(stages, standing: standing, fresh: fresh)
    let path: String
    do throws(RunnerError) {
      path = try ProposalStore(folder).save(proposal)
    } catch {
      return outcome.remark(
        "the fixes that wait for a person could not be kept as a proposal: \(error)")
    }
    outcome.proposal = path
    outcome.proposalID = proposal.id
    outcome.proposed = stages.flatMap { $0 }.map(\.applied)
    outcome.patch = proposal.patch
    session.report(.proposalSaved(proposal.id, path: path))
  }

  private func savedProposal(
    _ stages: [[Proposal]], standing: [Proposal], fresh: [Proposal]
  ) -> SavedProposal {
    let fixes = stages.enumerated().flatMap { index, stage in
      stage.map {
        SavedFix($0, stage: index + 1, hasHeld: standing.contains($0), redact: session.redact)
      }
    }
    let all = standing + fresh
    let id = ProposalID(
      fingerprints: Set(fixes.flatMap(\.failures).map(\.fingerprint)),
      fixes: all.map { FixKey($0.candidate) })
    return SavedProposal(
      id: id, mark: folder.mark(of: id), run: run.description, time: Timestamp.now.iso8601,
      command: session.command.words,
      folder: session.folderOfDbt(in: paths), tellsProject: session.tellsProject, fixes: fixes,
      patch: CombinedPatch(stages).text,
      resumption: resumption(changing: fresh.flatMap(\.changes).map(\.path), all),
      state: ProposalState(.waiting))
  }

  /// What tells a later process whether `dbt retry` goes on from here.
  private func resumption(changing fresh: [String], _ all: [Proposal]) -> SavedResumption {
    let resumption = Resumption(
      subcommand: session.command.subcommand, reading: last.reading,
      changedFiles: changedSinceRun.union(fresh))
    let unfinished = statuses.filter { $0.value.isFailure || $0.value == .skipped }
    return SavedResumption(
      canRetry: resumption.canRetry && session.command.state == nil,
      invocation: last.reading.invocationID, results: hashOfResults,
      stamp: ProjectStamp(tree, leavingOut: all.flatMap(\.changes).map(\.path)).description,
      unfinished: unfinished.mapValues(\.rawValue))
  }

  /// SHA-256 of `run_results.json` as it is now; nil when there is none.
  var hashOfResults: String? {
    FileSystem.read(paths.results, .results).map { SHA256.hex($0) }
  }
}

extension Session {
  /// The folder that dbt runs in, as a proposal keeps it.
  fileprivate func folderOfDbt(in paths: DbtPaths) -> String {
    let folder = ProjectTree.resolved(self.folder ?? ".")
    return folder == paths.project ? "." : paths.relative(folder) ?? folder
  }
}

extension Plan.LeftOut {
  /// Whether a person may decide what heal may not.
  fileprivate var isForAPerson: Bool {
    reason.awaitsApproval && candidate.risk < .manual
  }
}

extension Candidate {
  /// Whether both edit the same place of a file in different ways.
  fileprivate func overlaps(_ other: Candidate) -> Bool {
    changes.contains { change in
      other.changes.contains { $0.path == change.path && merged($0.edits, change.edits) == nil }
    }
  }
}
