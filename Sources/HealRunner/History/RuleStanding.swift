/// How a rule has done on a project.
package struct RuleStanding: Hashable, Sendable {
  package var rule: String
  /// In how many runs it knew a failure.
  package var seen = 0
  package var verified = 0
  package var rolledBack = 0
  /// Put back because something else kept the run red: no evidence for or against it.
  package var withdrawn = 0
  /// The confidence of its latest fix, from 0 to 1; nil when it has not offered one.
  package var authored: Double?
  /// When it last knew a failure or had a fix applied.
  package var lastUsed: Timestamp
  /// Verified fixes that a person approved since the latest one was rolled back; nil when none was.
  package var provenSince: Int?

  package init(rule: String, lastUsed: Timestamp) {
    self.rule = rule
    self.lastUsed = lastUsed
  }

  /// How often a fix of it was in place.
  package var applied: Int { verified + rolledBack + withdrawn }

  /// Whether its latest failure still weighs: a person must approve its fixes.
  package var isDemoted: Bool { provenSince.map { $0 < Self.provenAfter } ?? false }

  /// So many verified fixes, each approved by a person, and a rule that was rolled back is trusted again.
  package static let provenAfter = 3

  /// From 0 to 1; nil when no number was authored.
  package var measured: Double? { authored.map(measured(authored:)) }

  package func measured(authored: Double) -> Double {
    measuredConfidence(authored: authored, verified: verified, rolledBack: rolledBack)
  }

  /// Takes in the rule's next fix; to be called in the order of time.
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
