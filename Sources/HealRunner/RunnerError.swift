/// What the world refuses heal. dbt ending non-zero is none of these: that is a result.
package enum RunnerError: Error, Hashable, Sendable {
  /// The program is not on the search path.
  case commandNotFound(String)
  case commandNotStarted(String, reason: String)
  /// heal runs dbt, and the words given to it are something else.
  case notDbt([String])
  /// A file operation that the system refused: `cannot write models/orders.sql: Permission denied`.
  case file(String, doing: String, reason: String)
  /// A path that heal may not touch, whatever a rule says.
  case outsideFence(String, reason: String)
  /// The file is not the one that the change was planned for.
  case changedSincePlanned(String)
  /// Files that are no longer what heal left: putting back would lose someone's work.
  case changedSinceRun(run: String, paths: [String])
  /// A backup that is missing or not what was written.
  case damagedBackup(path: String, backup: String)
  /// Another run of heal works on this project.
  case locked(by: String, waited: Double)
  case noSuchRun(String)
  /// Something in `.heal` that this machine has not made: `run 2026…`, `proposal lusab-gutih`.
  case notOfThisMachine(String)
  /// There is no place to keep what tells this machine from others.
  case unknownMachine
  /// The project's `.heal` is under version control: nothing in it can be heal's own.
  case trackedState
  case nothingToUndo
  /// A commit is to be made and the tree has changes that are not heal's; paths from the top of the repository.
  case dirtyTree([String])
  /// A proposal that cannot be taken up.
  case proposal(ProposalProblem)
  /// `config/execution_mode.yml`, an environment variable or a flag says what heal does not accept.
  case settings([String])
  /// The database of earlier runs cannot be used.
  case history(HistoryError)
  /// SIGINT, SIGTERM or SIGHUP arrived outside a session.
  case interrupted(signal: Int32)
}

extension RunnerError {
  /// Whether it is about what heal keeps for itself, which dbt can do without.
  var isOfHealsFolder: Bool {
    switch self {
    case .file, .outsideFence, .trackedState, .unknownMachine, .damagedBackup: true
    default: false
    }
  }

  /// What the process ends with.
  package var exitCode: Int32 {
    switch self {
    case .interrupted: 130
    case .proposal(.stale): 1
    default: 2
    }
  }
}

extension RunnerError: CustomStringConvertible {
  /// One sentence for people, lower-case at its start, without a final period.
  package var description: String {
    switch self {
    case .commandNotFound(let name):
      "cannot find `\(name)`: is it installed, and is its environment active?"
    case .commandNotStarted(let name, let reason): "cannot start `\(name)`: \(reason)"
    case .notDbt(let words): "`\(words.joined(separator: " "))` is no dbt command"
    case .file(let path, let doing, let reason): "cannot \(doing) `\(path)`: \(reason)"
    case .outsideFence(let path, let reason): "heal does not touch `\(path)`: \(reason)"
    case .changedSincePlanned(let path):
      "`\(path)` has changed since the fix was worked out; nothing was written to it"
    case .changedSinceRun(let run, let paths):
      "changed since run \(run), so not put back: \(paths.joined(separator: ", "))"
    case .damagedBackup(let path, let backup):
      "the backup of `\(path)` is missing or damaged: \(backup)"
    case .locked(let owner, let waited):
      "another heal run works on this project (\(owner)); gave up after \(Self.seconds(waited))"
    case .noSuchRun(let run): "there is no run `\(run)` under .heal/runs"
    case .notOfThisMachine(let name):
      "\(name) was not made on this machine, so heal does not act on it; where machines share .heal, "
        + "set state.shared: true in the policy"
    case .unknownMachine:
      "heal cannot keep what it knows this machine by in $XDG_STATE_HOME/heal or ~/.local/state/heal; "
        + "give it a home that it can write to, or set state.shared: true in the policy where .heal is shared"
    case .trackedState:
      "git tracks .heal, so heal acts on nothing in it; take it out with `git rm -r --cached .heal`"
    case .nothingToUndo: "no run has changes that could be undone"
    case .dirtyTree(let paths):
      "heal is to commit, and there are changes that are not committed: \(Self.list(paths)); "
        + "commit or stash them, or run with --allow-dirty"
    case .proposal(let problem): problem.description
    case .settings(let lines): lines.joined(separator: "\n")
    case .history(let error): error.description
    case .interrupted(let signal): "interrupted by signal \(signal)"
    }
  }

  private static func list(_ paths: [String]) -> String {
    let rest = paths.count > 10 ? " and \(paths.count - 10) more" : ""
    return paths.prefix(10).joined(separator: ", ") + rest
  }

  private static func seconds(_ value: Double) -> String {
    value == value.rounded() && value < 1e9 ? "\(Int(value)) s" : "\(value) s"
  }
}
