import FoundationEssentials

/// The proposals of one project, a file each under `.heal/proposals`.
///
/// Whoever changes one holds the project's lock.
package struct ProposalStore: Sendable {
  let folder: HealFolder

  package init(_ folder: HealFolder) { self.folder = folder }

  /// Every proposal that can be read, oldest first, and what is wrong with the others.
  package var all: (proposals: [SavedProposal], problems: [ProposalProblem]) {
    var proposals: [SavedProposal] = []
    var problems: [ProposalProblem] = []
    for id in ids {
      do throws(RunnerError) {
        proposals.append(try read(id))
      } catch {
        if case .proposal(let problem) = error { problems.append(problem) }
      }
    }
    return (proposals.sorted { ($0.time, $0.id) < ($1.time, $1.id) }, problems)
  }

  /// The proposal of a name, or of a beginning that only one proposal's name has.
  ///
  /// - Throws: ``RunnerError/proposal(_:)``.
  package func proposal(_ text: String) throws(RunnerError) -> SavedProposal {
    let wanted = text.lowercased()
    let found = ids.filter { $0.description.hasPrefix(wanted) }
    if let exact = found.first(where: { $0.description == wanted }) { return try read(exact) }
    guard let id = found.first, !wanted.isEmpty else {
      let waiting = all.proposals.filter(\.state.isOpen).map(\.id.description)
      throw .proposal(.unknown(text, waiting: waiting))
    }
    guard found.count == 1 else {
      throw .proposal(.ambiguous(text, found.map(\.description)))
    }
    return try read(id)
  }

  func read(_ id: ProposalID) throws(RunnerError) -> SavedProposal {
    let path = path(id)
    guard let bytes = FileSystem.read(path) else {
      throw .proposal(.unreadable(path: path, reason: "it cannot be opened"))
    }
    let decoder = JSONDecoder()
    guard let version = try? decoder.decode(Version.self, from: Data(bytes)).version else {
      throw .proposal(.unreadable(path: path, reason: "it is no proposal of heal, or damaged"))
    }
    guard version == SavedProposal.current else {
      throw .proposal(
        .unreadable(
          path: path,
          reason: "its version is \(version), this heal reads \(SavedProposal.current); "
            + "use the heal that wrote it, or run heal again"))
    }
    guard let proposal = try? decoder.decode(SavedProposal.self, from: Data(bytes)) else {
      throw .proposal(.unreadable(path: path, reason: "it is damaged; run heal again"))
    }
    guard proposal.id == id else {
      throw .proposal(.unreadable(path: path, reason: "it says that it is another one"))
    }
    return proposal
  }

  /// Keeps a proposal; those about the same failures that still waited give way to it.
  ///
  /// - Returns: the path of its file.
  func save(_ proposal: SavedProposal) throws(RunnerError) -> String {
    try FileSystem.createFolder(folder.proposals)
    for var other in all.proposals
    where other.id != proposal.id && other.state.isOpen
      && !other.fingerprints.isDisjoint(with: proposal.fingerprints)
    {
      other.state = ProposalState(.superseded, successor: proposal.id)
      try write(other)
    }
    try write(proposal)
    let patch = folder.proposals + "/\(proposal.id).patch"
    FileSystem.remove(patch)
    if !proposal.patch.isEmpty { try FileSystem.replace(patch, with: Array(proposal.patch.utf8)) }
    prune()
    return path(proposal.id)
  }

  func write(_ proposal: SavedProposal) throws(RunnerError) {
    try FileSystem.replace(path(proposal.id), with: JSONLines.line(proposal))
  }

  /// Marks what waits for a command that has turned green without it.
  func supersede(command: [String], by run: RunID) throws(RunnerError) {
    for var proposal in all.proposals
    where [.waiting, .putBack].contains(proposal.state.name) && proposal.command == command {
      proposal.state = ProposalState(
        .superseded, because: "run \(run) turned green without it")
      try write(proposal)
    }
  }

  /// Removes the oldest of those that are decided on.
  private func prune() {
    for proposal in all.proposals.filter({ !$0.state.isOpen }).dropLast(Self.closedKept) {
      FileSystem.remove(path(proposal.id))
      FileSystem.remove(folder.proposals + "/\(proposal.id).patch")
    }
  }

  private func path(_ id: ProposalID) -> String { folder.proposals + "/\(id).json" }

  private var ids: [ProposalID] {
    FileSystem.names(in: folder.proposals).compactMap { name in
      name.hasSuffix(".json") ? ProposalID(String(name.dropLast(5))) : nil
    }
  }

  private struct Version: Decodable {
    var version: Int
  }

  /// How many of them that are decided on are kept to be looked at.
  private static let closedKept = 50
}
