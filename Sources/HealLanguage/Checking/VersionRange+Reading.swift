extension VersionRange {
  /// Reads comparisons joined by commas, `>=1.8,<2`; nil when the text is nothing of the kind.
  init?(_ text: String) {
    var bounds: [Bound] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = part.filter { $0 != " " }
      let sign = part.prefix { "<>=!".contains($0) }
      let numbers = part.dropFirst(sign.count).split(
        separator: ".", omittingEmptySubsequences: false)
      let version = numbers.compactMap { Int($0) }
      guard let comparison = Expression.Comparison(rawValue: String(sign)),
        !version.isEmpty, version.count == numbers.count
      else { return nil }
      bounds.append(Bound(comparison: comparison, version: version))
    }
    self.init(bounds: bounds)
  }
}
