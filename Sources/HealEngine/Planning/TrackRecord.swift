/// What a rule's history bears out.
package struct TrackRecord: Hashable, Sendable {
  /// From 0 to 1: how often its fixes held, at least, taking the authored number as what was known before.
  package var measuredConfidence: Double
  /// Whether its latest fix was rolled back and it has not proven itself since.
  package var isDemoted: Bool

  package init(measuredConfidence: Double, isDemoted: Bool) {
    self.measuredConfidence = measuredConfidence
    self.isDemoted = isDemoted
  }
}
