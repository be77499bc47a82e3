import HealEngine
package import HealLanguage

/// The part of `run_results.json` that tells of some nodes.
package enum ResultsExcerpt {
  /// - Parameters:
  ///   - bytes: of `run_results.json`.
  ///   - nodes: unique ids.
  /// - Returns: an artifact of the same shape; nil where the file is none.
  package static func json(_ bytes: [UInt8], about nodes: Set<String>) -> JSON? {
    guard let whole = JSON(parsing: String(decoding: bytes, as: UTF8.self)),
      let metadata = whole["metadata"], case .list(let results) = whole["results"]
    else { return nil }
    let kept = results.compactMap { result -> (String, JSON)? in
      guard case .text(let id) = result["unique_id"], nodes.contains(id) else { return nil }
      return (id, result)
    }
    return .object([
      ("metadata", metadata),
      ("results", .list(kept.sorted { $0.0 < $1.0 }.map(\.1))),
    ])
  }
}
