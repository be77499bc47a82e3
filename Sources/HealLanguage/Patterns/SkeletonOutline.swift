/// The outline of a skeleton: the letters of its words count, its holes do not.
struct SkeletonOutline: PatternOutline {
  let weights: [Int]
  let total: Int
  private let places: [Place]
  private let parts: [Skeleton.Part]
  private let ranges: [Range<Int>]

  /// Where an item belongs.
  private struct Place {
    var part: Int
    /// Within the part as written.
    var offset: Int
  }

  init(_ pattern: Pattern, items: [Range<Int>]) {
    var reader = SkeletonReader(pattern.written)
    let skeleton = reader.read()
    parts = skeleton.parts
    ranges = reader.ranges
    let written = Array(pattern.written.utf8)
    var ends: [Int] = []
    for piece in skeleton.pieces { ends.append((ends.last ?? 0) + piece.utf8.count) }
    var before = [0]
    for part in skeleton.parts { before.append((before.last ?? 0) + part.words(upTo: .max)) }
    total = before.last ?? 0
    var weights: [Int] = []
    var places: [Place] = []
    for item in items {
      let part = ends.firstIndex { item.lowerBound < $0 } ?? skeleton.parts.count
      guard part < skeleton.parts.count else {
        weights.append(total)
        places.append(Place(part: part, offset: 0))
        continue
      }
      let inPiece = item.lowerBound - (part == 0 ? 0 : ends[part - 1])
      let (passed, offset) = Self.passed(
        skeleton.parts[part], inPiece, written: written[reader.ranges[part]])
      let words = skeleton.parts[part].words(upTo: passed)
      weights.append(before[part] + words)
      places.append(Place(part: part, offset: offset))
    }
    self.weights = weights
    self.places = places
  }

  func written(of item: Int) -> Range<Int> {
    let place = places[item]
    guard place.part < parts.count else {
      let end = ranges.last?.upperBound ?? 0
      return end..<end
    }
    let start = ranges[place.part].lowerBound + place.offset
    guard !parts[place.part].isHole else { return ranges[place.part] }
    let next = parts[place.part...].firstIndex(where: \.isHole) ?? parts.count
    return start..<ranges[next - 1].upperBound
  }

  /// How many bytes of a literal lie before an offset in its regex, and where the next stands as written.
  private static func passed(
    _ part: Skeleton.Part, _ offset: Int, written: ArraySlice<UInt8>
  ) -> (bytes: Int, offset: Int) {
    guard case .literal(let bytes) = part, offset > 0 else { return (0, 0) }
    let count = bytes.indices.first { Skeleton.escaped(Array(bytes[..<$0])).utf8.count >= offset }
    let passed = count ?? bytes.count
    // A backslash before a `<` is written and not meant.
    let escapes = written.count - bytes.count
    let tail = bytes[passed...].count { $0 == UInt8(ascii: "<") }
    return (passed, passed + max(0, escapes - tail))
  }
}

extension Skeleton.Part {
  /// How many of its first bytes are of words.
  fileprivate func words(upTo count: Int) -> Int {
    guard case .literal(let bytes) = self else { return 0 }
    return bytes.prefix(count).count { Pattern.isWordByte($0) || $0 >= 0x80 }
  }

  fileprivate var isHole: Bool { if case .hole = self { true } else { false } }
}
