/// One line of a run's journal: what is about to be done, or a state that was reached.
package struct JournalEntry: Codable, Hashable, Sendable {
  /// ISO 8601.
  package var time: String
  package var event: Event

  package enum Event: Codable, Hashable, Sendable {
    /// `mark` proves that this machine has written the journal; nil where the machine is not known.
    case started(command: [String], process: Int32, mark: String?)
    /// A file is about to become `after`. nil means that there is no such file.
    case changing(path: String, before: FileMark?, after: FileMark?, temporary: String)
    /// heal's change is about to be taken out of a file that someone else has changed since: what is left is theirs.
    case merging(path: String, temporary: String)
    /// A command is about to run that may change these files, which now are as given.
    case running(command: [String], watched: [Watched])
    /// The command before has ended and left its files so.
    case ran(exit: Int32, watched: [Watched])
    /// What the run has built with its changes in place.
    case built(BuiltRelations)
    /// The run is green and its changes stay; they are still to be committed.
    case committing
    /// The run is over and answers for its changes no longer, unless it is undone. `status` is how the run itself says
    /// that it ended; nil where another one ended it, after a kill or to undo it.
    case ended(Ending, status: String?)
    /// Someone asked to put back what the run had changed.
    case undoing
  }

  package enum Ending: String, Codable, Hashable, Sendable {
    /// Its changes stay.
    case kept
    /// The files are as they were before the run.
    case restored
    /// They were put back except where someone had changed them since.
    case restoredInPart
  }

  package struct Watched: Codable, Hashable, Sendable {
    package var path: String
    /// nil means that there is no such file.
    package var mark: FileMark?
  }
}
