import HealEngine
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
    var histories: [[String]: NameHistory?] = [:]
    var isShallow: Bool?
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

  /// Whether a file is that of the last green commit; nil where that is not known.
  func isGreenText(_ path: String) -> Bool? {
    memory.withLock { memory in
      guard let repository = Self.repository(&memory, open),
        let commit = greenCommit(in: repository, &memory)
      else { return nil }
      return Self.text(path, at: commit, in: repository) == text(path)
    }
  }

  /// Whether only the latest commits are here; nil without git.
  var isShallow: Bool? {
    memory.withLock { memory in
      Self.repository(&memory, open).map { isShallow($0, &memory) }
    }
  }

  /// Whether any text older than what wrote a name into a file had it, anywhere in the project.
  ///
  /// The last ``mostCommits`` commits are looked through. nil without git or commits, and where a shallow clone does
  /// not reach back to what wrote the name.
  func history(of name: String, in path: String) -> NameHistory? {
    memory.withLock { memory in
      if let known = memory.histories[[name, path]] { return known }
      let found = Self.repository(&memory, open).flatMap { repository in
        find(name, in: path, repository, isShallow: isShallow(repository, &memory))
      }
      memory.histories[[name, path]] = .some(found)
      return found
    }
  }

  /// The project's files that are not those of the last green commit; without one, those that wait to be committed or
  /// that the last commit changed. nil without git.
  func changedFiles() -> [String]? {
    memory.withLock { memory in
      guard let repository = Self.repository(&memory, open), repository.head() != nil else {
        return nil
      }
      let since = greenCommit(in: repository, &memory) ?? "HEAD"
      let changed = repository.lines(
        ["diff", "--name-only", since, "--", repository.wholeProject])
      let new = repository.lines(
        ["ls-files", "--others", "--exclude-standard", "--", repository.wholeProject])
      let found = Set(repository.projectPaths(changed + new))
      return found.isEmpty && since == "HEAD"
        ? lastCommit(in: repository, &memory).sorted() : found.sorted()
    }
  }

  /// Which commit changed a file last, by whom and when; nil without git.
  func lastChange(of path: String) -> String? {
    memory.withLock { memory in
      guard let repository = Self.repository(&memory, open), repository.head() != nil else {
        return nil
      }
      if Self.text(path, at: "HEAD", in: repository) != text(path) { return "not committed yet" }
      let place = GitRepository.exactly(repository.path(ofProject: path))
      return repository.line([
        "log", "-1", "--format=commit %h by %an on %as: %s", "HEAD", "--", place,
      ])
    }
  }

  private func find(
    _ name: String, in path: String, _ repository: GitRepository, isShallow: Bool
  ) -> NameHistory? {
    guard repository.head() != nil else { return nil }
    let place = GitRepository.exactly(repository.path(ofProject: path))
    let project = repository.wholeProject
    var before = "HEAD"
    if Self.text(path, at: "HEAD", in: repository)?.hasName(name) ?? false {
      let log = repository.lines([
        "log", "-\(Self.mostCommits)", "--format=%H %P", "-G", Self.pattern(name), "HEAD", "--",
        place,
      ])
      var writer: [Substring]?
      for line in log {
        let commits = line.split(separator: " ")
        if commits.count < 2
          || !(Self.text(path, at: String(commits[1]), in: repository)?.hasName(name) ?? false)
        {
          writer = commits
          break
        }
      }
      // The first commit, or the oldest of a shallow clone: nothing older can be asked.
      guard let writer else { return nil }
      guard writer.count > 1 else {
        return isShallow
          ? nil : NameHistory(existed: false, witness: "no commit before the first one")
      }
      before = String(writer[1])
    }
    // grep ends with 1 where it finds nothing, which is no refusal.
    if let old = repository.lines([
      "grep", "-l", "-w", "-F", "-I", "-e", name, before, "--", project,
    ]).first {
      let commit = repository.line(["log", "-1", "--format=%h of %as", before])
      let path = old.split(separator: ":").last.map(String.init) ?? old
      return NameHistory(
        existed: true, witness: "`\(path)` has it in commit \(commit ?? before)")
    }
    let removed = repository.history([
      "log", "-1", "--format=%h of %as", "-G", Self.pattern(name), "--since=\(Self.oldest)",
      before, "--", project,
    ])
    guard let removed else { return nil }
    if let commit = removed.first {
      return NameHistory(existed: true, witness: "commit \(commit) took it out")
    }
    return NameHistory(
      existed: false,
      witness: isShallow ? "no commit of this shallow clone" : "no commit of the last two years")
  }

  private func isShallow(_ repository: GitRepository, _ memory: inout Memory) -> Bool {
    if let known = memory.isShallow { return known }
    let isShallow = repository.line(["rev-parse", "--is-shallow-repository"]) == "true"
    memory.isShallow = isShallow
    return isShallow
  }

  /// The name as a word of its own, for git's regular expressions.
  private static func pattern(_ name: String) -> String {
    let special = Set("\\^$.[]|()*+?{}")
    let escaped = name.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
    return "\\b\(escaped)\\b"
  }

  /// How many commits of one file are looked through for the one that wrote a name.
  private static let mostCommits = 50
  /// How far back a name is looked for.
  private static let oldest = "2.years.ago"

  /// The project's files that the last commit changed; none where others wait to be committed.
  private func lastCommit(in repository: GitRepository, _ memory: inout Memory) -> Set<String> {
    if let known = memory.lastCommit { return known }
    let place = repository.wholeProject
    let waiting = try? repository.read(["status", "--porcelain", "-uno", "--", place])
    let changed = repository.lines(["diff", "--name-only", "HEAD~1", "HEAD", "--", place])
    let isClean = waiting?.allSatisfy(\.isWhitespace) ?? false
    let found = isClean ? Set(repository.projectPaths(changed)) : []
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

extension String {
  /// Whether a name stands in it as a word of its own.
  fileprivate func hasName(_ name: String) -> Bool {
    utf8.split { !($0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80) }
      .contains { $0.elementsEqual(name.utf8) }
      || (name.contains { !($0.isLetter || $0.isNumber || $0 == "_") } && contains(name))
  }
}
