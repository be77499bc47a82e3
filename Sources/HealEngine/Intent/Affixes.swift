/// Endings and beginnings that make another thing of a word.
enum Affixes {
  /// Two who stand on the two sides of one deed: `payer` and `payee`.
  static func areRoles(_ a: String, _ b: String) -> Bool {
    guard let stem = stem(of: a, before: "ee") ?? stem(of: b, before: "ee") else { return false }
    let other = a.hasSuffix("ee") ? b : a
    return ["er", "or", "ant", "ent"].contains { self.stem(of: other, before: $0) == stem }
  }

  private static func stem(of word: String, before ending: String) -> Substring? {
    word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + 3
      ? word.dropLast(ending.utf8.count) : nil
  }

  /// Whether the word is the other with a beginning that turns or shifts its meaning.
  static func isPrefixed(_ word: String, _ stem: String) -> Bool {
    word.utf8.count > stem.utf8.count && word.hasSuffix(stem)
      && prefixes.contains(String(word.dropLast(stem.count)))
  }

  private static let prefixes: Set<String> = [
    "un", "in", "im", "il", "ir", "dis", "non", "de", "re", "pre", "post", "sub", "anti", "over",
    "under", "out", "mis", "co", "bi", "ex", "up", "down", "no", "is", "a", "e", "i", "x",
  ]

  /// Whether the words differ in an ending of grammar alone: `day` and `days`, `order` and `ordered`.
  static func areInflections(_ a: String, _ b: String) -> Bool {
    NameSense.stem(a) == NameSense.stem(b)
  }

  /// Whether the words are the two sides of something, so that a reading as one speaks against the other.
  static func areOpposed(_ a: String, _ b: String) -> Bool {
    areRoles(a, b) || isPrefixed(a, b) || isPrefixed(b, a) || sharesOpposed(a, b)
  }

  /// Whether two words that no dictionary need have are the two sides of one thing: `onnet` and `offnet`, `payin` and
  /// `payout`.
  static func areOpposites(_ a: String, _ b: String) -> Bool {
    let ends = [("in", "out"), ("on", "off"), ("up", "down")]
    return a != b && (sharesOpposed(a, b) || ends.contains { one, other in
      (a.hasSuffix(one) && b.hasSuffix(other) && a.dropLast(one.count) == b.dropLast(other.count))
        || (a.hasSuffix(other) && b.hasSuffix(one) && a.dropLast(other.count) == b.dropLast(one.count))
    })
  }

  /// `included` and `excluded`, `import` and `export`.
  private static func sharesOpposed(_ a: String, _ b: String) -> Bool {
    opposedBeginnings.contains { one, other in
      (a.hasPrefix(one) && b.hasPrefix(other) && a.dropFirst(one.count) == b.dropFirst(other.count))
        || (a.hasPrefix(other) && b.hasPrefix(one)
          && a.dropFirst(other.count) == b.dropFirst(one.count))
    }
  }

  private static let opposedBeginnings = [
    ("in", "ex"), ("im", "ex"), ("in", "out"), ("up", "down"), ("over", "under"), ("pre", "post"),
    ("as", "de"), ("on", "off"), ("inter", "intra"), ("en", "dis"), ("un", "re"), ("dis", "re"),
    ("de", "re"), ("sub", "super"), ("hyper", "hypo"), ("macro", "micro"), ("max", "min"),
    ("un", "in"),
  ]
}
