package import HealEngine
package import HealProject
import Platform

/// One `heal run`: a command of dbt, and what heal may do to turn it green.
package struct Session {
  /// As the user wrote it.
  package var command: DbtCommand
  /// The dbt project's folder.
  package var project: DbtProject
  package var settings: Settings
  package var runner: CommandRunner
  /// The variables that dbt will see.
  package var environment: [String: String]
  /// Where dbt runs; nil means the folder that heal was started in.
  package var folder: String?
  /// Whether dbt must be told which project: the user named it to heal, not to dbt.
  package var tellsProject = false
  /// Shows what would be done, and does nothing.
  package var isDryRun = false
  /// Approves beforehand what a person would be asked, except what may destroy something.
  package var approvesReview = false
  /// How long to wait for another run of heal on the project. In seconds; the settings' unless set.
  package var lockTimeout: Double
  /// What a person has approved, to begin with instead of a run of dbt; nil for a run of its own.
  package var approval: Approval?
  /// nil where nobody can be asked: proposals are saved then.
  package var approver: (any Approver)?
  /// Told of the run's turning points, in this order.
  package var companions: [any RunCompanion] = []
  /// Told of each failure's diagnosis before anything is said of it, so that ``redact`` knows its values.
  package var learn: @Sendable ([Diagnosis]) -> Void = { _ in }
  /// Takes secrets out of what heal's own logs and proposals say.
  package var redact: @Sendable (String) -> String = { $0 }
  /// Why a failure is to be left alone, as a clause; nil for one that is not.
  package var reasonToIgnore: (Diagnosis) -> String? = { _ in nil }
  /// Has the settings go by what is known of earlier runs; asked once, when something has failed. Gives remarks.
  package var consultHistory: (inout Settings) -> [String] = { _ in [] }
  package var clock: SessionClock
  package var report: (RunEvent) -> Void = { _ in }
  package var read: (FinishedRun) -> RunReading = readRun
  package var diagnose: ([Failure]) -> [Diagnosis]
  /// What the tests of a candidate's rule do not show of it; nil where they show all that they must.
  package var gap: (Candidate) -> String?
  /// Files and folders that rules are read from beside the project's own, as the user named them.
  package var rulePaths: [String] = []
  /// What can be found out beyond the project's files, once the run has begun.
  let outside = EvidenceToCome()
  /// Called at each moment at which a run can be cut short; tests stop there.
  package var onStep: @Sendable (JournalStep) throws(RunnerError) -> Void = { _ in }

  /// - Parameters:
  ///   - command: as the user wrote it.
  ///   - project: the dbt project.
  ///   - settings: what the run goes by.
  ///   - diagnostician: asked for when something has failed, each time anew: a green run needs no rules.
  ///   - runner: runs dbt, and is told of signals.
  ///   - environment: the variables that dbt will see.
  /// - Throws: ``RunnerError/notDbt(_:)``.
  package init(
    command: [String], project: DbtProject, settings: Settings,
    diagnostician: @escaping () -> Diagnostician,
    runner: CommandRunner, environment: [String: String]
  ) throws(RunnerError) {
    guard let dbt = DbtCommand(command) else { throw .notDbt(command) }
    self.command = dbt
    self.project = project
    self.settings = settings
    self.runner = runner
    self.environment = environment
    lockTimeout = settings.limits.lockTimeout
    clock = .system(runner.interruption)
    let paths = DbtPaths(dbt, project: project, environment: environment, folder: ".")
    gap = { diagnostician().earned.gap(of: $0) }
    // Evidence is read afresh for each diagnosis: files change in between.
    diagnose = { [outside] failures in
      let evidence = ProjectEvidence(
        projectDirectory: paths.project, targetDirectory: paths.target, outside: outside)
      return diagnostician().diagnose(failures, evidence: evidence)
    }
  }

  /// Runs the command, and heals it until it is green, nothing is left to try, or heal is stopped.
  ///
  /// Whatever happens, the project ends green with the fixes in place, or as it was found.
  ///
  /// - Returns: how it ended; a dbt that stays red is a result.
  /// - Throws: ``RunnerError`` when the world refuses: no dbt, a file that cannot be written, a lock
  ///   that another run holds. The project is as it was found then, too.
  package func heal() throws(RunnerError) -> Outcome {
    let tree = ProjectTree(root: project.directory, closing: closedFolders)
    var session = self
    session.settings.policy.fence.closed = closedPlaces(in: tree.root)
    session.settings.policy.target = target
    return try session.heal(tree)
  }

  private func heal(_ tree: ProjectTree) throws(RunnerError) -> Outcome {
    let run = RunID(at: .now)
    let folder = HealFolder(project: tree.root)
    let lock: RunLock
    do throws(RunnerError) {
      if folder.isTracked(runner) { throw .trackedState }
      // What it changes now it could neither finish nor revert after a kill.
      if settings.trust == .thisMachine, !Machine.this.isKnown { throw .unknownMachine }
      lock = try RunLock(
        folder, owner: "run \(run), process \(getpid())", timeout: lockTimeout,
        interruption: runner.interruption
      ) { report(.waitingForLock(owner: $0)) }
    } catch {
      guard error.isOfHealsFolder, approval == nil else { throw error }
      return try lookOn(tree, run, because: error)
    }
    defer { lock.release() }
    let recovered = finishEarlierRuns(tree)
    if !isDryRun { folder.prune(keeping: Self.runsKept) }
    let store = ProposalStore(folder)
    if let approval, settings.policy.mode == .observe {
      throw .proposal(.observing(approval.id))
    }
    let approved = try approval.map { (approval) throws(RunnerError) in
      try ApprovedPlan(approval, in: store, tree, settings.policy, trusting: settings.trust)
    }
    let healing = Healing(self, run: run, tree: tree, folder: folder)
    healing.lock = lock
    healing.outcome.remarks += recovered
    let companions = isDryRun ? [] : companions
    for companion in companions { try companion.begin(healing.facts) }
    var outcome: Outcome
    do {
      try approved?.begin(run, in: store)
      outcome = try healing.heal(beginningWith: approved)
      outcome.asked = healing.warehouse.spent
    } catch {
      guard error.isOfHealsFolder else {
        healing.putBackQuietly()
        throw error
      }
      // dbt always runs, whatever else does not.
      if healing.outcome.attempts.isEmpty, approval == nil {
        return try lookOn(tree, run, because: error)
      }
      outcome = healing.abandon(because: error)
    }
    if let error = healing.log.trouble.error {
      outcome.remark("heal's own log is not complete: \(error)")
    }
    approved?.end(&outcome, in: store)
    for sentence in oversized(folder) { outcome.remark(sentence) }
    if isDryRun { FileSystem.remove(folder.run(run)) }
    // Questions to the warehouse and the hooks of a commit can remove heal's folder too.
    if let remark = healing.renewFolder() { outcome.remark(remark) }
    for companion in companions { companion.ended(healing.facts, &outcome) }
    healing.endCommitting(&outcome)
    if let remark = healing.renewFolder() { outcome.remark(remark) }
    return outcome
  }

  /// Reverts or commits what runs have left that were cut short.
  ///
  /// - Returns: what could not be done, one sentence each.
  private func finishEarlierRuns(_ tree: ProjectTree) -> [String] {
    let folder = HealFolder(project: tree.root)
    for run in folder.allRuns { FileSystem.remove(folder.probe(run)) }
    folder.removeTemporaries()
    for path in [DbtPaths.joined(tree.root, settings.notes.path), paths.results] {
      FileSystem.remove(FileSystem.temporary(for: ProjectTree.resolved(path)))
    }
    let late = LateCommit(
      project: project, tree: tree, strategy: settings.commit.strategy, runner: runner,
      environment: environment)
    var remarks: [String] = []
    do throws(RunnerError) {
      let recovered = try recover(
        tree, trusting: settings.trust, committing: late.make,
        finished: { recovered in
          do throws(RunnerError) { try Self.remember(recovered, in: folder) } catch {
            remarks.append("the history does not say how run \(recovered.run) ended: \(error)")
          }
        }, onStep: onStep)
      for recovered in recovered { report(.recovered(recovered)) }
    } catch {
      remarks.append("an earlier run that was cut short could not be finished: \(error)")
    }
    return remarks
  }

  /// Has the history know how a run ended that was cut short.
  package static func remember(_ recovered: Recovered, in folder: HealFolder) throws(RunnerError) {
    guard let history = try History.existing(in: folder) else { return }
    if let sha = recovered.commit {
      try history.recordCommit(sha, of: recovered.run)
    } else if recovered.isUndone {
      try history.recordUndo(of: recovered.run.description)
    } else if recovered.files != Restored() {
      try history.recordReverted(recovered)
    }
  }

  /// Runs dbt where heal can keep nothing of its own, and so may change nothing: diagnoses what fails, and says why it
  /// goes no further.
  private func lookOn(
    _ tree: ProjectTree, _ run: RunID, because error: RunnerError
  ) throws(RunnerError) -> Outcome {
    HealFolder.removeAbandoned(runner.interruption)
    guard let folder = HealFolder.temporary() else { return try runAlone(run, because: error) }
    // Whoever finds the folder later sees by its lock whether someone is at work in it.
    let lock = try? RunLock(
      folder, owner: "run \(run), process \(getpid())", timeout: 0,
      interruption: runner.interruption)
    defer {
      FileSystem.remove(folder.path)
      lock?.release()
    }
    var session = self
    session.settings.policy.mode = .observe
    session.companions = []
    session.settings.history.recordColumns = .never
    let healing = Healing(session, run: run, tree: tree, folder: folder)
    var outcome: Outcome
    do {
      outcome = try healing.heal()
    } catch let trouble {
      guard trouble.isOfHealsFolder else { throw trouble }
      if healing.outcome.attempts.isEmpty { return try runAlone(run, because: trouble) }
      outcome = healing.abandon(because: trouble)
    }
    if outcome.status == .observed { outcome.status = .notHealed }
    outcome.remarks.insert("heal only looked on and changed nothing: \(error)", at: 0)
    return outcome
  }

  /// Runs dbt where heal has not even room for its log.
  private func runAlone(_ run: RunID, because error: RunnerError) throws(RunnerError) -> Outcome {
    let result = try runner.run(Command(command.words, folder: folder, isShown: true))
    var outcome = Outcome(
      status: result.isSuccess ? .green : .notHealed, run: run, command: command.words)
    if runner.interruption.signal != nil { outcome.status = .interrupted }
    outcome.remarks = ["heal only ran dbt: \(error)"]
    return outcome
  }

  /// Folders that this project has dbt write to, if they are not the usual ones.
  private var closedFolders: [String] {
    let paths = paths
    return [project.packagesInstallPath] + [paths.target, paths.logs].compactMap(paths.relative)
  }

  var paths: DbtPaths {
    DbtPaths(
      command, project: project, environment: environment,
      folder: ProjectTree.resolved(folder ?? "."))
  }

  /// How many runs can be looked at and undone.
  private static let runsKept = 30
}
