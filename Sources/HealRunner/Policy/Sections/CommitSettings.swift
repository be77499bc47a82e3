/// What becomes of the files that heal changed, once the run is green.
package struct CommitSettings: Hashable, Sendable {
  package var strategy = Strategy.none
  /// Whether a run may begin with uncommitted changes in the tree although a commit is to be made.
  package var allowsDirtyTree = false
  /// What the name of a branch for a pull request begins with.
  package var branchPrefix = "heal/"

  package init() {}

  package enum Strategy: String, CaseIterable, Hashable, Sendable {
    /// On the branch at hand.
    case direct
    /// On a branch of its own, pushed, with a pull request.
    case pr
    /// The tree is left as it is.
    case none
  }
}
