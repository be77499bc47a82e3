import Words

/// What words mean where names are made of them: the dictionary, the words of the trade, and those
/// of one project.
struct Lexicon {
  /// Words that the policy adds; they count on both sides.
  let policyWords: Set<String>
  /// Whether text that is known to work uses the word.
  let isProjectWord: (String) -> Bool

  /// What a word is, where it is something.
  enum Meaning: Equatable {
    /// In the dictionary; `rare` where it is not among the words of every day.
    case word, rare
    case term, abbreviation, project
    /// In no English dictionary, and in one of another language.
    case foreign
    /// A word that no dictionary has, with an ending: `skus`, `upserted`.
    case inflection(of: String)
    /// Two words written as one: `orderdate`.
    case compound(String, String)
  }

  /// What the word means; nil where it means nothing.
  func meaning(of word: String) -> Meaning? {
    if let meaning = plainMeaning(of: word) { return meaning }
    if let stem = stem(of: word) { return .inflection(of: stem) }
    return parts(of: word).map { .compound($0.0, $0.1) }
  }

  /// The same without endings and compounds.
  func plainMeaning(of word: String) -> Meaning? {
    if policyWords.contains(word) || isProjectWord(word) { return .project }
    if TradeWords.terms.contains(word) { return .term }
    if TradeWords.abbreviations.contains(word) { return .abbreviation }
    guard let rank = English.rank(of: word) else { return WordFilter.otherLanguages.contains(word) ? .foreign : nil }
    return rank == .everyday ? .word : .rare
  }

  /// Whether names are readily made of the word, so that it can be what was meant.
  func isWellKnown(_ word: String) -> Bool {
    isTerm(word) || (English.rank(of: word).map { $0 >= .common } ?? false)
  }

  /// Whether columns are likely to be named so: a word of the trade, one that is used every day, or one that this project
  /// uses elsewhere.
  func isUsual(_ word: String) -> Bool {
    isTerm(word) || isProjectWord(word) || WordFilter.frequent.contains(word)
      || word.utf8.count > 4 && word.hasSuffix("s") && isTerm(String(word.dropLast()))
  }

  /// Whether the word is among those of every day or of the trade.
  func isEveryday(_ word: String) -> Bool { isTerm(word) || English.rank(of: word) == .everyday }

  func isInDictionary(_ word: String) -> Bool { isTerm(word) || English.rank(of: word) != nil }

  func isTerm(_ word: String) -> Bool {
    TradeWords.terms.contains(word) || policyWords.contains(word)
  }

  /// Words of the dictionary stand in it with all their endings; here are those of all others.
  private func stem(of word: String) -> String? {
    for ending in ["s", "es", "d", "ed", "ing", "er", "ers", "able", "ly"]
    where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + 3 {
      let stem = String(word.dropLast(ending.count))
      guard English.rank(of: stem) == nil, ending != "s" || !stem.hasSuffix("s") else { continue }
      switch plainMeaning(of: stem) {
      case .term where ending == "ing" && stem.utf8.count < 5: continue
      case .term, .project: return stem
      case .abbreviation where ending == "s": return stem
      case .abbreviation, .word, .rare, .foreign, .inflection, .compound, nil: continue
      }
    }
    return nil
  }

  /// The two words that were written as one: both well known, one of them of the trade.
  func parts(of word: String) -> (String, String)? {
    guard word.utf8.count >= 6, word.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    for length in 2...(word.utf8.count - 2) {
      let (first, second) = (String(word.prefix(length)), String(word.dropFirst(length)))
      if isPart(first, beside: second, isFirst: true),
        isPart(second, beside: first, isFirst: false),
        isTerm(first) || isTerm(second)
      {
        return (first, second)
      }
    }
    return nil
  }

  private func isPart(_ part: String, beside other: String, isFirst: Bool) -> Bool {
    switch part.utf8.count {
    case 2 where isFirst: Self.shortBeginnings.contains(part) && isLongOrTerm(other)
    case 2 where Self.particles.contains(part): other.utf8.count <= 5
    case 2: Self.shortEndings.contains(part)
    case 3: Self.partsOfThree.contains(part) && isLongOrTerm(other)
    default: isEveryday(part)
    }
  }

  private func isLongOrTerm(_ part: String) -> Bool { part.utf8.count >= 5 || isTerm(part) }

  /// `isactive`, `usorders`
  private static let shortBeginnings: Set<String> = ["eu", "is", "my", "no", "uk", "us"]
  /// `orderid`, `createdat`
  private static let shortEndings: Set<String> = [
    "at", "by", "cm", "dt", "eu", "fk", "id", "kg", "km", "lb", "mm", "ms", "no", "nr", "pk", "sk",
    "ts", "uk", "us",
  ]
  private static let partsOfThree: Set<String> = [
    "age", "amt", "avg", "cnt", "cur", "day", "dim", "end", "eur", "fct", "fee", "gbp", "has",
    "job",
    "key", "max", "min", "net", "new", "non", "num", "off", "old", "out", "pct", "qty", "row",
    "sku",
    "src", "stg", "sub", "sum", "tax", "uid", "url", "usd", "utc", "vat", "zip",
  ]
  /// `signon`, `shipto`
  private static let particles: Set<String> = ["in", "of", "on", "to", "up"]

  /// A word of the trade that begins so.
  func terms(beginningWith start: String) -> [String] {
    TradeWords.terms.filter { $0.hasPrefix(start) && $0 != start }
  }

  // MARK: Singular and plural

  /// Whether one of the words is the plural of the other, which is a word.
  func isPlural(_ a: String, _ b: String) -> Bool {
    [(a, b), (b, a)].contains { singular, plural in
      Self.plurals(of: singular).contains(plural) && !Self.otherMeanings.contains(singular)
        && (isTerm(singular) || (singular.utf8.count >= 3 && isNoun(singular)))
    }
  }

  /// Whether one of the words looks like the plural of the other, be they words or not.
  static func mayBePlural(_ a: String, _ b: String) -> Bool {
    plurals(of: a).contains(b) || plurals(of: b).contains(a)
  }

  private func isNoun(_ singular: String) -> Bool {
    switch plainMeaning(of: singular) {
    case .word, .rare, .project, .term: true
    case .abbreviation, .foreign, .inflection, .compound, nil: false
    }
  }

  private static func plurals(of singular: String) -> [String] {
    switch singular {
    case "person": ["people", "persons"]
    case "child": ["children"]
    case "man", "woman": [singular.dropLast(2) + "en"]
    case _ where singular.hasSuffix("y"): [singular + "s", singular.dropLast() + "ies"]
    case _ where ["s", "x", "z", "ch", "sh"].contains { singular.hasSuffix($0) }: [singular + "es"]
    default: [singular + "s", singular + "es"]
    }
  }

  /// Words that are no plural's singular though they look so: `news` are not more than one `new`, `securities` are what
  /// is traded and `security` is what guards.
  private static let otherMeanings: Set<String> = [
    "arm", "bearing", "content", "custom", "damage", "earning", "force", "future", "good", "ground", "interest", "look",
    "manner", "mean", "minute", "moral", "new", "pain", "pant", "physic", "premise", "proceed", "remain", "return",
    "saving", "security", "short", "spirit", "term", "thank", "water", "wit", "wood", "work",
    "a", "i", "hi", "it", "ha", "wa", "thi", "ga", "bas", "las", "pas", "ye", "ta", "do",
  ]
}
