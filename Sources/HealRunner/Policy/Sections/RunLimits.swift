/// Bounds on what heal does, whatever the rules know.
package struct RunLimits: Hashable, Sendable {
  /// Fixes that may be applied without a person in 24 hours; nil: as many as there are.
  package var fixesPerDay: Int?
  /// After so many seconds no other fix is begun; nil: no bound. A dbt that runs is not stopped.
  package var wallClock: Double?
  /// While this file exists heal changes nothing; relative to the project, or absolute.
  package var killSwitch = ".heal/STOP"
  /// How long to wait for another run of heal on the project. In seconds.
  package var lockTimeout = 60.0

  package init() {}
}
