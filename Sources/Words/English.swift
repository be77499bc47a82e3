/// The English words that are built into the program, read where they lie: nothing is parsed or
/// copied. `scripts/dictionary` says where they are from and how they are laid out.
package enum English {
  /// How well known a word is; names and abbreviations are never more than ``rare``.
  package enum Rank: UInt8, Comparable, Sendable {
    case rare = 1
    case common, everyday

    package static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  /// How well known a word in lower-case ASCII letters is; nil where it is none.
  package static func rank(of word: String) -> Rank? {
    var state: Int? = 0
    var rank: UInt32 = 0
    for byte in word.utf8 {
      guard let from = state, (0x61...0x7A).contains(byte),
        let arc = arc(of: UInt32(byte - 0x61), from: from)
      else { return nil }
      rank = arc >> 6 & 3
      state = arc >> 8 == 0 ? nil : Int(arc >> 8)
    }
    return Rank(rawValue: UInt8(rank))
  }

  /// The arc of a letter among those of a state, which stand in a row.
  private static func arc(of letter: UInt32, from state: Int) -> UInt32? {
    var index = state
    while index < count {
      let arc = self[index]
      if arc & 31 == letter { return arc }
      if arc & 31 > letter || arc & 32 != 0 { return nil }
      index += 1
    }
    return nil
  }

  /// The size of the data in bytes.
  package static var byteCount: Int { Bytes.dictionary.count }

  private static var count: Int { byteCount / 4 }

  private static subscript(index: Int) -> UInt32 { Bytes.dictionary.littleEndian(at: index * 4) }
}
