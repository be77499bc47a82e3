package import YAML

/// What a YAML text says, whatever its layout: two texts with the same meaning are read alike.
indirect enum YAMLMeaning: Hashable {
  case text(String)
  /// A plain value that readers may take for a number, a truth value, a date or nothing.
  case typed(String)
  case list([YAMLMeaning])
  case mapping([Pair])

  struct Pair: Hashable {
    var key: YAMLMeaning
    var value: YAMLMeaning
  }

  init(_ node: YAMLNode) {
    if let items = node.items {
      self = .list(items.map { Self($0) })
    } else if let pairs = node.pairs {
      self = .mapping(pairs.map { Pair(key: Self($0.key), value: Self($0.value)) })
    } else {
      self = Self.scalar(node.resolved)
    }
  }

  private static let typedWords: Set<String> = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func scalar(_ node: YAMLNode) -> YAMLMeaning {
    guard case .scalar(let text, let style) = node.content else { return .text("") }
    let isTyped =
      typedWords.contains(text.lowercased())
      || text.utf8.first.map { $0.isDigit || "+-.".utf8.contains($0) } ?? true
    return style == .plain && isTyped ? .typed(text) : .text(text)
  }
}

/// How far in a text's collections stand in the collections around them, each way once: a tidy text has few.
struct IndentationSteps: Hashable {
  private(set) var steps: Set<Step> = []

  struct Step: Hashable {
    var isItem: Bool
    var holdsItems: Bool
    var width: Int
  }

  init(_ root: YAMLNode) { add(root) }

  private mutating func add(_ node: YAMLNode) {
    switch node.content {
    case .sequence(let items, .block):
      for item in items { add(item, in: node, isItem: true) }
    case .mapping(let pairs, .block):
      for pair in pairs { add(pair.value, in: node, isItem: false) }
    default: return
    }
  }

  private mutating func add(_ child: YAMLNode, in parent: YAMLNode, isItem: Bool) {
    let holdsItems: Bool
    switch child.content {
    case .sequence(_, .block): holdsItems = true
    case .mapping(_, .block): holdsItems = false
    default: return
    }
    let width = child.span.start.column - parent.span.start.column
    steps.insert(Step(isItem: isItem, holdsItems: holdsItems, width: width))
    add(child)
  }
}

/// What a node says, whatever its layout: equal for nodes that say the same.
package func yamlMeaning(of node: YAMLNode) -> String { String(describing: YAMLMeaning(node)) }
