/// When and how a failure becomes an issue on GitHub.
package struct IssueSettings: Hashable, Sendable {
  package var isOn = false
  package var labels = ["bug", "pipeline-failure", "auto-healing"]
  /// Marks an issue while heal works on it; taken off when heal gives up.
  package var healingLabel = "auto-healing"
  /// Added when heal gives up.
  package var triageLabel = "needs-triage"
  /// A closed issue of the same cause is reopened within so many days; 0 never.
  package var reopenWithinDays = 7
  /// The failure of the same cause, counted over runs, at which an issue is opened.
  package var openOnFailure = 1
  /// How long one call of gh may take. In seconds.
  package var timeout = 20.0

  package init() {}
}
