/// What is checked out.
struct GitHead: Hashable, Sendable {
  /// The full object name of the commit.
  var sha: String
  /// Its short name; nil when HEAD is detached.
  var branch: String?
}
