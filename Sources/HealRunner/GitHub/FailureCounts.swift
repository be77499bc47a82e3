import HealLanguage

/// How many runs have failed with each cause, in `.heal/failures.json`; only kept where issues wait for more
/// than one failure.
struct FailureCounts {
  private let path: String

  init(_ folder: HealFolder) { path = folder.path + "/failures.json" }

  /// Counts one more run.
  ///
  /// - Returns: with how many runs, this one included, the cause has been seen.
  func count(_ fingerprint: Fingerprint) -> Int {
    var counts = read()
    let count = (counts.first { $0.0 == fingerprint.description }?.1 ?? 0) + 1
    counts.removeAll { $0.0 == fingerprint.description }
    counts.append((fingerprint.description, count))
    let kept = counts.suffix(Self.capacity).map { ($0.0, JSON.int($0.1)) }
    // A count that cannot be written opens an issue late, which is better than a run that stops.
    try? FileSystem.replace(path, with: Array(JSON.object(kept).rendered().utf8))
    return count
  }

  /// The cause that was seen last comes last.
  private func read() -> [(String, Int)] {
    let text = FileSystem.read(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard case .object(let members)? = JSON(parsing: text) else { return [] }
    return members.compactMap { name, value in value.whole.map { (name, $0) } }
  }

  private static let capacity = 1000
}
