import Platform

/// How many files heal may have open: a run needs some for dbt's streams, its journal and locks.
package enum OpenFiles {
  /// Raises a limit that is small as far as the system lets it.
  package static func raiseLimit() {
    guard let limits = openFileLimits(), limits.soft < usual else { return }
    setOpenFileLimit(min(limits.hard, usual))
  }

  /// Whether heal can work: where it runs out of them in the middle, it could neither heal nor end well.
  package static var suffice: Bool { count >= least }

  /// Why heal cannot work, as a clause.
  package static var remark: String {
    "only \(count) files may be open at once and heal needs \(least) (`ulimit -n`)"
  }

  private static var count: Int { openFileLimits()?.soft ?? usual }

  /// What most systems give.
  private static let usual = 1024
  private static let least = 64
}
