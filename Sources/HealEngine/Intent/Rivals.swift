/// Other words that a mistyped one may be.
struct Rivals {
  let lexicon: Lexicon
  let slip: Slip

  /// Why the word may be another than the one that is meant.
  var refusal: Refusal? {
    let others = wordsOneEditAway.subtracting([slip.meant]).sorted()
    if slip.edits > 1 { return others.first.map { .nearer(slip.word, $0) } }
    return (others.first(where: isRival) ?? abbreviated ?? cutShort)
      .map { .ambiguous(slip.word, slip.meant, $0) }
  }

  /// Whether the other word is near enough to the mistyped one, and far enough from the meant one in
  /// what it means, that it matters which of them was meant.
  private func isRival(_ other: String) -> Bool {
    if Affixes.areRoles(other, slip.meant) { return true }
    let likelihood = Slip(slip.word, other).likelihood
    if Affixes.areInflections(other, slip.meant) { return likelihood > slip.likelihood }
    guard likelihood >= slip.likelihood else { return false }
    return Affixes.areOpposed(other, slip.meant)
      || (lexicon.isTerm(other) && !lexicon.isTerm(slip.meant))
  }

  /// All well-known words that one edit makes of the mistyped one.
  private var wordsOneEditAway: Set<String> {
    let letters = Array(slip.word.utf8)
    var words: Set<String> = []
    func take(_ candidate: [UInt8]) {
      let word = String(decoding: candidate, as: UTF8.self)
      if isKnown(word) { words.insert(word) }
    }
    for place in 0...letters.count {
      let (head, tail) = (Array(letters[..<place]), Array(letters[place...]))
      for letter in Letters.all { take(head + [letter] + tail) }
      guard let first = tail.first else { continue }
      take(head + tail.dropFirst())
      for letter in Letters.all where letter != first { take(head + [letter] + tail.dropFirst()) }
      if tail.count >= 2 { take(head + [tail[1], first] + tail.dropFirst(2)) }
    }
    return words
  }

  /// Two edits away, any word that is nearer is the better reading.
  private func isKnown(_ word: String) -> Bool {
    slip.edits > 1 ? lexicon.isInDictionary(word) : lexicon.isEveryday(word)
  }

  /// Another word of the trade whose vowels may have been left out: `regn` is nearer to `region` than
  /// to `reign`.
  private var abbreviated: String? {
    let letters = Array(slip.word.utf8)
    guard !slip.isCertain, letters.count <= 6, slip.meant.utf8.count <= 6 else { return nil }
    for place in letters.indices.dropFirst() {
      for next in letters.indices where next >= place {
        for (vowel, other) in Self.twoVowels {
          let word =
            letters[..<place] + [vowel] + letters[place..<next] + [other] + letters[next...]
          let text = String(decoding: word, as: UTF8.self)
          if text != slip.meant, lexicon.isTerm(text) { return text }
        }
      }
    }
    return nil
  }

  /// Another word of the trade of which the mistyped one is the beginning: `purch` is no `perch`.
  private var cutShort: String? {
    let isEnd = slip.meant.hasPrefix(slip.word)
    guard !slip.isCertain, slip.word.utf8.count >= 4, !isEnd else { return nil }
    return lexicon.terms(beginningWith: slip.word).filter {
      !$0.hasPrefix(slip.meant) && $0 != slip.meant
    }.min()
  }

  private static let twoVowels = Letters.vowels.flatMap { a in Letters.vowels.map { (a, $0) } }
}
