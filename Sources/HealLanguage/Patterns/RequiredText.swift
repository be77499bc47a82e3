/// What every text that a pattern is found in must hold, for a search that looks at many patterns
/// at once. In doubt it demands nothing.
package struct RequiredText: Hashable, Sendable {
  /// One of these is in the text, both written as ``LiteralText``. Empty when nothing is demanded.
  package var anyOf: [LiteralText]
  /// How many bytes of words a match has at least, holes not counted: how specific the pattern is.
  package var literalBytes: Int
}

extension Pattern {
  /// Reads the demanded text from what was written.
  package var requiredText: RequiredText {
    if form == .skeleton {
      var reader = SkeletonReader(written)
      let tree = reader.read().tree
      return RequiredText(anyOf: tree.demand.best, literalBytes: tree.literalBytes)
    }
    var parser = RegexParser(regex)
    let tree = parser.parse()
    guard !parser.isOpaque, parser.faults.isEmpty else {
      return RequiredText(anyOf: [], literalBytes: 0)
    }
    return RequiredText(anyOf: tree.demand.best, literalBytes: tree.literalBytes)
  }
}

extension Skeleton {
  /// The skeleton as a regex is read; of what is in a hole, nothing is known.
  fileprivate var tree: RegexNode {
    .sequence(
      parts.map { part in
        switch part {
        case .literal(let bytes): .literal(LiteralText(bytes))
        case .space: .literal(.space)
        case .hole: .anything
        }
      })
  }
}

extension RegexNode {
  /// How many bytes of words each match has at least.
  var literalBytes: Int {
    switch self {
    case .empty, .anything, .oneOf, .lookaround: 0
    case .literal(let text): text.hasWords ? text.count : 0
    case .sequence(let nodes): min(nodes.reduce(0) { $0 + $1.literalBytes }, 65_535)
    case .alternatives(let nodes): nodes.map(\.literalBytes).min() ?? 0
    case .capture(_, let node): node.literalBytes
    case .repeated(let node, let minimum, _): min(node.literalBytes * minimum, 65_535)
    }
  }

  /// What the text of each match is or holds.
  fileprivate var demand: Demand {
    switch self {
    case .empty, .lookaround: .nothing
    case .literal(let text): .exactly([text])
    case .oneOf(let texts): .exactly(texts)
    case .anything: .holds(oneOf: [])
    case .capture(_, let node): node.demand
    case .sequence(let nodes): Demand.sequence(nodes.lazy.map(\.demand))
    case .alternatives(let nodes): Demand.either(nodes.map(\.demand))
    case .repeated(let node, let minimum, let maximum):
      node.demand.repeated(minimum: minimum, maximum: maximum)
    }
  }
}

/// What is known of the text that a part of a regex matches.
private enum Demand {
  /// It is one of these. What begins or ends with white space may have more of it in the text.
  case exactly([LiteralText])
  /// It holds one of these; with none given, nothing is known.
  case holds(oneOf: [LiteralText])

  static let nothing = Demand.exactly([LiteralText([])])

  /// More alternatives than this are not kept apart, longer ones not made longer.
  static let mostAlternatives = 16
  static let longest = 48

  /// A set to look for, and empty where there is none.
  var best: [LiteralText] {
    switch self {
    case .exactly(let texts), .holds(oneOf: let texts):
      texts.allSatisfy(\.isWorthLookingFor) ? texts : []
    }
  }

  /// A concatenation. Neighbours whose text is known grow together; where one is not, the better of
  /// what came before and after is kept.
  static func sequence(_ demands: some Sequence<Demand>) -> Demand {
    var run: [LiteralText] = [LiteralText([])]
    var best: [LiteralText] = []
    var isExact = true
    for demand in demands {
      switch demand {
      case .exactly(let texts):
        if run.count == 1, texts.count == 1, run[0].count < longest {
          run[0].append(texts[0])
        } else if let longer = join(run, texts) {
          run = longer
        } else {
          best = better(best, run)
          run = texts
          isExact = false
        }
      case .holds(oneOf: let texts):
        best = better(best, better(run, texts))
        run = [LiteralText([])]
        isExact = false
      }
    }
    return isExact ? .exactly(run) : .holds(oneOf: better(best, run))
  }

  static func either(_ demands: [Demand]) -> Demand {
    var union: Set<LiteralText> = []
    var isExact = true
    for demand in demands {
      switch demand {
      case .exactly(let texts): union.formUnion(texts)
      case .holds(oneOf: let texts):
        isExact = false
        guard !texts.isEmpty else { return .holds(oneOf: []) }
        union.formUnion(texts)
      }
    }
    let texts = union.sorted()
    if isExact && texts.count <= mostAlternatives { return .exactly(texts) }
    return .holds(oneOf: texts.allSatisfy(\.isWorthLookingFor) ? texts : [])
  }

  func repeated(minimum: Int, maximum: Int?) -> Demand {
    if maximum == 0 { return .nothing }
    if case .exactly([.space]) = self {
      return minimum > 0 ? self : .exactly([LiteralText([]), .space])
    }
    switch (minimum, maximum, self) {
    case (1, 1, _): return self
    case (0, 1, .exactly(let texts)): return .either([.exactly(texts), .nothing])
    case (0, _, _): return .holds(oneOf: [])
    case (_, minimum, .exactly) where minimum <= 8:
      return .sequence(repeatElement(self, count: minimum))
    default:
      // The first and the last time stand next to what is around.
      return .holds(oneOf: best)
    }
  }

  /// Each of one with each of the other behind it, or nil where that is too much.
  private static func join(_ left: [LiteralText], _ right: [LiteralText]) -> [LiteralText]? {
    guard left.count * right.count <= mostAlternatives else { return nil }
    if left.contains(where: { $0.count >= longest }) { return nil }
    return Set(left.flatMap { head in right.map { head + $0 } }).sorted()
  }

  /// The set that makes fewer texts candidates: its shortest is longer, or it has fewer.
  private static func better(_ left: [LiteralText], _ right: [LiteralText]) -> [LiteralText] {
    rank(left) >= rank(right) ? left : right
  }

  private static func rank(_ texts: [LiteralText]) -> Int {
    guard !texts.isEmpty, texts.allSatisfy(\.isWorthLookingFor) else { return 0 }
    return (texts.map(\.count).min() ?? 0) * 64 - texts.count
  }
}

extension LiteralText {
  /// Shorter texts are in nearly every message.
  package static let shortestWorthLookingFor = 4

  fileprivate var isWorthLookingFor: Bool { count >= Self.shortestWorthLookingFor && hasWords }
}
