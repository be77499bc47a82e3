/// A commit that heal made.
package struct MadeCommit: Codable, Hashable, Sendable {
  /// The full object name, in hexadecimal digits.
  package var sha: String
  /// nil with a detached HEAD.
  package var branch: String?
  /// The address of the pull request; nil where none was asked for or none could be opened.
  package var pullRequest: String?

  package init(sha: String, branch: String? = nil, pullRequest: String? = nil) {
    self.sha = sha
    self.branch = branch
    self.pullRequest = pullRequest
  }
}
