import FoundationEssentials
import HealProject

/// What `heal test` was asked about: rules to be tested, and recordings.
struct TestPaths {
  /// Files and folders that may hold rules.
  var rules: [String]
  var recordings: [Recording]

  /// Where a project keeps its recordings, beside its `rules/`; dbt does not look there.
  static let usualRecordings = "recordings"

  /// - Parameter named: on the command line; `rules` and, where there is one, `recordings` when empty.
  init(_ named: [String]) {
    rules = named
    if named.isEmpty {
      let hasRecordings = ProjectFiles.isDirectory(Self.usualRecordings)
      let hasRules = FileManager.default.fileExists(atPath: "rules")
      rules = (hasRules || !hasRecordings ? ["rules"] : []) + (hasRecordings ? ["recordings"] : [])
    }
    recordings = rules.filter { ProjectFiles.isDirectory($0) }.flatMap { Recording.all(below: $0) }
  }
}
