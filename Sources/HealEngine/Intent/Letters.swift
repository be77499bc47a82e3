/// Vowels and consonants of lower-case ASCII words.
enum Letters {
  static func isVowel(_ byte: UInt8) -> Bool { vowels.contains(byte) }

  static func consonants(_ word: String) -> [UInt8] { word.utf8.filter { !isVowel($0) } }

  /// The consonants, double ones counted as one.
  static func skeleton(_ word: String) -> [UInt8] {
    consonants(word).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  static let vowels = Array("aeiou".utf8)
  static let all = Array("abcdefghijklmnopqrstuvwxyz".utf8)
}

/// Where letters lie on the keyboard that most people type on.
enum Keyboard {
  static func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
    guard a != b, let (row, column) = places[a], let (otherRow, otherColumn) = places[b] else {
      return false
    }
    // Each row lies half a key to the right of the one above.
    let across = (2 * column + row) - (2 * otherColumn + otherRow)
    return row == otherRow ? abs(across) == 2 : abs(row - otherRow) == 1 && abs(across) == 1
  }

  private static let places: [UInt8: (row: Int, column: Int)] = {
    var places: [UInt8: (row: Int, column: Int)] = [:]
    for (row, keys) in ["qwertyuiop", "asdfghjkl", "zxcvbnm"].enumerated() {
      for (column, key) in keys.utf8.enumerated() { places[key] = (row, column) }
    }
    return places
  }()
}
