package import HealEngine

/// How a rule has done on a project.
package struct RuleStanding: Hashable, Sendable {
  package var rule: String
  /// In how many runs it knew a failure.
  package var seen = 0
  /// Of each of its fixes, by the title as its author wrote it.
  package var fixes: [String: FixStanding] = [:]
  /// The confidence of its latest fix, from 0 to 1; nil when it has not offered one.
  package var authored: Double?
  /// When it last knew a failure or had a fix applied.
  package var lastUsed: Timestamp

  package init(rule: String, lastUsed: Timestamp) {
    self.rule = rule
    self.lastUsed = lastUsed
  }

  package var verified: Int { count(\.verified) }
  package var rolledBack: Int { count(\.rolledBack) }
  package var withdrawn: Int { count(\.withdrawn) }

  /// How often a fix of it was in place.
  package var applied: Int { verified + rolledBack + withdrawn }

  /// The titles of the fixes that a person must approve.
  package var demotedFixes: [String] {
    fixes.filter(\.value.isDemoted).keys.sorted()
  }

  package var isDemoted: Bool { !demotedFixes.isEmpty }

  /// How far the demoted fix is that has proven itself least; nil when none is demoted.
  package var provenSince: Int? {
    fixes.values.filter(\.isDemoted).compactMap(\.provenSince).min()
  }

  /// From 0 to 1; nil when no number was authored.
  package var measured: Double? {
    authored.map {
      measuredConfidence(authored: $0, verified: verified, rolledBack: rolledBack)
    }
  }

  private func count(_ number: KeyPath<FixStanding, Int>) -> Int {
    fixes.values.reduce(0) { $0 + $1[keyPath: number] }
  }
}

/// How one fix of a rule has done on a project.
package struct FixStanding: Hashable, Sendable {
  package var verified = 0
  package var rolledBack = 0
  /// Reverted, but not for a fault of its own: no evidence for or against it.
  package var withdrawn = 0
  /// How often it held with a person's approval since it failed last; nil when it never failed.
  package var provenSince: Int?

  package init() {}

  /// Whether its latest failure still weighs: a person must approve it.
  package var isDemoted: Bool { provenSince.map { $0 < Self.provenAfter } ?? false }

  /// So often verified, each time approved by a person, and a fix that failed is trusted again.
  package static let provenAfter = 3

  /// What it bears out of its author's number.
  ///
  /// - Parameter authored: from 0 to 1.
  /// - Returns: from 0 to 1.
  package func record(authored: Double) -> TrackRecord {
    TrackRecord(
      measuredConfidence: measuredConfidence(
        authored: authored, verified: verified, rolledBack: rolledBack),
      isDemoted: isDemoted)
  }

  /// Takes in what became of it next; to be called in the order of time.
  mutating func add(_ verdict: FixRecord.Verdict, isApproved: Bool) {
    switch verdict {
    case .verified:
      verified += 1
      if isApproved { provenSince = provenSince.map { $0 + 1 } }
    case .rolledBack:
      rolledBack += 1
      provenSince = 0
    case .withdrawn: withdrawn += 1
    case .proposed, .refused: break
    }
  }
}
