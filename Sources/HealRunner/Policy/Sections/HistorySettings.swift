/// What heal keeps of its runs, and what it makes of that.
package struct HistorySettings: Hashable, Sendable {
  /// The number that the threshold is compared with.
  package var confidence = Confidence.authored
  /// Whether a rule that was rolled back needs a person until it has proven itself again.
  package var demotesRolledBack = true

  package init() {}

  package enum Confidence: String, CaseIterable, Hashable, Sendable {
    /// What the rule says.
    case authored
    /// What its history on this project bears out, if that is less.
    case measured
  }
}
