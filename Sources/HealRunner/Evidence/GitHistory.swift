import HealProject
import Synchronization

/// The project's files as git knows them from before; each asked for once.
final class GitHistory: Sendable {
  private let project: String
  private let greenCommit: String?
  private let open: @Sendable () -> GitRepository?
  private let memory = Mutex(Memory())

  private struct Memory {
    var repository: GitRepository??
    var knowsGreenCommit: Bool?
    var texts: [String: String?] = [:]
    var lastCommit: Set<String>?
  }

  /// - Parameters:
  ///   - project: the project's folder.
  ///   - greenCommit: what was checked out in the last green run; nil when that is not known.
  ///   - open: finds the repository; nil without one.
  init(
    project: String, greenCommit: String?, open: @escaping @Sendable () -> GitRepository?
  ) {
    self.project = project
    self.greenCommit = greenCommit
    self.open = open
  }

  /// A file's text as of the last green commit. Where that is not known: as of HEAD if the file has been changed
  /// since, else as of the commit before the one that changed it last.
  func committedText(_ path: String) -> String? {
    memory.withLock { memory in
      if let known = memory.texts[path] { return known }
      let text = Self.repository(&memory, open).flatMap { find(path, in: $0, &memory) }
      memory.texts[path] = .some(text)
      return text
    }
  }

  /// Whether a file is another one than that of the last green commit; without one, whether it differs from HEAD or,
  /// where nothing else does, was changed by the last commit. nil where none of them tells.
  func hasChanged(_ path: String) -> Bool? {
    memory.withLock { memory in
      guard let repository = Self.repository(&memory, open) else { return nil }
      let now = text(path)
      if let greenCommit = greenCommit(in: repository, &memory) {
        return Self.text(path, at: greenCommit, in: repository) != now
      }
      guard repository.head() != nil else { return nil }
      if Self.text(path, at: "HEAD", in: repository) != now { return true }
      return lastCommit(in: repository, &memory).contains(path) ? true : nil
    }
  }

  /// The project's files that the last commit changed; none where others wait to be committed.
  private func lastCommit(in repository: GitRepository, _ memory: inout Memory) -> Set<String> {
    if let known = memory.lastCommit { return known }
    let place = GitRepository.exactly(repository.path(ofProject: "."))
    let waiting = try? repository.read(["status", "--porcelain", "-uno", "--", place])
    let changed = try? repository.read(
      ["diff", "--relative", "--name-only", "HEAD~1", "HEAD", "--", "."])
    let isClean = waiting?.allSatisfy(\.isWhitespace) ?? false
    let found = isClean ? Set((changed ?? "").split(separator: "\n").map(String.init)) : []
    memory.lastCommit = found
    return found
  }

  private func find(
    _ path: String, in repository: GitRepository, _ memory: inout Memory
  ) -> String? {
    if let commit = greenCommit(in: repository, &memory) {
      return Self.text(path, at: commit, in: repository)
    }
    guard let head = Self.text(path, at: "HEAD", in: repository) else { return nil }
    guard head == text(path) else { return head }
    let place = GitRepository.exactly(repository.path(ofProject: path))
    let log = try? repository.read(["log", "-2", "--format=%H", "HEAD", "--", place])
    let commits = (log ?? "").split(separator: "\n")
    return commits.count == 2 ? Self.text(path, at: String(commits[1]), in: repository) : nil
  }

  private func greenCommit(in repository: GitRepository, _ memory: inout Memory) -> String? {
    guard let greenCommit else { return nil }
    let isKnown =
      memory.knowsGreenCommit
      ?? ((try? repository.read(["cat-file", "-e", greenCommit + "^{commit}"])) != nil)
    memory.knowsGreenCommit = isKnown
    return isKnown ? greenCommit : nil
  }

  private func text(_ path: String) -> String? { ProjectFiles(root: project).text(path) }

  /// With the line ends that a checkout would give it.
  private static func text(
    _ path: String, at commit: String, in repository: GitRepository
  ) -> String? {
    let name = commit + ":" + repository.path(ofProject: path)
    guard let bytes = try? repository.readBytes(["cat-file", "--filters", name]) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func repository(
    _ memory: inout Memory, _ open: () -> GitRepository?
  ) -> GitRepository? {
    if let known = memory.repository { return known }
    let found = open()
    memory.repository = .some(found)
    return found
  }
}
