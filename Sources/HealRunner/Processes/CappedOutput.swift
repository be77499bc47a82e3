/// The beginning and the end of a stream, whatever its length.
struct CappedOutput: Sendable {
  private let half: Int
  private var head: [UInt8] = []
  /// The latest bytes after the head; trimmed to `half` only when twice that, to copy seldom.
  private var tail: [UInt8] = []
  private(set) var dropped = 0

  /// - Parameter limit: in bytes: half of it for the beginning, half for the end.
  init(limit: Int = 8 << 20) { half = limit / 2 }

  mutating func append(_ bytes: some Collection<UInt8>) {
    let room = half - head.count
    head += bytes.prefix(room)
    tail += bytes.dropFirst(room)
    if tail.count > 2 * half { trim() }
  }

  /// What was kept; a line says how much is missing in between.
  var bytes: [UInt8] {
    var all = self
    if all.tail.count > half { all.trim() }
    guard all.dropped > 0 else { return all.head + all.tail }
    return all.head + Array("\n[… \(all.dropped) bytes left out …]\n".utf8) + all.tail
  }

  private mutating func trim() {
    let excess = tail.count - half
    tail.removeFirst(excess)
    dropped += excess
  }
}
