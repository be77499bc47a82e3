/// Why a proposal cannot be taken up.
package enum ProposalProblem: Hashable, Sendable {
  case unknown(String, waiting: [String])
  case ambiguous(String, [String])
  case noSuchFix(ProposalID, Int, of: Int)
  /// The file is damaged, or from another version of heal.
  case unreadable(path: String, reason: String)
  /// Files that are no longer those that it was made for.
  case stale(ProposalID, paths: [String])
  /// It has been decided on.
  case closed(ProposalID, ProposalState)
  /// The policy does not allow one of its fixes any more.
  case forbidden(ProposalID, title: String, reason: String)
  /// The policy's mode is `observe`: nothing is applied at all.
  case observing(ProposalID)
  /// The folder that dbt ran in is not there.
  case folderGone(ProposalID, String)
}

extension ProposalProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let text, let waiting):
      "there is no proposal `\(text)`"
        + (waiting.isEmpty
          ? "; none waits" : "; waiting: \(waiting.joined(separator: ", "))")
    case .ambiguous(let text, let ids):
      "`\(text)` may be any of \(ids.joined(separator: ", ")); write more of it"
    case .noSuchFix(let id, let number, let count):
      "proposal \(id) has no fix \(number); it has \(count)"
    case .unreadable(let path, let reason): "cannot read the proposal `\(path)`: \(reason)"
    case .stale(let id, let paths):
      "changed since proposal \(id) was made, so nothing was applied: "
        + "\(paths.joined(separator: ", ")); run heal again for a new one"
    case .closed(let id, let state): "proposal \(id) was \(state.sentence)"
    case .forbidden(let id, let title, let reason):
      "the policy forbids “\(title)” of proposal \(id): \(reason)"
    case .observing(let id):
      "proposal \(id) is not applied: the policy's mode is observe, in which heal changes nothing"
    case .folderGone(let id, let folder):
      "proposal \(id) was made in `\(folder)`, which is not there; run heal again"
    }
  }
}
