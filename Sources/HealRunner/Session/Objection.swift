/// Why a run that ended well is no success, and what that is about.
struct Objection: Hashable, Sendable {
  /// One clause.
  var reason: String
  /// The unique id of the node that it is about; nil where it is about none.
  var node: String?
  /// The file that it is about, relative to the project.
  var file: String?

  init(_ reason: String, node: String? = nil, file: String? = nil) {
    self.reason = reason
    self.node = node
    self.file = file
  }
}
