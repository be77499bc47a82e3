/// Where a run's time went, in seconds.
package struct Timings: Codable, Hashable, Sendable {
  /// In the user's command and its resumptions.
  package var dbt = 0.0
  /// Reading what dbt said, matching rules, planning.
  package var diagnosis = 0.0
  /// Journal, backups and edits.
  package var edit = 0.0
  /// Checking a fix before dbt runs again, and the commands that a fix runs.
  package var verify = 0.0
  package var wait = 0.0

  package init() {}
}
