/// A name in its parts: words, digits, and what stands between and around them.
struct SpeltName {
  /// Lower-case, digits among them.
  let words: [String]
  /// The numbers, in order.
  let digits: [String]
  /// The signs that are neither letters nor usual between words.
  let signs: [Character]
  /// What stands before the first word and behind the last: `_id` is not `id`.
  let edges: [String]

  init(_ name: String) {
    words = NameSense.words(of: name)
    digits = words.filter { $0.unicodeScalars.allSatisfy { $0.properties.numericType != nil } }
    signs = name.filter { !Self.isInWords($0) && !Self.separators.contains($0) }
    edges = [
      String(name.prefix { !Self.isInWords($0) }),
      String(name.reversed().prefix { !Self.isInWords($0) }),
    ]
  }

  /// Behind how many letters each word ends.
  var ends: [Int] {
    var count = 0
    return words.map { word in
      count += word.count
      return count
    }
  }

  /// All words in one.
  var joined: String { words.joined() }

  private static let separators: Set<Character> = ["_", "-", " "]

  private static func isInWords(_ character: Character) -> Bool {
    character.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }
}
