/// One thing that `heal doctor` looked at.
package struct CheckResult: Hashable, Sendable {
  /// `dbt`, `adapter`: one word, stable.
  package var name: String
  package var status: Status
  /// What was found, in a few words.
  package var finding: String
  /// What to do; nil where nothing is to be done.
  package var remedy: String?

  package enum Status: String, CaseIterable, Hashable, Sendable {
    case good
    /// Not looked at, or not there and not needed.
    case note
    /// heal works, and something of it may not.
    case warning
    /// heal cannot do its work.
    case broken
  }

  package init(_ name: String, _ status: Status, _ finding: String, remedy: String? = nil) {
    (self.name, self.status, self.finding, self.remedy) = (name, status, finding, remedy)
  }

  static func withoutProject(_ name: String) -> CheckResult {
    CheckResult(name, .note, "not looked at without a project")
  }
}
