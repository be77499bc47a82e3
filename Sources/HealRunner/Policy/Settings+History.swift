package import HealEngine

extension Settings {
  /// Takes over what the history of the project says, as far as the policy goes by it.
  ///
  /// - Parameters:
  ///   - records: by fix.
  ///   - fixes: how many were applied without a person in the last 24 hours.
  package mutating func goBy(records: [FixName: TrackRecord], fixesOfLastDay fixes: Int) {
    policy.trackRecords = records.mapValues { record in
      TrackRecord(
        measuredConfidence: history.confidence == .measured ? record.measuredConfidence : 1,
        isDemoted: history.demotesRolledBack && record.isDemoted)
    }
    policy.fixesLeft = limits.fixesPerDay.map { max(0, $0 - fixes) }
  }
}
