/// What a green run must hold up to.
package struct GuardSettings: Hashable, Sendable {
  /// Whether what heal remarks on in a green run makes it a failure.
  package var isStrict = false
  /// How much the number of rows of a table may change by a fix, as a share of what it was; nil: not counted.
  package var maxRowChange: Double?
  /// How much the share of nulls in a column may change; nil: not counted.
  package var maxNullChange: Double?

  package init() {}

  var countsRows: Bool { maxRowChange != nil || maxNullChange != nil }
}
