/// The words that stand around a name that may be mistyped, as far as they tell whether a dictionary can judge it.
struct WordsAround {
  /// Of the names that the inputs give, those of the file where none is known; lower-case letters only.
  private let words: Set<String>
  /// Of the file and of the inputs.
  private let all: Set<String>
  private let lexicon: Lexicon

  /// - Parameters:
  ///   - text: the file.
  ///   - names: what its inputs are known to give; may be empty.
  ///   - leaving: the names that are judged, which say nothing of what is around them.
  init(_ text: String, names: [String], leaving: [String], lexicon: Lexicon) {
    let own = Set(leaving.flatMap(NameSense.words))
    let ofText = Set(text.split { !($0.isLetter || $0 == "_") }.flatMap { NameSense.words(of: String($0)) })
    let ofNames = Set(names.flatMap(NameSense.words))
    words = (ofNames.isEmpty ? ofText : ofNames).subtracting(own).filter(Self.isPlain)
    all = ofText.union(ofNames).subtracting(own).filter(Self.isPlain)
    self.lexicon = lexicon
  }

  private static func isPlain(_ word: String) -> Bool {
    word.utf8.count >= 4 && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// Some of the words, where so many are none that the dictionary knows that it does not know the language of these
  /// names: it can tell no typo there.
  var strangers: [String]? {
    let strangers = words.filter { word in
      switch lexicon.meaning(of: word) {
      case .foreign, nil: true
      case .word, .rare, .term, .abbreviation, .project, .inflection, .compound: false
      }
    }
    return strangers.count >= 3 && strangers.count * 3 >= words.count ? Array(strangers.sorted().prefix(3)) : nil
  }

  /// A word beside it that is its other side: `onnet` of `offnet`, `payout` of `payin`.
  func otherSide(of word: String) -> String? { all.filter { Affixes.areOpposites($0, word) }.min() }
}
