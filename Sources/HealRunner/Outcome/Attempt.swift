package import HealEngine
package import HealProject

/// One run of dbt and what it said.
package struct Attempt: Hashable, Sendable {
  /// 1 for the first.
  package var number: Int
  package var command: [String]
  package var exit: FinishedRun.Exit
  /// In seconds.
  package var duration: Double
  package var diagnoses: [Diagnosis] = []

  package init(number: Int, command: [String], exit: FinishedRun.Exit, duration: Double) {
    self.number = number
    self.command = command
    self.exit = exit
    self.duration = duration
  }
}
