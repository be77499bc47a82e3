import YAML

extension YAMLNode {
  /// The node at a path of keys and indices: `models.staging.+materialized`, `models[0].name`. nil
  /// where there is none, and for a path that is none.
  func value(at path: String) -> YAMLNode? {
    var node = self
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      let parts = step.split(separator: "[", omittingEmptySubsequences: false)
      if let key = parts.first, !key.isEmpty || parts.count == 1 {
        guard let next = node[String(key)] else { return nil }
        node = next
      }
      for part in parts.dropFirst() {
        guard part.hasSuffix("]"), let index = Int(part.dropLast()), let next = node[index]
        else { return nil }
        node = next
      }
    }
    return node
  }
}
