import HealLanguage

/// The words of a name and what they stand for: `ordered_at` is about an order, and is a time.
struct NameSense {
  /// Stems of the words that say what the name is about.
  var topics: Set<String> = []
  /// What kind of thing it is: a time, a key.
  var kinds: Set<Kind> = []
  /// Words that change the meaning where only one of two names has them: units, digits, negations.
  var qualifiers: Set<String> = []

  enum Kind: Hashable { case time, key, text, amount, flag }

  init(_ name: String) {
    for word in Self.words(of: name) { take(word) }
  }

  private mutating func take(_ spelling: String) {
    let word = Self.units[spelling] ?? spelling
    if let kind = Self.kindWords[word] {
      kinds.insert(kind)
    } else if Self.qualifierWords.contains(word) || word.utf8.allSatisfy(\.isDigit) {
      qualifiers.insert(word)
    } else {
      topics.insert(Self.stem(word))
    }
  }

  /// Whether no word of one name speaks against the other: same units, digits and negations, no two
  /// different kinds, and not each a topic that the other lacks and is not merely spelt otherwise.
  func agrees(with other: NameSense) -> Bool {
    guard qualifiers == other.qualifiers else { return false }
    guard kinds.isEmpty || other.kinds.isEmpty || !kinds.isDisjoint(with: other.kinds) else {
      return false
    }
    let mine = topics.subtracting(other.topics)
    let theirs = other.topics.subtracting(topics)
    return mine.isEmpty || theirs.isEmpty || Self.areSpeltAlike(mine, theirs)
  }

  /// Every word left over on one side has its misspelling on the other.
  private static func areSpeltAlike(_ mine: Set<String>, _ theirs: Set<String>) -> Bool {
    mine.count == theirs.count
      && mine.allSatisfy { word in theirs.contains { isMisspelling(word, $0) } }
  }

  private static func isMisspelling(_ a: String, _ b: String) -> Bool {
    let distance = editDistance(a, b)
    return distance <= 1 || (distance == 2 && min(a.utf8.count, b.utf8.count) >= 5)
      || isAbbreviation(a, b) || isAbbreviation(b, a)
  }

  /// `qty` of `quantity`, `cust` of `customer`: the letters in their order, the first one the same.
  private static func isAbbreviation(_ short: String, _ long: String) -> Bool {
    guard short.utf8.count >= 3, short.utf8.count < long.utf8.count,
      short.utf8.first == long.utf8.first
    else { return false }
    var rest = long.utf8[...]
    return short.utf8.allSatisfy { letter in
      guard let index = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: index)...]
      return true
    }
  }
}

extension NameSense {
  /// The words of a name, lower-case: `OrderDate2` is order, date and 2.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var last = Letter.other
    for scalar in name.unicodeScalars {
      let letter = Letter(scalar)
      if letter == .other || last.ends(before: letter), !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
      if letter != .other { word.unicodeScalars.append(scalar) }
      last = letter
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }

  private enum Letter {
    case lower, upper, digit, other

    init(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      self =
        properties.numericType != nil
        ? .digit
        : properties.isUppercase ? .upper : properties.isAlphabetic ? .lower : .other
    }

    func ends(before next: Letter) -> Bool {
      switch (self, next) {
      case (.lower, .upper), (.digit, .lower), (.digit, .upper), (.lower, .digit), (.upper, .digit):
        true
      default: false
      }
    }
  }

  /// Plural and past forms brought together: `orders`, `ordered` and `ordering` are `order`.
  static func stem(_ word: String) -> String {
    for (ending, replacement) in [("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")]
    where word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= 3
      && !word.hasSuffix("ss")
    {
      return withoutFinalE(single(word.dropLast(ending.count)) + replacement)
    }
    return withoutFinalE(word[...])
  }

  /// `shipp` of `shipped` is `ship`; what ends in two of these letters by itself keeps them: `bill`, `pass`.
  private static func single(_ stem: Substring) -> Substring {
    guard stem.utf8.count > 3, let last = stem.last, stem.dropLast().last == last,
      "bdgmnprt".contains(last)
    else { return stem }
    return stem.dropLast()
  }

  private static func withoutFinalE(_ word: Substring) -> String {
    word.utf8.count > 3 && word.hasSuffix("e") ? String(word.dropLast()) : String(word)
  }

  private static let kindWords: [String: Kind] = [
    "at": .time, "on": .time, "date": .time, "day": .time, "dt": .time, "ts": .time, "time": .time,
    "timestamp": .time, "datetime": .time,
    "id": .key, "ids": .key, "key": .key, "pk": .key, "fk": .key, "sk": .key, "uuid": .key,
    "guid": .key,
    "name": .text, "label": .text, "title": .text, "description": .text, "desc": .text,
    "count": .amount, "cnt": .amount, "num": .amount, "amount": .amount, "amt": .amount,
    "total": .amount, "sum": .amount,
    "is": .flag, "has": .flag, "flag": .flag,
  ]

  /// The same unit spelt otherwise.
  private static let units: [String: String] = [
    "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg",
    "gram": "g", "grams": "g", "kilometer": "km", "kilometers": "km", "kilometre": "km",
    "kilometres": "km", "cent": "cents", "percent": "pct", "percentage": "pct",
    "sec": "seconds", "secs": "seconds", "mins": "minutes", "hrs": "hours", "millis": "ms",
    "milliseconds": "ms",
  ]

  private static let qualifierWords: Set<String> = [
    "kg", "g", "km", "cents", "usd", "eur", "gbp", "pct", "ratio", "ms", "seconds", "minutes",
    "hours", "days", "weeks", "months", "years", "kb", "mb", "gb", "gross", "net", "utc", "local",
    "not", "non", "no", "un", "in", "active", "inactive", "min", "max", "avg", "mean", "median",
    "first", "last", "start", "end", "old", "new", "prev", "previous", "next", "from", "to",
    "created", "updated", "deleted", "opened", "closed", "paid", "unpaid", "valid", "invalid",
  ]
}

/// The words of a name, in lower case: `OrderDate2` is order, date and 2.
package func nameWords(_ name: String) -> [String] { NameSense.words(of: name) }
