import CWords

/// A set of words of which only so much is kept that about 3 of 1,000 words that are not in it are taken for one.
/// `scripts/languages` says where the words are from and how they are laid out.
package struct WordFilter: Sendable {
  private let bytes: Bytes

  /// Words of languages other than English that columns are named in, as keyboards without accents write them: Dutch,
  /// German, French, Spanish, Italian, Portuguese, Swedish, Danish and Norwegian.
  package static let otherLanguages = WordFilter(bytes: .languages)
  /// English words that are used at least five times in a million.
  package static let frequent = WordFilter(bytes: .frequent)

  /// Whether a word in lower-case ASCII letters is in it; no word of less than four letters is.
  package func contains(_ word: String) -> Bool {
    guard word.utf8.count >= 4 else { return false }
    // FNV-1a of 64 bits, its halves added up.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let (low, high) = (hash & 0xFFFF_FFFF, hash >> 32 | 1)
    let bits = UInt64(byteCount * 8)
    return (0..<Self.hashes).allSatisfy { bytes.hasBit(Int((low + $0 * high) % bits)) }
  }

  private static let hashes: UInt64 = 8

  /// The size of the data in bytes.
  package var byteCount: Int { bytes.count }
}
