/// Writes rule files that a person asked heal to change, wherever they are.
package enum RuleFileWriter {
  /// Replaces a file's text, so that at any moment there is either the old or the new one, whole. The file
  /// keeps its owner and its mode; a link is followed to the file that it names.
  ///
  /// - Parameters:
  ///   - text: what the file shall say.
  ///   - before: what it must still say.
  ///   - path: of the file.
  /// - Throws: ``RunnerError/changedSincePlanned(_:)``, or what the system refuses.
  package static func write(
    _ text: String, over before: String, at path: String
  ) throws(RunnerError) {
    let real = ProjectTree.resolved(path)
    let tree = ProjectTree(root: FileSystem.parent(of: real))
    let name = String(real[(real.lastIndex(of: "/").map { real.index(after: $0) } ?? real.startIndex)...])
    guard let state = try tree.state(of: name), state.bytes == Array(before.utf8) else {
      throw .changedSincePlanned(path)
    }
    var new = state
    new.bytes = Array(text.utf8)
    try tree.replace(name, expecting: state, with: new, temporary: ".\(name).heal-fmt")
  }
}
