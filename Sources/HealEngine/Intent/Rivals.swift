/// Other words that a mistyped one may be.
struct Rivals {
  let lexicon: Lexicon
  let edit: WordEdit

  /// Why the word may be another than the one that is meant.
  var refusal: Refusal? {
    let others = wordsOneEditAway.subtracting([edit.meant]).sorted()
    return (others.first(where: isRival) ?? abbreviated ?? cutShort)
      .map { .ambiguous(edit.word, edit.meant, $0) }
  }

  /// Whether the other word is near enough to the mistyped one, and far enough from the meant one in
  /// what it means, that it matters which of them was meant.
  private func isRival(_ other: String) -> Bool {
    if Affixes.areRoles(other, edit.meant) { return true }
    let likelihood = WordEdit(edit.word, other).likelihood
    if Affixes.areInflections(other, edit.meant) { return likelihood > edit.likelihood }
    guard likelihood >= edit.likelihood else { return false }
    return Affixes.areOpposed(other, edit.meant)
      || (lexicon.isTerm(other) && !lexicon.isTerm(edit.meant))
  }

  /// All well-known words that one edit makes of the mistyped one.
  private var wordsOneEditAway: Set<String> {
    let letters = Array(edit.word.utf8)
    var words: Set<String> = []
    func take(_ candidate: [UInt8]) {
      let word = String(decoding: candidate, as: UTF8.self)
      if lexicon.isEveryday(word) { words.insert(word) }
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

  /// Another word of the trade whose vowels may have been left out: `regn` is nearer to `region` than
  /// to `reign`.
  private var abbreviated: String? {
    let letters = Array(edit.word.utf8)
    guard !edit.isCertain, letters.count <= 6, edit.meant.utf8.count <= 6 else { return nil }
    for place in letters.indices.dropFirst() {
      for next in letters.indices where next >= place {
        for (vowel, other) in Self.twoVowels {
          let word =
            letters[..<place] + [vowel] + letters[place..<next] + [other] + letters[next...]
          let text = String(decoding: word, as: UTF8.self)
          if text != edit.meant, lexicon.isTerm(text) { return text }
        }
      }
    }
    return nil
  }

  /// Another word of the trade of which the mistyped one is the beginning: `purch` is no `perch`.
  private var cutShort: String? {
    let isEnd = edit.meant.hasPrefix(edit.word)
    guard !edit.isCertain, edit.word.utf8.count >= 4, !isEnd else { return nil }
    return lexicon.terms(beginningWith: edit.word).filter {
      !$0.hasPrefix(edit.meant) && $0 != edit.meant
    }.min()
  }

  private static let twoVowels = Letters.vowels.flatMap { a in Letters.vowels.map { (a, $0) } }
}
