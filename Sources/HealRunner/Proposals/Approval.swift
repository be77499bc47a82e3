import HealEngine

/// A person's leave to apply a proposal.
package struct Approval: Hashable, Sendable {
  package var id: ProposalID
  /// Who gave it.
  package var by: String

  package init(id: ProposalID, by: String) {
    self.id = id
    self.by = by
  }
}

/// An approved proposal, held against the project as it is now: exactly what is to be done.
struct ApprovedPlan {
  var proposal: SavedProposal
  var by: String
  /// Fixes of one stage were made for the same text, those of a later one for what the earlier made of it.
  var stages: [[Proposal]] = []

  /// - Parameters:
  ///   - approval: of a proposal that nobody has decided on yet.
  ///   - store: where it is kept.
  ///   - tree: the project.
  ///   - policy: what it allows is looked at again.
  ///   - trust: whose proposals are acted on.
  /// - Throws: ``RunnerError/proposal(_:)`` when a file is not the one that the proposal was made for, the
  ///   proposal is decided on or damaged, or the policy forbids it by now.
  init(
    _ approval: Approval, in store: ProposalStore, _ tree: ProjectTree, _ policy: Policy,
    trusting trust: Trust
  ) throws(RunnerError) {
    proposal = try store.read(approval.id)
    guard trust.includes(proposal.mark, store.folder.mark(of: proposal.id)) else {
      throw .notOfThisMachine("proposal \(proposal.id)")
    }
    by = approval.by
    // What was applied and undone may be approved again: its files tell, where it has any.
    let mayBeUndone = proposal.state.name == .applied && !proposal.paths.isEmpty
    guard proposal.state.isOpen || mayBeUndone else {
      throw .proposal(.closed(proposal.id, proposal.state))
    }
    var texts = ProposedTexts(tree)
    for stage in Set(proposal.fixes.map(\.stage)).sorted() {
      let fixes = proposal.fixes.filter { $0.stage == stage }
      stages.append(try Self.proposals(fixes, &texts, proposal))
    }
    guard texts.moved.isEmpty else {
      if proposal.state.name == .applied { throw .proposal(.closed(proposal.id, proposal.state)) }
      throw .proposal(.stale(proposal.id, paths: texts.moved.sorted()))
    }
    try hold(to: policy)
  }

  var fixes: [Proposal] { stages.flatMap { $0 } }

  private static func proposals(
    _ fixes: [SavedFix], _ texts: inout ProposedTexts, _ proposal: SavedProposal
  ) throws(RunnerError) -> [Proposal] {
    var made: [Proposal] = []
    for fix in fixes {
      var actions: [Candidate.Action] = []
      for action in fix.actions {
        switch action {
        case .wait(let seconds): actions.append(.wait(seconds))
        case .run(let words): actions.append(.run(words))
        case .change(let saved):
          guard let before = try texts.text(for: saved) else { continue }
          guard let change = saved.change(of: before), texts.add(change) else {
            throw .proposal(
              .unreadable(path: "\(proposal.id)", reason: "its edits do not fit; run heal again"))
          }
          actions.append(.change(change))
        }
      }
      made.append(fix.proposal(doing: actions, of: proposal.command))
    }
    texts.endStage()
    return made
  }

  /// A policy may have become stricter since.
  private func hold(to policy: Policy) throws(RunnerError) {
    var asking = policy
    asking.mode = .humanInLoop
    for stage in stages {
      let plan = plan(stage.flatMap(\.diagnoses), under: asking)
      for item in plan.leftOut {
        guard case .forbidden(let reason) = item.reason else { continue }
        throw .proposal(.forbidden(proposal.id, title: item.candidate.title, reason: reason))
      }
    }
  }
}

/// The project's texts as a proposal's stages would leave them, one after the other.
private struct ProposedTexts {
  /// Files that are not what the proposal was made for.
  var moved: Set<String> = []
  private let tree: ProjectTree
  private var texts: [String: String] = [:]
  private var edits: [String: [TextEdit]] = [:]

  init(_ tree: ProjectTree) { self.tree = tree }

  /// The text that a change is to be made to; nil, and noted as moved, when it is another one.
  mutating func text(for change: SavedChange) throws(RunnerError) -> String? {
    var known = texts[change.path]
    if known == nil, let state = try tree.state(of: change.path) {
      known = String(decoding: state.bytes, as: UTF8.self)
    }
    guard let known, SHA256.hex(Array(known.utf8)) == change.sha256 else {
      moved.insert(change.path)
      return nil
    }
    texts[change.path] = known
    return known
  }

  /// false when it overlaps another change of its stage.
  mutating func add(_ change: FileChange) -> Bool {
    guard let all = merged(edits[change.path] ?? [], change.edits) else { return false }
    edits[change.path] = all
    return true
  }

  mutating func endStage() {
    for (path, edits) in edits { texts[path] = texts[path].map { apply(edits, to: $0) } }
    edits = [:]
  }
}

extension SavedFix {
  /// The fix again, to be put in place.
  fileprivate func proposal(doing actions: [Candidate.Action], of command: [String]) -> Proposal {
    let candidate = Candidate(
      rule: rule, title: title, titleTemplate: titleTemplate, confidence: confidence, risk: risk,
      actions: actions, reasons: reasons)
    let diagnoses = failures.map { failure in
      Diagnosis(
        failure: failure.failure(of: command),
        findings: [
          .init(
            rule: rule, category: category ?? "", captures: [:], advice: advice,
            offersRetry: candidate.isRetryOnly)
        ],
        candidates: [candidate])
    }
    return Proposal(
      Plan.Step(candidate: candidate, failures: failures.map(\.id)), of: diagnoses, attempt: 1)
  }
}
