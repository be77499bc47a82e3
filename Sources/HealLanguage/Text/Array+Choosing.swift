extension Array {
  /// nil unless there is exactly one.
  package var only: Element? { count == 1 ? first : nil }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  package func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
