import HealLanguage

/// Finds which of many literals stand in a text, in one pass over the text.
///
/// Each literal is filed under one of its grams, four bytes in a row: the one that fewest other
/// literals have and that is rarest in plain prose. The pass looks each gram of the text up, first
/// in a bit map that fits the processor's nearest cache, and compares whole literals only where
/// the gram is filed. Unlike an Aho-Corasick automaton, which is as fast at scanning, it is built in
/// microseconds and does not outgrow the cache with the number of rules.
struct LiteralIndex: Sendable {
  /// A literal, and the probe that it makes possible.
  struct Literal: Sendable {
    var text: LiteralText
    var probe: Int
  }

  /// A distinct literal, filed under one gram.
  private struct Entry: Sendable {
    var gram: UInt32
    /// Where the gram stands in the literal.
    var offset: Int
    var literal: [UInt8]
    var probes: [Int]
  }

  private static let gramLength = 4

  /// In the order of their slots.
  private let entries: [Entry]
  /// For each slot, where its entries begin; one more at the end.
  private let slotStarts: [Int32]
  private let slotMask: UInt32
  /// A bit for each 16-bit hash of a gram: whether an entry has it.
  private let filed: [UInt64]

  init(_ literals: [Literal]) {
    var probes: [LiteralText: [Int]] = [:]
    for literal in literals { probes[literal.text, default: []].append(literal.probe) }
    let texts = probes.keys.sorted()
    var counts = [UInt16](repeating: 0, count: 65_536)
    for text in texts {
      precondition(text.count >= Self.gramLength, "a literal is at least a gram long")
      Self.forEachGram(of: text.bytes) { gram in
        let hash = Int(Self.hash(gram.bits))
        if counts[hash] < UInt16.max { counts[hash] += 1 }
      }
    }
    let unfiled = texts.map { text in
      let gram = Self.bestGram(of: text.bytes, counts)
      return Entry(
        gram: gram.bits, offset: gram.offset, literal: text.bytes, probes: probes[text] ?? [])
    }
    var slotCount = 16
    while slotCount < unfiled.count * 2 { slotCount *= 2 }
    let mask = UInt32(slotCount - 1)
    entries = unfiled.sorted { Self.hash($0.gram) & mask < Self.hash($1.gram) & mask }
    slotMask = mask
    slotStarts = Self.starts(of: entries, slotCount: slotCount)
    filed = Self.bitMap(of: entries)
  }

  /// The probes whose literals the text holds, in no order; one with several may come again. The
  /// text is as it stands in the failure.
  func probes(in text: [UInt8]) -> [Int] {
    let folded = LiteralText(text).bytes
    guard folded.count >= Self.gramLength else { return [] }
    var found: [Int] = []
    var isFound = [Bool](repeating: false, count: entries.count)
    var gram: UInt32 = 0
    for position in folded.indices {
      gram = gram << 8 | UInt32(folded[position])
      let hash = Self.hash(gram)
      guard filed[Int(hash >> 6)] & (1 << UInt64(hash & 63)) != 0 else { continue }
      let start = position + 1 - Self.gramLength
      let slot = Int(hash & slotMask)
      for index in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) where !isFound[index] {
        guard entries[index].gram == gram, stands(entries[index], in: folded, gramAt: start) else {
          continue
        }
        isFound[index] = true
        found += entries[index].probes
      }
    }
    return found
  }

  private func stands(_ entry: Entry, in text: [UInt8], gramAt position: Int) -> Bool {
    let start = position - entry.offset
    guard start >= 0, start + entry.literal.count <= text.count else { return false }
    for index in entry.literal.indices where entry.literal[index] != text[start + index] {
      return false
    }
    return true
  }

  // MARK: Filing

  private struct Gram {
    var bits: UInt32
    var offset: Int
  }

  /// Multiplication by the golden ratio of 2³² (Knuth, The Art of Computer Programming, 6.4).
  private static func hash(_ gram: UInt32) -> UInt32 { (gram &* 2_654_435_769) >> 16 }

  private static func forEachGram(of literal: [UInt8], _ body: (Gram) -> Void) {
    var bits: UInt32 = 0
    for index in literal.indices {
      bits = bits << 8 | UInt32(literal[index])
      let offset = index + 1 - gramLength
      if offset >= 0 { body(Gram(bits: bits, offset: offset)) }
    }
  }

  private static func bestGram(of literal: [UInt8], _ counts: [UInt16]) -> Gram {
    var best = Gram(bits: 0, offset: 0)
    var lowest = Int.max
    forEachGram(of: literal) { gram in
      var cost = Int(counts[Int(hash(gram.bits))]) * 16
      for byte in literal[gram.offset..<(gram.offset + gramLength)] {
        cost += commonness(of: byte)
      }
      if cost < lowest { (best, lowest) = (gram, cost) }
    }
    return best
  }

  /// From 0 for what is rare in messages to 13 for the space and the letter `e`.
  private static func commonness(of byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "e"): 13
    case UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "r"): 9
    case UInt8(ascii: "n"), UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "l"): 8
    case UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "m"), UInt8(ascii: "u"): 5
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 2
    default: 1
    }
  }

  private static func starts(of entries: [Entry], slotCount: Int) -> [Int32] {
    var starts = [Int32](repeating: 0, count: slotCount + 1)
    for entry in entries { starts[Int(hash(entry.gram) & UInt32(slotCount - 1)) + 1] += 1 }
    for slot in 0..<slotCount { starts[slot + 1] += starts[slot] }
    return starts
  }

  private static func bitMap(of entries: [Entry]) -> [UInt64] {
    var map = [UInt64](repeating: 0, count: 1_024)
    for entry in entries {
      let hash = hash(entry.gram)
      map[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
    }
    return map
  }
}
