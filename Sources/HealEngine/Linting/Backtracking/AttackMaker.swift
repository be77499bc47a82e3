import HealLanguage

/// Makes the texts that a regex might take long for. What they do is for ``BacktrackingTrial`` to see.
struct AttackMaker {
  /// Words that must be in the text, for heal tries no pattern otherwise.
  private let required: [UInt8]
  private let tree: RegexTree
  /// Punctuation that the regex asks for: where a repeat takes it too, it does not part them.
  private let marks: [UInt8]
  private let last: UInt8?
  private(set) var attacks: [Attack] = []
  private var seen: Set<Attack> = []

  /// The tree is what was read of the pattern.
  init(_ pattern: Pattern, tree: RegexTree) {
    self.tree = tree
    required = pattern.requiredText.anyOf.first?.bytes ?? []
    let plain = tree.all.compactMap(\.plainByte).filter { !CharacterSet.word.contains($0) }
    marks = Array(Set(plain).subtracting([0x20]).sorted().prefix(3))
    last = tree.items.lazy.reversed().compactMap(\.plainByte).first
    visit(tree, before: [])
  }

  private static let most = 48

  /// Walks to every long repeat, keeping a text that leads there.
  private mutating func visit(_ part: RegexTree, before: [UInt8]) {
    guard attacks.count < Self.most else { return }
    switch part.kind {
    case .character, .anchor, .unknown, .lookaround(_, isNegative: true): break
    case .sequence(let items):
      var before = before
      for item in items {
        visit(item, before: before)
        before += item.sample
      }
    case .alternatives(let items): items.forEach { visit($0, before: before) }
    case .group(let inner, _), .lookaround(let inner, _): visit(inner, before: before)
    case .repeated(let inner, let times):
      if times.isLong { pump(part, inner, before: before) }
      visit(inner, before: before)
    }
  }

  private mutating func pump(_ part: RegexTree, _ inner: RegexTree, before: [UInt8]) {
    let ends = Self.ends(for: part.characters)
    for pump in pumps(of: inner) {
      for end in ends {
        add(Attack(head: before, pump: pump, tail: end, part: part.range))
      }
    }
  }

  /// Texts that the body of a repeat takes: a whole one, and single characters that it shares with
  /// other repeats.
  private func pumps(of inner: RegexTree) -> [[UInt8]] {
    var pumps: [[UInt8]] = [inner.sample]
    let own = inner.characters
    for repeated in tree.all {
      guard case .repeated(let other, let times) = repeated.kind, times.isLong else { continue }
      let shared = own.intersection(other.characters)
      if let byte = shared.sample { pumps.append(byte) }
    }
    pumps += marks.filter(own.contains).map { [$0] }
    for part in inner.all {
      if case .alternatives(let branches) = part.kind { pumps += branches.map(\.sample) }
    }
    var known: Set<[UInt8]> = []
    return Array(pumps.filter { !$0.isEmpty && known.insert($0).inserted }.prefix(6))
  }

  /// Characters that the repeat does not take.
  private static func ends(for taken: CharacterSet) -> [[UInt8]] {
    let ends = ["!", "\n", " ", "\u{1}"].map { Array($0.utf8) }
    let spoiling = ends.filter { !taken.contains($0[0]) }
    return spoiling.isEmpty ? [[]] : Array(spoiling.prefix(2))
  }

  /// With the words that must be there at the end, and where the text has them not, at the start; and
  /// with the last plain character of the regex, without which PCRE2 does not even begin.
  private mutating func add(_ attack: Attack) {
    var attack = attack
    var behind = attack
    if !attack.head.holds(required) { behind.tail += required }
    if let last, !behind.tail.contains(last) {
      behind.tail.append(last)
      attack.tail.append(last)
    }
    if seen.insert(behind).inserted { attacks.append(behind) }
    guard behind.tail != attack.tail else { return }
    var before = attack
    before.head = required + [0x0A] + attack.head
    if seen.insert(before).inserted { attacks.append(before) }
  }
}

extension [UInt8] {
  fileprivate func holds(_ words: [UInt8]) -> Bool {
    words.isEmpty || LiteralText(self).bytes.firstRange(of: words) != nil
  }
}
