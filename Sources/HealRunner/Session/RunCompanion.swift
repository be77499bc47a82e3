package import HealEngine
package import HealProject

/// Goes along with a run and acts at its turning points: opens an issue, commits, notifies, records.
///
/// Companions are told in the order in which the session has them. What one of them does for the others to
/// tell of, a commit or an issue, it leaves in the outcome. None of them may keep a run from healing: what
/// goes wrong becomes a remark of the outcome.
package protocol RunCompanion: AnyObject {
  /// Before dbt runs for the first time; a green run should cost next to nothing here.
  ///
  /// - Throws: ``RunnerError`` when the run must not begin.
  func begin(_ run: RunFacts) throws(RunnerError)
  /// dbt has failed for the first time in this run and nothing has been changed yet.
  ///
  /// - Parameters:
  ///   - run: the run under way.
  ///   - diagnoses: one a failure, at least one.
  ///   - outcome: what is known so far; the companion may add to it.
  func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome)
  /// What the run has changed was found good, and its journal is about to say that it stays. A run that is killed
  /// before that is reverted by the next start.
  func keeping(_ run: RunFacts, _ outcome: inout Outcome)
  /// The run is over, and the files are as they will stay.
  func ended(_ run: RunFacts, _ outcome: inout Outcome)
}

extension RunCompanion {
  package func begin(_ run: RunFacts) throws(RunnerError) {}
  package func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {}
  package func keeping(_ run: RunFacts, _ outcome: inout Outcome) {}
  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {}
}

/// What stays the same for the whole of a run.
package struct RunFacts: Hashable, Sendable {
  package var run: RunID
  package var started: Timestamp
  /// The dbt project; its directory is absolute.
  package var project: DbtProject
  package var folder: HealFolder
  /// As the user wrote it.
  package var command: [String]
  package var settings: Settings
  /// heal's own variables.
  package var environment: [String: String]

  package init(
    run: RunID, started: Timestamp, project: DbtProject, folder: HealFolder, command: [String],
    settings: Settings, environment: [String: String]
  ) {
    self.run = run
    self.started = started
    self.project = project
    self.folder = folder
    self.command = command
    self.settings = settings
    self.environment = environment
  }
}
