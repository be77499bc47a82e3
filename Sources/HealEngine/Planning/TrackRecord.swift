/// What the history of a fix bears out.
package struct TrackRecord: Hashable, Sendable {
  /// From 0 to 1: how often it held, at least, taking the authored number as what was known before.
  package var measuredConfidence: Double
  /// Whether it failed the last time and has not proven itself since.
  package var isDemoted: Bool

  package init(measuredConfidence: Double, isDemoted: Bool) {
    self.measuredConfidence = measuredConfidence
    self.isDemoted = isDemoted
  }
}
