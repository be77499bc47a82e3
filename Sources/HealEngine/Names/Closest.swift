import HealLanguage

/// Whether two names have a word in common that says what they are about, and no other word of one
/// speaks against the other: `ordered_at` and `order_date`, but not `order_id` and `order_date`.
package func sharesWord(_ a: String, _ b: String) -> Bool {
  let (one, other) = (NameSense(a), NameSense(b))
  return !one.topics.isDisjoint(with: other.topics) && one.agrees(with: other)
}

/// The one name of the list that is nearest; nil on a tie or when nothing is near.
///
/// Near is what is spelt nearly alike or shares a word, and whose words do not speak against it.
package func closest(_ name: String, among names: [String]) -> String? {
  let others = Set(names).subtracting([name])
  let near = others.map { (name: $0, nearness: nearness(name, $0)) }
    .filter { $0.nearness >= nearEnough }
    .sorted { ($1.nearness, $0.name) < ($0.nearness, $1.name) }
  guard let best = near.first else { return nil }
  if near.count > 1, best.nearness - near[1].nearness < tieMargin { return nil }
  return best.name
}

/// Below it, names have too little in common to be offered to anyone.
private let nearEnough = 0.5
/// Two names whose nearness differs by less are a tie.
private let tieMargin = 0.04

/// From 0 to 1: the mean of how alike the names are as text and word by word; 0 where a word of one
/// speaks against the other, unless the names differ by a slip of the keyboard.
private func nearness(_ a: String, _ b: String) -> Double {
  let spelling = similarity(a, b)
  let (one, other) = (NameSense(a), NameSense(b))
  let isSlip =
    editDistance(a, b) == 1 && min(a.utf8.count, b.utf8.count) >= 4
    && (one.qualifiers.isSubset(of: other.qualifiers)
      || other.qualifiers.isSubset(of: one.qualifiers))
  guard one.agrees(with: other) || (isSlip && sameDigits(a, b)) else { return 0 }
  return (spelling + wordLikeness(a, b)) / 2
}

private func sameDigits(_ a: String, _ b: String) -> Bool {
  a.utf8.filter(\.isDigit) == b.utf8.filter(\.isDigit)
}

/// Each word's best partner on the other side, averaged over both sides.
private func wordLikeness(_ a: String, _ b: String) -> Double {
  let (mine, theirs) = (NameSense.words(of: a), NameSense.words(of: b))
  guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
  let best = { (word: String, others: [String]) in others.map { likeness(word, $0) }.max() ?? 0 }
  let sum =
    mine.reduce(0) { $0 + best($1, theirs) } + theirs.reduce(0) { $0 + best($1, mine) }
  return sum / Double(mine.count + theirs.count)
}

private func likeness(_ a: String, _ b: String) -> Double {
  NameSense.stem(a) == NameSense.stem(b) ? 1 : similarity(a, b)
}
