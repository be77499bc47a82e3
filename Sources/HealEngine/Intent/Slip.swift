import HealLanguage

/// How one word comes from another where a finger slips.
struct Slip {
  let word: String
  let meant: String
  /// How many letters were doubled, left out, added, replaced, or swapped with their neighbours.
  let edits: Int
  /// What happened, where it was one edit.
  let edit: Edit?

  enum Edit: Equatable {
    case swapped, doubled
    /// A letter is missing at a place of the meant word.
    case dropped(Int)
    /// A letter stands at a place of the mistyped word.
    case inserted(Int)
    case replaced(Int)
  }

  init(_ word: String, _ meant: String) {
    self.word = word
    self.meant = meant
    edits = editDistance(word, meant)
    edit = edits == 1 ? Self.edit(Array(word.utf8), Array(meant.utf8)) : nil
  }

  private static func edit(_ a: [UInt8], _ b: [UInt8]) -> Edit {
    let start = zip(a, b).prefix { $0 == $1 }.count
    if a.count < b.count { return .dropped(start) }
    if a.count == b.count {
      return start + 1 < a.count && a[start] != b[start] && a[start + 1] != b[start + 1]
        ? .swapped : .replaced(start)
    }
    return start > 0 && a[start] == a[start - 1] ? .doubled : .inserted(start)
  }

  /// Whether fingers do this by themselves, whatever the word is.
  var isCertain: Bool { edit == .swapped || edit == .doubled }

  /// How likely fingers are to do this, to compare two readings of one word.
  var likelihood: Int {
    switch edit {
    case .swapped, .doubled: 2
    case .dropped: 1
    case .replaced: isKeyboardSlip ? 1 : 0
    case .inserted: 0
    case nil: -1
    }
  }

  /// Whether the letter that is wrong is a neighbour of the right one on a keyboard, or one vowel
  /// stands for another.
  var isKeyboardSlip: Bool {
    let (a, b) = (Array(word.utf8), Array(meant.utf8))
    switch edit {
    case .swapped, .doubled: return true
    case .dropped, nil: return false
    case .replaced(let place):
      return Keyboard.areNeighbours(a[place], b[place])
        || (Letters.isVowel(a[place]) && Letters.isVowel(b[place]))
    case .inserted(let place):
      return [place - 1, place + 1].contains {
        a.indices.contains($0) && Keyboard.areNeighbours(a[place], a[$0])
      }
    }
  }
}

extension Slip {
  /// Why this is no slip of the fingers, or could be something else as well.
  var refusal: Refusal? {
    if edits > 2 || (edits == 2 && meant.utf8.count < Self.twoEditsFrom) {
      return .tooFar(word, meant)
    }
    if let refusal = shortRefusal { return refusal }
    if Affixes.areRoles(word, meant) { return .roles(word, meant) }
    if edit != .doubled, Affixes.isPrefixed(word, meant) { return .negation(word, meant) }
    if addsToAnEnd { return .adds(word, to: meant) }
    if isAbbreviation { return .abbreviates(word, meant) }
    return nil
  }

  /// From how many letters on a word may be two edits away.
  private static let twoEditsFrom = 8

  /// The fewer letters, the more words are near: what may happen in short ones.
  private var shortRefusal: Refusal? {
    let isPossible: Bool =
      switch (word.utf8.count, meant.utf8.count) {
      case (...2, _), (_, ...1): false
      case (3, _): edit == .doubled || edit == .swapped
      case (_, ...3): edit == .doubled
      case (_, 4): isKeyboardSlip
      case (_, 5): isKeyboardSlip || isDropped
      default: true
      }
    return isPossible ? nil : .tooShort(word)
  }

  private var isDropped: Bool { if case .dropped = edit { true } else { false } }

  /// `norders` may be a number of orders and `priceb` the second price, whatever the dictionary says.
  private var addsToAnEnd: Bool {
    edit != .doubled && word.utf8.count > meant.utf8.count
      && (word.hasPrefix(meant) || word.hasSuffix(meant))
  }

  /// Vowels left out on purpose, or the end.
  private var isAbbreviation: Bool {
    guard word.utf8.count < meant.utf8.count else {
      return !isCertain && word.utf8.count <= 4 && !word.utf8.contains(where: Letters.isVowel)
    }
    if edits == 1 { return word.utf8.count <= 4 && !word.utf8.contains(where: Letters.isVowel) }
    return word.utf8.count == meant.utf8.count - 2
      && (meant.hasPrefix(word) || Letters.consonants(word) == Letters.consonants(meant))
  }
}
