import HealEngine
import HealProject

/// One run of a session under way: what has been learnt and done so far.
final class Healing {
  let session: Session
  let run: RunID
  let tree: ProjectTree
  let folder: HealFolder
  let paths: DbtPaths
  let log: PipelineLog
  let facts: RunFacts
  let killSwitch: KillSwitch
  /// When the run began, on the session's clock.
  let begun: Double
  var outcome: Outcome

  /// Held while the run works on the project.
  var lock: RunLock?
  /// nil until something is about to be changed.
  var openJournal: Journal?
  /// The last run that was to turn out green.
  var last = LastRun()
  /// The failures to be healed now, diagnosed.
  var diagnoses: [Diagnosis] = []
  /// The latest plan; what it left out is told at the end.
  var plan = Plan()
  /// Fixes that have been applied and not been judged yet, by attempt.
  var trials: [Trial] = []
  /// Fixes whose own failures are gone.
  var kept: [Proposal] = []
  /// The fixes that are in place, judged or not.
  var standing: [Proposal] { kept + trials.flatMap(\.active) }
  /// Keys of candidates that have been tried or declined.
  var tried: Set<String> = []
  /// Keys of candidates that a person has said yes to.
  var consented: Set<String> = []
  /// Failures that a person told heal to leave alone.
  var skipped: Set<String> = []
  /// Whether the kill switch was found thrown.
  var isStopped = false
  /// Retries since there was progress.
  var retry = 0
  /// How often a program was run: each has a folder of its own for its log.
  var commandCount = 0
  /// Latest status of each node over all runs of the session.
  var statuses: [String: NodeStatus] = [:]
  /// How each node ended in a first run that ended well; nil where it has written no results.
  var firstResults: [String: NodeStatus]?
  var formerlyFailing: Set<String> = []
  /// Models, seeds and snapshots that dbt has built since a fix first edited something.
  var builtSinceEdit: Set<String> = []
  var testsBefore = TestCensus()
  var changedSinceRun: Set<String> = []
  var changedFiles: Set<String> = []
  /// nil until it is first asked for; nil within when there is none.
  var repository: GitRepository??
  /// What heal remembers of green runs before this one.
  let greenRecord: GreenRecord
  /// What the last green run before this one was made of.
  let earlier: EarlierRun
  let warehouse: Warehouse
  /// Tables of models that fixes touch, as they stood before dbt built them anew; by name in lower case.
  var tablesBefore: [String: WarehouseRelation] = [:]
  /// Models whose tables were looked for, whether they stood or not.
  var lookedFor: Set<String> = []
  /// Tables as they were when a green run was looked at.
  var tablesNow: [WarehouseRelation] = []
  /// What was checked out when the run began; nil where nobody will commit.
  var headAtStart: GitHead?
  /// The project as it was when dbt first failed.
  var watch: WorldWatch?

  init(_ session: Session, run: RunID, tree: ProjectTree, folder: HealFolder) {
    self.session = session
    self.run = run
    self.tree = tree
    self.folder = folder
    paths = session.paths
    log = PipelineLog(
      project: tree.root, run: run, settings: session.settings.logging,
      isSilent: session.isDryRun, redact: session.redact)
    var project = session.project
    project.directory = tree.root
    facts = RunFacts(
      run: run, started: .now, project: project, folder: folder,
      command: session.command.words, settings: session.settings,
      environment: session.environment)
    greenRecord = GreenRecord(reading: folder.green)
    earlier = EarlierRun(targetDirectory: paths.target, kept: folder.greenArtifacts)
    warehouse = Warehouse(session, paths: paths, folder: folder.probe(run))
    killSwitch = KillSwitch(
      session.settings.limits, project: tree.root, environment: session.environment)
    begun = session.clock.now()
    outcome = Outcome(status: .notHealed, run: run, command: session.command.words)
    session.outside.begin(
      RunEvidence(
        git: GitHistory(session, root: tree.root, greenCommit: greenRecord.commit),
        record: greenRecord, warehouse: warehouse,
        earlier: earlier, project: tree.root,
        dictionary: session.settings.dictionary.map { $0.lowercased() }))
  }

  /// What heal may do by itself; the history is consulted when it is first needed.
  private(set) lazy var policy = policyByHistory()
  /// What people have said no to for good.
  private lazy var rejections = Rejections(folder)
  var isInterrupted: Bool {
    session.runner.interruption.signal != nil || last.reading.wasInterrupted
  }

  /// Whether heal only looks on.
  var isObserving: Bool { session.settings.policy.mode == .observe }

  private func policyByHistory() -> Policy {
    var settings = session.settings
    outcome.remarks += session.consultHistory(&settings)
    if let reason = unreadableRejections { settings.policy.propose.strangers.append(reason) }
    return settings.policy
  }

  /// Runs the command, and heals until it is green or nothing is left to try.
  ///
  /// - Parameter approved: fixes to begin with, instead of a run of dbt.
  /// - Returns: how it ended.
  /// - Throws: what the system refuses.
  func heal(beginningWith approved: ApprovedPlan? = nil) throws(RunnerError) -> Outcome {
    if session.settings.commit.strategy != .none, !isObserving { headAtStart = checkedOut() }
    if let approved {
      if let ended = try begin(with: approved) { return ended }
    } else {
      try run(session.command.words)
      if isInterrupted { return try giveUp(.interrupted) }
      if last.isSuccess { return try finishGreen() }
      takeStock()
    }
    while !isInterrupted {
      let decided = tried.count + skipped.count
      switch try nextMove() {
      case .stop(let status): return try giveUp(status)
      case .planAgain where tried.count + skipped.count == decided:
        // The same question has the same answer.
        return try giveUp(.notHealed)
      case .planAgain: continue
      case .resume(let proposals): if !mustStop() { try waitOut(proposals) }
      }
      if isInterrupted { break }
      if mustStop() { return try giveUp(.notHealed) }
      try resume()
      if isInterrupted { break }
      if let healed = try verdict() { return healed }
    }
    return try giveUp(.interrupted)
  }

