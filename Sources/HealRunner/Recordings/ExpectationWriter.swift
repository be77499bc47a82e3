package import HealProject

extension Recording {
  /// Writes what is expected of the recording, and its files after the fix.
  ///
  /// - Parameters:
  ///   - text: of `expect.heal`; comments at the head of the file that stands there stay.
  ///   - files: for `after/`, by their paths in the project; others that stand there go.
  /// - Throws: ``RunnerError`` where a file cannot be written.
  package func write(
    expectation text: String, filesAfter files: [String: String]
  ) throws(RunnerError) {
    try FileSystem.replace(expectationFile, with: Array((commentsAtHead + text).utf8))
    FileSystem.remove(folder + "/after")
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let full = folder + "/after/" + path
      try FileSystem.createFolder(FileSystem.parent(of: full))
      try FileSystem.writeNew(Array(text.utf8), to: full)
    }
  }

  private var commentsAtHead: String {
    let old = FileSystem.read(expectationFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = old.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix { $0.hasPrefix("#") }.map { $0 + "\n" }.joined()
  }
}
