/// Which tokens stand in which branch of which `{% if %}`.
struct JinjaBranches {
  /// How many branches each `{% if %}` has, `else` included, in source order.
  private var counts: [Int] = []

  /// One branch of one `{% if %}`.
  struct Branch: Hashable {
    var block: Int
    var index: Int
  }

  struct Placed {
    var token: SQLToken
    /// From the outermost block inwards.
    var path: [Branch]
  }

  private enum Block {
    case branches(Int)
    /// A loop and other blocks whose content is part of the query.
    case open
    /// A definition, whose content is not.
    case hidden
  }

  /// More than this and the text is too varied to be sure of.
  private static let mostChoices = 32

  /// The tokens outside definitions, each with the branches it stands in.
  mutating func place(_ tokens: [SQLToken], of bytes: [UInt8]) throws(EditRefusal) -> [Placed] {
    var blocks: [Block] = []
    var path: [Branch] = []
    var hidden = 0
    var placed: [Placed] = []
    for token in tokens {
      guard token.kind == .jinjaStatement else {
        if hidden == 0 { placed.append(Placed(token: token, path: path)) }
        continue
      }
      let keyword = JinjaTag.keyword(of: token.range, in: bytes)
      switch keyword {
      case "if":
        counts.append(1)
        blocks.append(.branches(counts.count - 1))
        path.append(Branch(block: counts.count - 1, index: 0))
      case "elif", "else":
        guard case .branches(let block)? = blocks.last else { continue }
        path[path.count - 1].index = counts[block]
        counts[block] += 1
      case "for", "filter", "snapshot", "raw": blocks.append(.open)
      case "macro", "call", "test", "materialization", "docs", "autoescape":
        blocks.append(.hidden)
        hidden += 1
      case "set" where !bytes[token.range].contains(UInt8(ascii: "=")):
        blocks.append(.hidden)
        hidden += 1
      default:
        guard keyword.hasPrefix("end") else { continue }
        guard let block = blocks.popLast() else { throw JinjaBranches.unbalanced(token, bytes) }
        if case .branches = block { path.removeLast() }
        if case .hidden = block { hidden -= 1 }
      }
    }
    guard blocks.isEmpty else { throw EditRefusal("a Jinja block is never closed") }
    return placed
  }

  /// For each `{% if %}` the branch to take, so often that every path is taken once.
  func choices(covering paths: [[Branch]]) throws(EditRefusal) -> [[Int]] {
    let most = counts.max() ?? 1
    var choices = (0..<most).map { index in counts.map { min(index, $0 - 1) } }
    for path in Set(paths).sorted(by: JinjaBranches.precedes)
    where !choices.contains(where: { isShown(path, in: $0) }) {
      var choice = choices[0]
      for branch in path { choice[branch.block] = branch.index }
      choices.append(choice)
    }
    guard choices.count <= JinjaBranches.mostChoices else {
      throw EditRefusal("its Jinja has too many branches to follow")
    }
    return choices
  }

  func isShown(_ path: [Branch], in choice: [Int]) -> Bool {
    path.allSatisfy { choice[$0.block] == $0.index }
  }

  private static func precedes(_ left: [Branch], _ right: [Branch]) -> Bool {
    left.lexicographicallyPrecedes(right) { ($0.block, $0.index) < ($1.block, $1.index) }
  }

  private static func unbalanced(_ token: SQLToken, _ bytes: [UInt8]) -> EditRefusal {
    EditRefusal(
      "the Jinja block that ends on line \(lineNumber(of: token.range.lowerBound, in: bytes)) never began"
    )
  }
}
