/// The name of a proposal: two words that can be said over the phone, `lusab-gutih`.
///
/// Made of the failures and the fixes alone, so that the same proposal made again has the same name.
/// The words are proquints (Wilkerson, 2009): sixteen bits each, consonants and vowels in turn.
package struct ProposalID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// - Parameters:
  ///   - fingerprints: of the failures.
  ///   - fixes: what would be done.
  init(fingerprints: some Sequence<String>, fixes: some Sequence<FixKey>) {
    let text = fingerprints.sorted() + fixes.map(\.description).sorted()
    let digits = SHA256.hex(Array(text.joined(separator: "\n").utf8))
    let number = UInt32(digits.prefix(8), radix: 16) ?? 0
    description = [number >> 16, number & 0xFFFF].map(Self.word).joined(separator: "-")
  }

  /// nil for what cannot be the name of a proposal.
  package init?(_ text: String) {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    guard words.count == 2, words.allSatisfy(Self.isWord) else { return nil }
    description = text
  }

  package static func < (left: ProposalID, right: ProposalID) -> Bool {
    left.description < right.description
  }

  private static let consonants = Array("bdfghjklmnprstvz")
  private static let vowels = Array("aiou")

  private static func word(_ bits: UInt32) -> String {
    let letters = [
      consonants[Int(bits >> 12 & 15)], vowels[Int(bits >> 10 & 3)],
      consonants[Int(bits >> 6 & 15)], vowels[Int(bits >> 4 & 3)], consonants[Int(bits & 15)],
    ]
    return String(letters)
  }

  private static func isWord(_ word: Substring) -> Bool {
    word.count == 5
      && word.enumerated().allSatisfy { place, letter in
        (place % 2 == 0 ? consonants : vowels).contains(letter)
      }
  }
}

extension ProposalID: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = ProposalID(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "`\(text)` names no proposal"))
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
