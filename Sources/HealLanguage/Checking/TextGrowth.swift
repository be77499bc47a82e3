/// How much an expression may give, measured before anything runs.
///
/// The unit is one input: a capture, a fact, an answer of the project or a text of the rule. `"${a}${a}"` gives two
/// of them, and a `let` of two such `let`s four.
struct TextGrowth: Hashable, Sendable {
  /// How many inputs the value may hold.
  var copies: Double
  /// How many `let`s must be evaluated one inside the other.
  var depth: Int

  static let input = TextGrowth(copies: 1, depth: 0)

  /// More copies are refused: what a message, a title or a file needs is a hundred times smaller.
  static let mostCopies = 1_000.0
  /// Longer chains are refused: each link is a call inside a call.
  static let longestChain = 100
}

extension TextGrowth {
  /// What holds all of these.
  fileprivate static func sum(_ parts: [TextGrowth]) -> TextGrowth {
    TextGrowth(
      copies: max(1, parts.reduce(0) { $0 + $1.copies }), depth: parts.map(\.depth).max() ?? 0)
  }

  /// What holds one of these.
  fileprivate static func most(_ parts: [TextGrowth]) -> TextGrowth {
    TextGrowth(
      copies: parts.map(\.copies).max() ?? 1, depth: parts.map(\.depth).max() ?? 0)
  }
}

extension Expression {
  /// The growth of the expression, given that of each `let` it may name.
  func growth(_ bindings: [String: TextGrowth]) -> TextGrowth {
    switch kind {
    case .literal, .capture, .fact: .input
    case .binding(let name): bindings[name] ?? .input
    case .template(let template):
      .sum(
        template.parts.compactMap { part in
          if case .expression(let inner) = part { inner.growth(bindings) } else { nil }
        })
    case .list(let items): .sum(items.map { $0.growth(bindings) })
    case .not(let operand), .matches(let operand, _):
      TextGrowth(copies: 1, depth: operand.growth(bindings).depth)
    case .and(let left, let right), .or(let left, let right), .compare(let left, _, let right):
      TextGrowth(
        copies: 1, depth: max(left.growth(bindings).depth, right.growth(bindings).depth))
    case .call(let function, let arguments):
      Self.growth(of: function, arguments, arguments.map { $0.growth(bindings) })
    }
  }

  private static func growth(
    of function: Function, _ arguments: [Expression], _ growths: [TextGrowth]
  ) -> TextGrowth {
    var growth = TextGrowth.most(growths)
    switch function {
    case .replaceAll:
      growth.copies = growths[0].copies * factor(arguments[1], arguments[2], growths[2])
    case .join: growth.copies = growths[0].copies * factor(nil, arguments[1], growths[1])
    default: break
    }
    return growth
  }

  /// Of an input that takes the place of a byte, as far as the rule tells: it may be longer.
  private static let inputLength = 10.0

  /// How many times as long a text may become when `old`, one byte where it is not known, becomes `new`.
  private static func factor(
    _ old: Expression?, _ new: Expression, _ growth: TextGrowth
  ) -> Double {
    guard case .literal(.text(let new)) = new.kind else { return growth.copies * inputLength }
    guard case .literal(.text(let old)) = old?.kind else { return max(1, Double(new.utf8.count)) }
    return max(1, Double(new.utf8.count) / Double(max(1, old.utf8.count)))
  }
}
