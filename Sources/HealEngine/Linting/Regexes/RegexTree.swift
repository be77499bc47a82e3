/// A part of a regex as lints look at it: which characters it takes, what repeats, and where each
/// part stands. ``RegexTreeReader`` makes it from patterns that have compiled.
struct RegexTree: Hashable {
  var kind: Kind
  /// UTF-8 offsets in the regex.
  var range: Range<Int>
  /// What a character beyond ASCII is, where it stands for itself.
  var spelling: [UInt8]?

  indirect enum Kind: Hashable {
    /// One character of these.
    case character(CharacterSet)
    case sequence([RegexTree])
    case alternatives([RegexTree])
    case group(RegexTree, Group)
    case lookaround(RegexTree, isNegative: Bool)
    case repeated(RegexTree, Repeat)
    case anchor(Anchor)
    /// A reference back, or anything else whose text is not known.
    case unknown
  }

  enum Group: Hashable { case plain, atomic, numbered, named(String) }

  enum Anchor: Hashable {
    /// `^` and `$`; with `m` at each line.
    case start(ofLine: Bool), end(ofLine: Bool)
    /// `\b`, `\A` and the like, options and comments.
    case other
  }

  struct Repeat: Hashable {
    var minimum: Int
    /// nil is without end.
    var maximum: Int?
    var greed: Greed

    enum Greed: Hashable { case greedy, lazy, possessive }

    /// Whether there is so much room that a search may take long.
    var isLong: Bool { maximum.map { $0 - minimum >= 32 } ?? true }
  }
}

extension RegexTree {
  /// The parts, in their order, of a sequence; groups without a name or a number are looked through.
  var items: [RegexTree] {
    switch kind {
    case .sequence(let items): items.flatMap(\.items)
    case .group(let inner, .plain):
      if case .alternatives = inner.kind { [self] } else { inner.items }
    default: [self]
    }
  }

  var children: [RegexTree] {
    switch kind {
    case .character, .anchor, .unknown: []
    case .sequence(let items), .alternatives(let items): items
    case .group(let inner, _), .lookaround(let inner, _), .repeated(let inner, _): [inner]
    }
  }

  /// This part and all inside of it, outermost first.
  var all: [RegexTree] { [self] + children.flatMap(\.all) }

  var hasCaptures: Bool {
    all.contains {
      switch $0.kind {
      case .group(_, .named), .group(_, .numbered): true
      default: false
      }
    }
  }

  var hasUnknown: Bool { all.contains { $0.kind == .unknown } }

  /// The characters that it may take, all together.
  var characters: CharacterSet {
    switch kind {
    case .character(let set): set
    case .unknown: .all
    case .anchor, .lookaround: CharacterSet()
    default: children.reduce(CharacterSet()) { $0.union($1.characters) }
    }
  }

  /// Whether it may take nothing.
  var isOptional: Bool {
    switch kind {
    case .character: false
    case .unknown, .anchor, .lookaround: true
    case .sequence(let items): items.allSatisfy(\.isOptional)
    case .alternatives(let items): items.contains(where: \.isOptional)
    case .group(let inner, _): inner.isOptional
    case .repeated(let inner, let times): times.minimum == 0 || inner.isOptional
    }
  }

  /// The one byte that it takes where it is a plain character.
  var plainByte: UInt8? {
    if case .character(let set) = kind { set.only } else { nil }
  }

  /// A text that it takes, as short as is easily found.
  var sample: [UInt8] {
    switch kind {
    case .character(let set): spelling ?? set.sample ?? []
    case .unknown, .anchor, .lookaround: []
    case .sequence(let items): items.flatMap(\.sample)
    case .alternatives(let items): items.first?.sample ?? []
    case .group(let inner, _): inner.sample
    case .repeated(let inner, let times):
      Array(repeatElement(inner.sample, count: min(times.minimum, 100)).joined())
    }
  }
}
