import HealLanguage
import Platform

/// heal's own folder in a project; nothing in it is ever committed.
///
/// ```
/// .heal/
///   .gitignore            everything
///   lock                  held by the run that works on the project
///   green.json            what ran in the last green runs, and the columns it left
///   green/                dbt's artifacts of the last green run, once a later one has failed
///   history.db            every run, what failed in it and what was done about it
///   report.html           what `heal report` wrote last
///   outbox/ID.json        what GitHub is still to be told of a run
///   runs/ID/              one run
///     issue.json          the issue that tells of it
///     journal.jsonl       what it was about to do, written before it did it
///     backup/SHA256       every file it changed, as it was and as heal made it, named for its content
///     commit-message      of the commit, where the policy asks for one
///     dbt-N/dbt.log       dbt's structured log of its Nth command
///   proposals/ID.json     fixes that wait for a person, or that were put back
///   proposals/ID.patch    the same as a patch for `git apply`
///   rejections.jsonl      fixes that a person never wants to see again
/// ```
package struct HealFolder: Hashable, Sendable {
  package let path: String

  package init(project: String) { path = project + "/.heal" }

  private init(path: String) { self.path = path }

  /// A folder beside all projects, for a run that can keep nothing; nil where none can be made.
  static func temporary() -> HealFolder? {
    for place in temporaryPlaces where FileSystem.isFolder(place) {
      let path = "\(place)/heal-\(getpid())-\(UInt32.random(in: .min ... .max))"
      if unsafe mkdir(path, 0o700) == 0 { return HealFolder(path: path) }
    }
    return nil
  }

  /// Removes folders of ``temporary()`` whose run was killed: their lock can be taken, and no dbt writes there.
  static func removeAbandoned(_ interruption: Interruption) {
    for place in temporaryPlaces {
      for name in FileSystem.names(in: place) where isTemporary(name) {
        let folder = HealFolder(path: place + "/" + name)
        var status = stat()
        guard unsafe lstat(folder.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
          status.st_uid == geteuid()
        else { continue }
        // One that is empty was killed, or has yet to lock it, which makes it anew.
        if unsafe rmdir(folder.path) == 0 { continue }
        guard let lock = try? RunLock(folder, owner: "", timeout: 0, interruption: interruption)
        else { continue }
        FileSystem.remove(folder.path)
        lock.release()
      }
    }
  }

  private static var temporaryPlaces: [String] {
    [variable("TMPDIR"), "/tmp", "/dev/shm"].compactMap { $0 }.uniqued()
  }

  /// Whether a name is `heal-PROCESS-NUMBER`.
  private static func isTemporary(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "heal"
      && parts.dropFirst().allSatisfy { UInt32($0) != nil }
  }

  package var lock: String { path + "/lock" }
  package var runs: String { path + "/runs" }
  package var proposals: String { path + "/proposals" }
  package var rejections: String { path + "/rejections.jsonl" }
  package var history: String { path + "/history.db" }
  var green: String { path + "/green.json" }
  var greenArtifacts: String { path + "/green" }

  package func run(_ id: RunID) -> String { runs + "/" + id.description }
  package func journal(_ id: RunID) -> String { run(id) + "/journal.jsonl" }
  /// Where dbt writes when it is asked about tables; removed at the next start where a kill left it.
  func probe(_ id: RunID) -> String { run(id) + "/probe" }
  /// What the commit of a run's changes says; there only where the policy asks for one.
  func commitMessage(_ id: RunID) -> String { run(id) + "/commit-message" }
  package func backups(_ id: RunID) -> String { run(id) + "/backup" }

  /// Creates the folder, and tells git to leave it alone.
  package func create() throws(RunnerError) {
    try FileSystem.createFolder(runs)
    let ignore = path + "/.gitignore"
    if !FileSystem.exists(ignore) { try FileSystem.append(Array("*\n".utf8), to: ignore) }
  }

  /// Proves that a run is one of this machine.
  func mark(of id: RunID) -> String? { Machine.this.mark(of: "run/\(id)") }

  /// Proves that a proposal was made on this machine.
  func mark(of id: ProposalID) -> String? { Machine.this.mark(of: "proposal/\(id)") }

  /// Proves that what is to be said of a run was written on this machine.
  func mark(ofLetter id: RunID) -> String? { Machine.this.mark(of: "letter/\(id)") }

  /// Whether git has files of this folder under version control: then they came with a clone, and are not heal's own.
  package func isTracked(_ runner: CommandRunner) -> Bool {
    guard FileSystem.exists(path) else { return false }
    let result = try? runner.run(
      Command(
        ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--", ".heal"],
        environment: ["GIT_OPTIONAL_LOCKS": "0"], folder: FileSystem.parent(of: path), timeLimit: 10
      ))
    return result.map { $0.isSuccess && !$0.standardOutput.isEmpty } ?? false
  }

  /// Removes what writers have left that were killed. The caller holds the project's lock, so that nobody is writing.
  func removeTemporaries() {
    for file in [green, rejections, path + "/agent-notes.md"] {
      FileSystem.remove(FileSystem.temporary(for: file))
    }
    for folder in [proposals, IssueOutbox(self).path, greenArtifacts] + allRuns.map(run) {
      for name in FileSystem.names(in: folder) where name.hasSuffix(FileSystem.temporary(for: "")) {
        FileSystem.remove(folder + "/" + name)
      }
    }
  }

  /// All runs that left a folder, oldest first.
  package var allRuns: [RunID] { FileSystem.names(in: runs).compactMap { RunID($0) } }

  /// Removes the oldest runs beyond so many; their changes can no longer be undone.
  func prune(keeping count: Int) {
    for run in allRuns.dropLast(count) { FileSystem.remove(self.run(run)) }
  }
}
