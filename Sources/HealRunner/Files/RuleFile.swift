/// Writes rule files that `heal lint --fix` has mended.
package enum RuleFile {
  /// Replaces a file's text, whole or not at all; its mode stays. A link's target is replaced, not the
  /// link.
  ///
  /// - Parameters:
  ///   - path: of the file, absolute or from the working folder.
  ///   - text: what the file must still say.
  ///   - new: what it shall say.
  /// - Throws: ``RunnerError/changedSincePlanned(_:)`` where somebody else wrote it meanwhile, or what
  ///   the system refuses.
  package static func replace(_ path: String, text: String, with new: String)
    throws(RunnerError)
  {
    let real = ProjectTree.resolved(path)
    let name = real.split(separator: "/").last.map(String.init) ?? real
    let tree = ProjectTree(root: FileSystem.parent(of: real))
    guard let now = try tree.state(of: name), now.bytes.elementsEqual(text.utf8) else {
      throw .changedSincePlanned(path)
    }
    try tree.replace(
      name, expecting: now, with: FileState(bytes: Array(new.utf8), mode: now.mode),
      temporary: ".\(name).heal")
  }
}
