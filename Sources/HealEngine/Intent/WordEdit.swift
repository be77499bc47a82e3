import HealLanguage

/// How one word becomes another by mistyping it.
struct WordEdit {
  let word: String
  let meant: String
  /// How many letters were doubled, left out, added, replaced, or swapped with their neighbours.
  let count: Int
  /// What happened, where it was one edit.
  let kind: Kind?

  enum Kind: Equatable {
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
    count = editDistance(word, meant)
    kind = count == 1 ? Self.kind(Array(word.utf8), Array(meant.utf8)) : nil
  }

  private static func kind(_ a: [UInt8], _ b: [UInt8]) -> Kind {
    let start = zip(a, b).prefix { $0 == $1 }.count
    if a.count < b.count { return .dropped(start) }
    if a.count == b.count {
      return start + 1 < a.count && a[start] != b[start] && a[start + 1] != b[start + 1]
        ? .swapped : .replaced(start)
    }
    return start > 0 && a[start] == a[start - 1] ? .doubled : .inserted(start)
  }

  /// Whether fingers do this by themselves, whatever the word is.
  var isCertain: Bool { kind == .swapped || kind == .doubled }

  /// How likely fingers are to do this, to compare two readings of one word.
  var likelihood: Int {
    switch kind {
    case .swapped, .doubled: 2
    case .dropped: 1
    case .replaced: isKeyboardError ? 1 : 0
    case .inserted: 0
    case nil: -1
    }
  }

  /// Whether the letter that is wrong is a neighbour of the right one on a keyboard, or one vowel
  /// stands for another.
  var isKeyboardError: Bool {
    let (a, b) = (Array(word.utf8), Array(meant.utf8))
    switch kind {
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

extension WordEdit {
  /// Whether short names of companies and products are made so: `vendr` without its last vowel, `deliverr` with a doubled last letter.
  var isStyledName: Bool {
    let (a, b) = (Array(word.utf8), Array(meant.utf8))
    switch kind {
    case .dropped(let place):
      return place == a.count - 1 && (5...6).contains(a.count) && a[place] == UInt8(ascii: "r") && Letters.isVowel(b[place])
        && !Letters.isVowel(a[place - 1])
    case .replaced(let place):
      return place == a.count - 1 && a[place] == a[place - 1] && !Letters.isVowel(a[place])
    case .swapped, .doubled, .inserted, nil: return false
    }
  }

  /// Why this is not a typo, or could be something else as well.
  var refusal: Refusal? {
    if count > 1 { return .tooFar(word, meant) }
    if let refusal = shortRefusal { return refusal }
    if Affixes.areRoles(word, meant) { return .roles(word, meant) }
    if kind != .doubled, Affixes.isPrefixed(word, meant) { return .negation(word, meant) }
    if addsToAnEnd { return .adds(word, to: meant) }
    if changesStart { return .tooFar(word, meant) }
    if isAbbreviation { return .abbreviates(word, meant) }
    return nil
  }

  /// Whether the first letter is another one than the key beside it: who begins a word with the wrong letter sees it.
  private var changesStart: Bool {
    switch kind {
    case .replaced(0): !isKeyboardError
    case .inserted(0): true
    case .swapped, .doubled, .dropped, .inserted, .replaced, nil: false
    }
  }

  /// The fewer letters, the more words are near: what may happen in short ones.
  private var shortRefusal: Refusal? {
    let isPossible: Bool =
      switch (word.utf8.count, meant.utf8.count) {
      case (...2, _), (_, ...1): false
      case (3, _): kind == .doubled || kind == .swapped
      case (_, ...3): kind == .doubled
      case (_, 4): isKeyboardError
      case (_, 5): isKeyboardError || isDropped
      default: true
      }
    return isPossible ? nil : .tooShort(word)
  }

  private var isDropped: Bool { if case .dropped = kind { true } else { false } }

  /// `norders` may be a number of orders and `priceb` the second price, whatever the dictionary says.
  private var addsToAnEnd: Bool {
    kind != .doubled && word.utf8.count > meant.utf8.count
      && (word.hasPrefix(meant) || word.hasSuffix(meant))
  }

  /// Vowels left out on purpose, or the end.
  private var isAbbreviation: Bool {
    guard word.utf8.count < meant.utf8.count else {
      return !isCertain && word.utf8.count <= 4 && !word.utf8.contains(where: Letters.isVowel)
    }
    return word.utf8.count <= 4 && !word.utf8.contains(where: Letters.isVowel)
  }
}
