/// A text read otherwise than it stands there, such as one without its escapes, and where each of its bytes was.
struct MappedText {
  private(set) var bytes: [UInt8] = []
  /// For each byte, what stood for it in the text that was read.
  private var sources: [Range<Int>] = []
  /// What was found so far, as places in the text that was read.
  private var removals: [Removal] = []

  init() {}

  /// A part of a text as it stands.
  init(_ range: Range<Int>, of text: [UInt8]) {
    add(range, of: text)
  }

  mutating func add(_ range: Range<Int>, of text: [UInt8]) {
    bytes += text[range]
    sources += range.map { $0..<$0 + 1 }
  }

  private mutating func add(_ new: some Sequence<UInt8>, for source: Range<Int>) {
    for byte in new {
      bytes.append(byte)
      sources.append(source)
    }
  }

  /// What stood for a part of it.
  func place(of range: Range<Int>) -> Range<Int> {
    sources[range.lowerBound].lowerBound..<sources[range.upperBound - 1].upperBound
  }

  /// What detectors find in it, one after the other, as places in the text that was read.
  func places(of detectors: [Detector]) -> [Removal] {
    var text = self
    for detector in detectors { text.clean(with: detector) }
    return text.removals
  }

  private mutating func clean(with detector: Detector) {
    let found = detector.removals(in: bytes)
    guard !found.isEmpty else { return }
    var cleaned = MappedText()
    cleaned.removals = removals
    var copied = 0
    for removal in found {
      cleaned.copy(copied..<removal.range.lowerBound, of: self)
      let place = place(of: removal.range)
      cleaned.removals.append(Removal(range: place, mark: removal.mark))
      cleaned.add(removal.mark.rawValue.utf8, for: place)
      copied = removal.range.upperBound
    }
    cleaned.copy(copied..<bytes.count, of: self)
    self = cleaned
  }

  private mutating func copy(_ range: Range<Int>, of other: MappedText) {
    bytes += other.bytes[range]
    sources += other.sources[range]
  }

  /// The same with its escapes resolved, those within escapes too; the text itself where it has none.
  func decoded() -> MappedText {
    var text = self
    for _ in 0..<Self.mostLayers {
      guard let next = text.decodedOnce() else { return text }
      text = next
    }
    return text
  }

  /// Nobody escapes a text more often by accident.
  private static let mostLayers = 5

  private func decodedOnce() -> MappedText? {
    var decoded = MappedText()
    var (position, copied) = (0, 0)
    while position < bytes.count {
      guard let escape = Escape(at: position, in: bytes) else {
        position += 1
        continue
      }
      decoded.copy(copied..<position, of: self)
      let end = position + escape.length
      decoded.add(escape.text, for: place(of: position..<end))
      (position, copied) = (end, end)
    }
    guard copied > 0 else { return nil }
    decoded.copy(copied..<bytes.count, of: self)
    return decoded
  }
}

extension [Removal] {
  /// From left to right, without those that stand within another.
  var withoutOverlaps: [Removal] {
    let sorted = sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var kept: [Removal] = []
    for removal in sorted where removal.range.lowerBound >= kept.last?.range.upperBound ?? 0 {
      kept.append(removal)
    }
    return kept
  }
}
