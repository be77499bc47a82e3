/// A range of dbt versions as pip writes them: `">=1.8,<2"`. All comparisons must hold.
package struct VersionRange: Hashable, Sendable {
  package var bounds: [Bound]

  package init(bounds: [Bound]) { self.bounds = bounds }

  package struct Bound: Hashable, Sendable {
    package var comparison: Expression.Comparison
    /// The numbers of the version: `1.11.16` is `[1, 11, 16]`.
    package var version: [Int]

    package init(comparison: Expression.Comparison, version: [Int]) {
      self.comparison = comparison
      self.version = version
    }
  }
}
