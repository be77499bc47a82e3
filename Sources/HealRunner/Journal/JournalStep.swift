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
