/// A proposal that waits for a person, as the page of the history shows it.
package struct WaitingProposal: Hashable, Sendable {
  package var id: String
  /// ISO 8601.
  package var time: String
  package var fixes: [Fix]

  package struct Fix: Hashable, Sendable {
    package var title: String
    package var rule: String
    /// From 0 to 1.
    package var confidence: Double
    /// Names of the nodes that failed, and the files that would change.
    package var places: [String]
  }

  /// All that nobody has decided on yet, newest first.
  package static func all(in folder: HealFolder) -> [WaitingProposal] {
    ProposalStore(folder).all.proposals.filter(\.state.isOpen)
      .sorted { $0.time > $1.time }
      .map { saved in
        WaitingProposal(
          id: saved.id.description, time: saved.time, fixes: saved.fixes.map(Fix.init))
      }
  }
}

extension WaitingProposal.Fix {
  fileprivate init(_ fix: SavedFix) {
    self.init(
      title: fix.title, rule: fix.rule, confidence: fix.confidence,
      places: fix.nodes + fix.changes.map(\.path))
  }
}
