import HealLanguage

extension Rule {
  /// A near miss that has nothing in common with what the rule looks for, where all of its near misses
  /// are such; nil where one of them is near.
  var farNearMiss: RuleTest? {
    let misses = tests.filter { test in
      test.todo == nil && test.expectations.contains { $0.kind == .noMatch }
    }
    let patterns = (matches + exclusions).flatMap(\.alternatives)
    let words = patterns.reduce(into: Set<String>()) {
      $0.formUnion(Self.words(in: $1.literals))
    }
    guard !words.isEmpty, misses.allSatisfy({ Self.isFar($0, from: words) }) else { return nil }
    return misses.first
  }

  private static func isFar(_ test: RuleTest, from words: Set<String>) -> Bool {
    let isGiven = test.givens.contains { if case .fact = $0 { true } else { false } }
    return !isGiven && Self.words(in: test.failure).isDisjoint(with: words)
  }

  /// How the words of a text begin, in lower case; short ones are in any message.
  private static func words(in text: String) -> Set<String> {
    let words = text.lowercased().utf8.split { !CharacterSet.word.contains($0) }
    let starts = words.filter { $0.count >= 3 }.map {
      String(decoding: $0.prefix(4), as: UTF8.self)
    }
    return Set(starts).subtracting(common)
  }

  /// Words that are in any sentence.
  private static let common: Set<String> = [
    "and", "are", "but", "can", "for", "from", "has", "have", "not", "that", "the", "this", "was",
    "were", "will", "with", "you",
  ]
}

extension Pattern {
  /// The plain text in it; holes, groups and sets left out.
  fileprivate var literals: String {
    if form == .skeleton {
      var isInHole = false
      return String(
        written.map { character in
          if character == "<" { isInHole = true }
          defer { if character == ">" { isInHole = false } }
          return isInHole ? " " : character
        })
    }
    var reader = RegexTreeReader(regex)
    guard let tree = reader.read() else { return written }
    let bytes = tree.all.flatMap { part -> [UInt8] in
      guard case .character = part.kind else { return [0x20] }
      return part.letter
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension RegexTree {
  /// A plain character, whichever its case; else a space.
  fileprivate var letter: [UInt8] {
    guard case .character(let set) = kind, !set.hasOthers, let byte = set.sample?.first,
      set.count == 1
        || set.count == 2
          && set == CharacterSet(String(decoding: [byte], as: UTF8.self)).withBothCases
    else { return [0x20] }
    return [byte]
  }
}