  /// The run is green; it counts unless someone else has changed the project under it.
  private func acceptGreen() throws(RunnerError) -> Outcome {
    if openJournal != nil, !isInterrupted, let interference = try interference() {
      outcome.remarks.append(interference)
      return try giveUp(.notHealed, because: interference)
    }
    if let reason = strictObjection { return try giveUp(.notHealed, because: reason) }
    return try finish(.healed)
  }

  /// Ends the run where dbt's last run is green and can be believed; else judges the fixes in place.
  func verdict() throws(RunnerError) -> Outcome? {
    let objection = objection ?? objectionOfGuard()
    if last.isSuccess, objection == nil { return try acceptGreen() }
    try judge(objection)
    return nil
  }

  /// What the first failed run says; the tests that exist are counted before anything is changed.
  private func takeStock() {
    testsBefore = last.tests(in: paths)
    diagnose(last.reading.failures)
    outcome.changed = whatChanged
    guard !session.isDryRun else { return }
    do throws(RunnerError) { try keepGreenArtifacts() } catch {
      outcome.remark("what dbt had written of the last green run was not kept: \(error)")
    }
    if !isObserving { watchWorld() }
    for companion in session.companions { companion.failed(facts, diagnoses, &outcome) }
  }

  /// dbt writes over the artifacts of the green run now; the next failing run may ask for them again.
  private func keepGreenArtifacts() throws(RunnerError) {
    guard let artifacts = earlier.toKeep else { return }
    try folder.create()
    try FileSystem.createFolder(folder.greenArtifacts)
    for (name, bytes) in artifacts.sorted(by: { $0.key < $1.key }) {
      try FileSystem.replace(folder.greenArtifacts + "/" + name, with: bytes)
    }
  }

  /// Why the last run's success is none; nil when it is one, or when it is no success anyway.
  var objection: Objection? {
    guard last.isSuccess else { return nil }
    let restoring = standing.filter { $0.candidate.changes.contains(where: \.givesBack) }
    let judge = GreenGuard(
      mustHaveResults: session.command.writesResults, formerlyFailing: formerlyFailing,
      statuses: statuses, testsBefore: testsBefore, testsNow: last.tests(in: paths),
      changedFiles: changedFiles,
      restoredFiles: Set(
        restoring.flatMap(\.candidate.changes).filter(\.givesBack).map(\.path)),
      restoredFailures: Set(restoring.flatMap(\.failures).map(\.id)))
    return judge.objection(to: last.reading)
  }

  /// Diagnoses failures, and writes them down.
  func diagnose(_ failures: [Failure]) {
    let start = session.clock.now()
    let rejections = rejections
    warehouse.isAway = isObserving || failures.contains(where: \.isBeforeRun)
    warehouse.expect(
      failures.compactMap { $0.node?.name },
      broken: statuses.filter { $1.isFailure || $1 == .skipped }.keys.compactMap(Self.name))
    diagnoses = session.diagnose(failures).map(rejections.sifting).map(leavingIgnoredAlone)
    session.learn(diagnoses)
    outcome.timings.diagnosis += session.clock.now() - start
    for diagnosis in diagnoses {
      log.write(
        .init(
          attempt: outcome.attempts.count, node: diagnosis.failure.node?.name,
          rule: diagnosis.findings.first?.rule, status: diagnosis.category ?? "unknown",
          detail: diagnosis.failure.message), to: .errors)
    }
    if !outcome.attempts.isEmpty {
      outcome.attempts[outcome.attempts.count - 1].diagnoses = diagnoses
    }
    session.report(.diagnosed(diagnoses))
  }

  func noteRun(_ status: String, _ detail: String? = nil) {
    log.write(
      .init(attempt: outcome.attempts.count, status: status, detail: detail), to: .pipelineRuns)
  }

  /// The journal of this run, begun when it is first needed.
  func journal() throws(RunnerError) -> Journal {
    if let openJournal { return openJournal }
    let journal = try Journal(
      beginning: run, command: session.command.words, tree: tree, onStep: session.onStep)
    openJournal = journal
    return journal
  }
}

/// A run of dbt that has ended, and what it said.
struct LastRun {
  var isSuccess = false
  var reading = RunReading()
  /// On the session's clock.
  var ended = 0.0
  /// What it printed.
  var console: [UInt8] = []
  /// The statuses known before it ran.
  var statusesBefore: [String: NodeStatus] = [:]
  private var counted: TestCensus?

  init() {}

  init(isSuccess: Bool, ended: Double, statusesBefore: [String: NodeStatus]) {
    self.isSuccess = isSuccess
    self.ended = ended
    self.statusesBefore = statusesBefore
  }

  /// The tests that the project had when it ended, counted once: a manifest can be large.
  mutating func tests(in paths: DbtPaths) -> TestCensus {
    if let counted { return counted }
    let census = TestCensus(
      manifest: paths.target + "/manifest.json", invocation: reading.invocationID)
    counted = census
    return census
  }
}

/// What to do after a failed run.
enum Move {
  case stop(Outcome.Status)
  /// Everything chosen was declined or rolled back at once; there may be more.
  case planAgain
  /// These fixes are in place.
  case resume([Proposal])
}
