extension WordTypo {
  /// What was found: that one name is the other, mistyped, or the test that it failed.
  package enum Verdict: Equatable, Sendable {
    case passes(Reason)
    case fails(Refusal)

    package var passes: Bool {
      switch self {
      case .passes: true
      case .fails: false
      }
    }

    /// Part of a sentence: `custmer is no word, customer is one`.
    package var explanation: String {
      switch self {
      case .passes(let reason): reason.explanation
      case .fails(let refusal): refusal.explanation
      }
    }
  }

  /// Why a name is the other one, mistyped.
  package enum Reason: Equatable, Sendable {
    case caseOnly
    case separatorsOnly
    case plural(String, String)
    case oneEdit(String, String)

    var explanation: String {
      switch self {
      case .caseOnly: "the names differ in upper and lower case only"
      case .separatorsOnly: "the names differ in the separators between their words only"
      case .plural(let a, let b): "\(a) and \(b) are singular and plural of one word"
      case .oneEdit(let word, let meant): "\(word) is not a word and is one edit away from \(meant)"
      }
    }
  }
}

/// The test that a name failed, so that it is not the other one, mistyped.
package enum Refusal: Equatable, Sendable {
  case same
  case noWords
  case digits
  case signs
  case movedSeparators
  case isStyledName(String)
  case severalWordsDiffer
  case isWord(String)
  case isAbbreviation(String)
  case isForeign(String)
  case isProjectWord(String)
  case isInflection(String, of: String)
  case isCompound(String, String, String)
  case meantIsNoWord(String)
  case unusual(String)
  case tooFar(String, String)
  case tooShort(String)
  case roles(String, String)
  case negation(String, String)
  case adds(String, to: String)
  case abbreviates(String, String)
  case ambiguous(String, String, String)

  /// Part of a sentence: `payee is a word`.
  package var explanation: String {
    switch self {
    case .same: "the names are the same"
    case .noWords: "a name without letters cannot be judged"
    case .digits: "the names differ in their digits"
    case .signs: "the names differ in the characters around or between their words"
    case .movedSeparators: "the names have their separators in other places, which makes other words"
    case .isStyledName(let word): "\(word) is spelt as names of companies and products are"
    case .severalWordsDiffer: "the names differ in more than one word"
    case .isWord(let word): "\(word) is a word"
    case .isAbbreviation(let word): "\(word) is a known abbreviation or name"
    case .isForeign(let word): "\(word) is a word of another language"
    case .isProjectWord(let word): "\(word) is a word of this project"
    case .isInflection(let word, let stem): "\(word) is a form of \(stem)"
    case .isCompound(let word, let a, let b): "\(word) reads as \(a) and \(b)"
    case .meantIsNoWord(let word): "\(word) is not in the dictionary"
    case .unusual(let word): "\(word) is no word of the trade, and nothing else in the project says it"
    case .tooFar(let a, let b): "\(a) and \(b) differ by more than a typo"
    case .tooShort(let word): "\(word) is too short to tell a typo from another word"
    case .roles(let a, let b): "\(a) and \(b) are two roles or forms of one stem"
    case .negation(let a, let b): "\(a) and \(b) differ in a prefix that changes the meaning"
    case .adds(let word, let meant): "\(word) adds to \(meant) what may have a meaning"
    case .abbreviates(let word, let meant):
      "\(word) may be an abbreviation rather than a mistyped \(meant)"
    case .ambiguous(let word, let meant, let other): "\(word) may be \(other) as well as \(meant)"
    }
  }
}
