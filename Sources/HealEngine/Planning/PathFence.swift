/// Which files of a project a fix may change.
package struct PathFence: Hashable, Sendable {
  /// Empty: every file.
  package var allow: [Glob] = []
  /// Wins over ``allow``.
  package var deny: [Glob] = []

  package init() {}

  /// Why a path, relative to the project, may not be changed, to follow "which"; nil when it may.
  package func objection(to path: String) -> String? {
    if let glob = deny.first(where: { $0.matches(path) }) {
      return "the policy fences off (paths.deny: `\(glob.pattern)`)"
    }
    if allow.isEmpty || allow.contains(where: { $0.matches(path) }) { return nil }
    return "no pattern of the policy's paths.allow covers"
  }
}
