import HealLanguage

/// Tells a mistyped name from another name by their words alone: the word that differs must not
/// be a word, and must be a likely typing error away from one.
///
/// It says nothing of where the names come from: whether the first ever existed, whether the second
/// is free, and whether another candidate passes as well is for the caller to find out.
package struct WordTypo {
  /// What the names name. One thing has one relation, so that `stg_payment` may be `stg_payments`;
  /// but `day` and `days` are two columns.
  package enum Kind: Sendable { case column, relation }

  let kind: Kind
  /// Whether a contract names the meant name as given out, and nothing names the other.
  let isContracted: Bool
  let lexicon: Lexicon

  /// - Parameters:
  ///   - kind: `relation` stands for models, sources, seeds and macros as well.
  ///   - isContracted: whether YAML or readers name the meant name as what is given out, and nothing
  ///     names the other one. Then the mistyped word may be a word that is seldom used (`costumer`),
  ///     and the meant one needs no dictionary.
  ///   - policyWords: words that the project's policy adds, lower-case; they count on both sides.
  ///   - isProjectWord: whether text of the project that is known to work uses a lower-case word.
  package init(
    kind: Kind, isContracted: Bool = false, policyWords: Set<String> = [],
    isProjectWord: @escaping (String) -> Bool = { _ in false }
  ) {
    self.kind = kind
    self.isContracted = isContracted
    lexicon = Lexicon(policyWords: policyWords, isProjectWord: isProjectWord)
  }

  /// Whether `name` is `meant`, mistyped.
  package func verdict(on name: String, meant: String) -> Verdict {
    let (a, b) = (SpeltName(name), SpeltName(meant))
    if name == meant { return .fails(.same) }
    if a.words.isEmpty || b.words.isEmpty { return .fails(.noWords) }
    if a.digits != b.digits { return .fails(.digits) }
    if a.signs != b.signs || a.edges != b.edges { return .fails(.signs) }
    if name.lowercased() == meant.lowercased() { return .passes(.caseOnly) }
    if a.joined == b.joined { return verdict(onSeparatorsOf: a, meant: b) }
    guard a.words.count == b.words.count else { return .fails(.severalWordsDiffer) }
    let differing = a.words.indices.filter { a.words[$0] != b.words[$0] }
    guard differing.count == 1 else { return .fails(.severalWordsDiffer) }
    return verdict(onWord: a.words[differing[0]], meant: b.words[differing[0]])
  }

  /// A separator may be forgotten or be one too many, unless what is written as one is a word of its own: `released_at` is
  /// not `re_leased_at`. One that moved makes other words: `account_sid`, `accounts_id`.
  private func verdict(onSeparatorsOf a: SpeltName, meant b: SpeltName) -> Verdict {
    let (mine, theirs) = (Set(a.ends), Set(b.ends))
    guard mine.isSubset(of: theirs) || theirs.isSubset(of: mine) else { return .fails(.movedSeparators) }
    let shorter = mine.count < theirs.count ? a : b
    let others = Set((mine.count < theirs.count ? b : a).words)
    let joined = shorter.words.first { word in
      guard !others.contains(word) else { return false }
      return switch lexicon.plainMeaning(of: word) {
      case .word, .rare, .project: true
      case .term, .abbreviation, .foreign, .inflection, .compound, nil: false
      }
    }
    return joined.map { .fails(.isWord($0)) } ?? .passes(.separatorsOnly)
  }

  private func verdict(onWord word: String, meant: String) -> Verdict {
    if kind == .relation, lexicon.isPlural(word, meant) { return .passes(.plural(word, meant)) }
    let edit = WordEdit(word, meant)
    if let refusal = refusal(of: edit) { return .fails(refusal) }
    if kind == .column, !isContracted, edit.isStyledName { return .fails(.isStyledName(word)) }
    if let part = differingPart(of: word, meant: meant) {
      return verdict(onWord: part.word, meant: part.meant)
    }
    // By ear, two vowels may be wrong; then only a contract can say so.
    let isByEar = isContracted && edit.count == 2 && isMisspelling(edit)
    if let refusal = refusal(of: edit, meant: meant) ?? (isByEar ? nil : edit.refusal)
      ?? rivalRefusal(of: edit)
    {
      return .fails(refusal)
    }
    return .passes(.oneEdit(word, meant))
  }

  /// Why another word may have been meant. What is a word itself has other words near it in any case,
  /// so that the contract decides.
  private func rivalRefusal(of edit: WordEdit) -> Refusal? {
    if isContracted, lexicon.isInDictionary(edit.word) { return nil }
    return Rivals(lexicon: lexicon, edit: edit).refusal
  }

  /// Where two words were written as one, `customerid`, the one of them that is mistyped.
  private func differingPart(of word: String, meant: String) -> (word: String, meant: String)? {
    guard !lexicon.isWellKnown(meant), let (first, second) = lexicon.parts(of: meant) else {
      return nil
    }
    if word.hasPrefix(first) { return (String(word.dropFirst(first.utf8.count)), second) }
    if word.hasSuffix(second) { return (String(word.dropLast(second.utf8.count)), first) }
    return nil
  }

  /// Why the word that should be mistyped means something.
  private func refusal(of edit: WordEdit) -> Refusal? {
    let word = edit.word
    guard let meaning = lexicon.meaning(of: word) else { return nil }
    return switch meaning {
    case .rare where isContracted && (isMisspelling(edit) || edit.kind == .swapped): nil
    case .foreign where isContracted || kind == .relation && edit.isCertain: nil
    case .foreign: .isForeign(word)
    case .word where isContracted && edit.kind == .swapped: nil
    case .rare, .word, .term: .isWord(word)
    case .abbreviation: .isAbbreviation(word)
    case .project: .isProjectWord(word)
    case .inflection(let stem): .isInflection(word, of: stem)
    case .compound where edit.isCertain: nil
    case .compound(let first, let second): .isCompound(word, first, second)
    }
  }

  /// Whether one word is written for the other by ear (`costumer`) or by typing too
  /// fast. Short words are near to too many.
  private func isMisspelling(_ edit: WordEdit) -> Bool {
    edit.word.utf8.count >= 6
      && (edit.isCertain || Letters.skeleton(edit.word) == Letters.skeleton(edit.meant))
  }

  /// Why nobody can tell that the other word was meant. The fewer letters, the more acronyms that no
  /// list has are near, so that short words must be among those that names are made of.
  private func refusal(of edit: WordEdit, meant: String) -> Refusal? {
    if isContracted {
      let isForm = !lexicon.isWellKnown(meant) && Lexicon.mayBePlural(edit.word, meant)
      return isForm ? .roles(edit.word, meant) : nil
    }
    let isKnown =
      switch min(edit.word.utf8.count, meant.utf8.count) {
      case ...3 where edit.word.utf8.count <= 3: Self.shortTerms.contains(meant)
      case ...4: lexicon.isTerm(meant)
      case 5: lexicon.isEveryday(meant)
      default: lexicon.isWellKnown(meant)
      }
    if isKnown { return kind == .relation || edit.isCertain || lexicon.isUsual(meant) ? nil : .unusual(meant) }
    return lexicon.isInDictionary(meant) ? .tooShort(edit.word) : .meantIsNoWord(meant)
  }

  /// What may be meant by three letters or less: nearly all of them stand for something somewhere.
  private static let shortTerms: Set<String> = ["day", "id", "key", "row", "sku", "tax", "url"]
}
