/// What heal keeps of its runs, and what it makes of that.
package struct HistorySettings: Hashable, Sendable {
  /// The number that the threshold is compared with.
  package var confidence = Confidence.authored
  /// Whether a rule that was rolled back needs a person until it has proven itself again.
  package var demotesRolledBack = true
  /// When the columns of all relations are asked for and kept.
  package var recordColumns = RecordColumns.onChange

  package init() {}

  package enum RecordColumns: String, CaseIterable, Hashable, Sendable {
    /// Once fixes have turned a run green; a green first run costs nothing.
    case onHeal = "on-heal"
    /// After the first green run of another commit, too.
    case onChange = "on-change"
    case never
  }

  package enum Confidence: String, CaseIterable, Hashable, Sendable {
    /// What the rule says.
    case authored
    /// What its history on this project bears out, if that is less.
    case measured
  }
}
