import FoundationEssentials
import HealLanguage

/// What could not be said on GitHub yet: `.heal/outbox/RUN.json`, a letter a run.
package struct IssueOutbox: Hashable, Sendable {
  let folder: HealFolder
  package var path: String { folder.path + "/outbox" }

  package init(_ folder: HealFolder) { self.folder = folder }

  /// Oldest first; a file that is no letter of the run that it is named for is left alone.
  package var letters: [IssueLetter] {
    let letters = runs.compactMap { run -> IssueLetter? in
      let bytes = FileSystem.read(file(of: run.description)) ?? []
      let letter = JSONLines.read(bytes, as: IssueLetter.self).first
      return letter?.run == run.description ? letter : nil
    }
    return letters.sorted { $0.started < $1.started }
  }

  /// As ``letters``, without those that are not acted on.
  func letters(trusting trust: Trust) -> [IssueLetter] {
    letters.filter { letter in
      trust.includes(letter.mark, RunID(letter.run).flatMap { folder.mark(ofLetter: $0) })
    }
  }

  var isEmpty: Bool { runs.isEmpty }

  private var runs: [RunID] {
    FileSystem.names(in: path).compactMap { name in
      name.hasSuffix(".json") ? RunID(String(name.dropLast(5))) : nil
    }
  }

  /// Keeps a letter, and forgets the oldest beyond a hundred.
  func put(_ letter: IssueLetter) throws(RunnerError) {
    try FileSystem.createFolder(path)
    try FileSystem.replace(file(of: letter.run), with: JSONLines.line(letter))
    for run in runs.dropLast(Self.capacity) { FileSystem.remove(file(of: run.description)) }
  }

  func remove(_ letter: IssueLetter) { FileSystem.remove(file(of: letter.run)) }

  private func file(of run: String) -> String { "\(path)/\(run).json" }

  private static let capacity = 100
}
