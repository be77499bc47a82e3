#if DEBUG
  import Platform
  import Synchronization
#endif

/// The moments at which a run can be cut short, as tests do.
package enum JournalStep: String, CaseIterable, Hashable, Sendable {
  case started
  /// The file as it was is safe; the journal does not speak of it yet.
  case backedUp
  /// The change is in the journal; the file is as before.
  case journaled
  /// The new file lies beside the old one.
  case written
  case replaced
  case running
  case ran
  /// Everything is done; only the journal's last line is missing.
  case ending
  case ended
}

#if DEBUG
  extension JournalStep {
    /// A hook that kills the process, as `kill -9` does, at a step: `replaced`, or `replaced:2` for the
    /// second time it is reached. nil for what names no step.
    package static func killing(
      at text: String
    ) -> (@Sendable (JournalStep) throws(RunnerError) -> Void)? {
      let parts = text.split(separator: ":")
      guard let step = parts.first.flatMap({ JournalStep(rawValue: String($0)) }) else {
        return nil
      }
      let count = Atomic(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
      return { reached in
        guard reached == step else { return }
        if count.subtract(1, ordering: .relaxed).newValue == 0 { kill(getpid(), SIGKILL) }
      }
    }
  }
#endif
