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
///     backup/SHA256       every file it changed, as it was, named for its content
///     dbt-N/dbt.log       dbt's structured log of its Nth command
///   proposals/ID.json     fixes that wait for a person, or that were put back
///   proposals/ID.patch    the same as a patch for `git apply`
///   rejections.jsonl      fixes that a person never wants to see again
/// ```
package struct HealFolder: Hashable, Sendable {
  package let path: String

  package init(project: String) { path = project + "/.heal" }

  package var lock: String { path + "/lock" }
  package var runs: String { path + "/runs" }
  package var proposals: String { path + "/proposals" }
  package var rejections: String { path + "/rejections.jsonl" }
  package var history: String { path + "/history.db" }
  var green: String { path + "/green.json" }
  var greenArtifacts: String { path + "/green" }

  package func run(_ id: RunID) -> String { runs + "/" + id.description }
  package func journal(_ id: RunID) -> String { run(id) + "/journal.jsonl" }
  package func backups(_ id: RunID) -> String { run(id) + "/backup" }

  /// Creates the folder, and tells git to leave it alone.
  package func create() throws(RunnerError) {
    try FileSystem.createFolder(runs)
    let ignore = path + "/.gitignore"
    if !FileSystem.exists(ignore) { try FileSystem.append(Array("*\n".utf8), to: ignore) }
  }

  /// All runs that left a folder, oldest first.
  package var allRuns: [RunID] { FileSystem.names(in: runs).compactMap { RunID($0) } }

  /// Removes the oldest runs beyond so many; their changes can no longer be undone.
  func prune(keeping count: Int) {
    for run in allRuns.dropLast(count) { FileSystem.remove(self.run(run)) }
  }
}
