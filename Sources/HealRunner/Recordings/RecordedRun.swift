package import HealEngine
package import HealProject

/// What `heal record` kept of a run, or why it kept nothing.
package struct RecordedRun: Sendable {
  package var exit: FinishedRun.Exit
  /// nil where nothing was kept: the run failed when a green one was wanted, or the other way round.
  package var recording: Recording?
  /// What the rules say of the recording.
  package var diagnoses: [Diagnosis] = []
  package var redactions: [Redaction] = []
  /// Files of the recording, by their paths in it.
  package var files: [String] = []
  package var remarks: [String] = []

  package init(exit: FinishedRun.Exit) { self.exit = exit }

  /// A place where something was taken out.
  package struct Redaction: Hashable, Sendable {
    /// The path in the recording.
    package var file: String
    /// nil where several lines went.
    package var line: Int?
    /// What stands there now, with some words around it.
    package var text: String
  }
}
