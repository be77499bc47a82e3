package import HealLanguage

/// Which files of a project a fix may change.
package struct PathFence: Hashable, Sendable {
  /// Empty: every file.
  package var allow: [Glob] = []
  /// Wins over ``allow``.
  package var deny: [Glob] = []
  /// Files and folders that are closed to automatic fixes in this project whatever they are called,
  /// relative to it, and who decides on them.
  package var closed: [String: ClosedPlace.Owner] = [:]

  package init() {}

  /// What a path is closed as in this project; nil for one that ``closed`` does not cover.
  func closedPlace(_ path: String) -> ClosedPlace? {
    let parts = ClosedPlace.parts(of: path)
    let owners = closed.filter { parts.starts(with: ClosedPlace.parts(of: $0.key)) }.map(\.value)
    return owners.max().map { ClosedPlace($0, path) }
  }

  /// Why a path, relative to the project, may not be changed, to follow "which"; nil when it may.
  package func objection(to path: String) -> String? {
    if let glob = deny.first(where: { $0.holdsBack(path) }) {
      return "the policy fences off (paths.deny: `\(glob.pattern)`)"
    }
    if allow.isEmpty || allow.contains(where: { $0.allows(path) }) { return nil }
    return "no pattern of the policy's paths.allow covers"
  }
}
