/// What a fix can do at worst, derived from its operations. Ordered from harmless up.
package enum Risk: String, CaseIterable, Hashable, Sendable, Comparable {
  /// Nothing that stays: waiting, installing packages, dropping a cache.
  case safe
  /// A change that a reviewer can read: an edit, a seed, a run.
  case review
  /// Data or a safety net may be lost: a rebuild, an edit to a test, a hook or `materialized`.
  case destructive
  /// Nothing heal can do by itself.
  case manual

  package static func < (left: Risk, right: Risk) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .safe: 0
    case .review: 1
    case .destructive: 2
    case .manual: 3
    }
  }
}
