import FoundationEssentials
import HealLanguage

/// What could not be said on GitHub yet: `.heal/outbox/RUN.json`, a letter a run.
package struct IssueOutbox: Hashable, Sendable {
  package let path: String

  package init(_ folder: HealFolder) { path = folder.path + "/outbox" }

  /// Oldest first; a file that is no letter is left alone.
  package var letters: [IssueLetter] {
    let letters = names.compactMap { name in
      FileSystem.read(path + "/" + name).flatMap {
        JSONLines.read($0, as: IssueLetter.self).first
      }
    }
    return letters.sorted { $0.started < $1.started }
  }

  var isEmpty: Bool { names.isEmpty }

  private var names: [String] { FileSystem.names(in: path).filter { $0.hasSuffix(".json") } }

  /// Keeps a letter, and forgets the oldest beyond a hundred.
  func put(_ letter: IssueLetter) throws(RunnerError) {
    try FileSystem.createFolder(path)
    try FileSystem.replace(file(of: letter.run), with: JSONLines.line(letter))
    for name in names.dropLast(Self.capacity) { FileSystem.remove(path + "/" + name) }
  }

  func remove(_ letter: IssueLetter) { FileSystem.remove(file(of: letter.run)) }

  private func file(of run: String) -> String { "\(path)/\(run).json" }

  private static let capacity = 100
}
