import YAML

/// A place in a YAML file: keys with dots between them; an item of a list stands in brackets, by its index or by its
/// `name`, its text or its only key: `sources[shop].tables[orders].identifier`. The empty path is the whole file.
struct YAMLPath: Hashable {
  enum Step: Hashable {
    case key(String)
    case item(String)
  }

  /// As the rule wrote it.
  let written: String
  let steps: [Step]

  init(_ written: String) {
    self.written = written
    var steps: [Step] = []
    var rest = written[...]
    while let first = rest.first {
      if first == ".", !rest.dropFirst().isEmpty {
        rest = rest.dropFirst()
      } else if first == "[", let end = rest.firstIndex(of: "]") {
        steps.append(.item(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        let end = rest.dropFirst().firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
        steps.append(.key(String(rest[..<end])))
        rest = rest[end...]
      }
    }
    self.steps = steps
  }

  /// How far the path leads in a file.
  struct Reach {
    /// From the root to the last node that is there.
    var nodes: [YAMLNode]
    /// Which pair or item of the node before it each of ``nodes`` is, but the first.
    var indices: [Int] = []
    /// The steps that lead nowhere.
    var open: ArraySlice<Step>

    var node: YAMLNode { nodes[nodes.count - 1] }
    /// What holds ``node``; nil for the root.
    var parent: YAMLNode? { nodes.count > 1 ? nodes[nodes.count - 2] : nil }
    var isComplete: Bool { open.isEmpty }

    /// The keys that are not there; nil where an item is not.
    var openKeys: [String]? {
      let keys = open.compactMap { if case .key(let key) = $0 { key } else { nil } }
      return keys.count == open.count ? keys : nil
    }
  }

  /// Aliases are not followed: what stands behind one stands elsewhere, too.
  func reach(in root: YAMLNode) -> Reach {
    var reach = Reach(nodes: [root], open: steps[...])
    while let step = reach.open.first, let index = Self.index(of: step, in: reach.node) {
      reach.nodes.append(reach.node.children[index])
      reach.indices.append(index)
      reach.open = reach.open.dropFirst()
    }
    return reach
  }

  private static func index(of step: Step, in node: YAMLNode) -> Int? {
    switch (step, node.content) {
    case (.key(let key), .mapping(let pairs, _)):
      return pairs.lastIndex { $0.key.text == key }
    case (.item(let name), .sequence(let items, _)):
      if let index = Int(name) { return items.indices.contains(index) ? index : nil }
      let named = items.indices.filter { items[$0].isCalled(name) }
      return named.count == 1 ? named[0] : nil
    default: return nil
    }
  }
}

extension YAMLNode {
  /// The values of a mapping, the items of a list; none of a scalar and of an alias.
  var children: [YAMLNode] {
    switch content {
    case .mapping(let pairs, _): pairs.map(\.value)
    case .sequence(let items, _): items
    case .scalar, .alias: []
    }
  }

  fileprivate func isCalled(_ name: String) -> Bool {
    if let own = self["name"]?.text { return own == name }
    if let text { return text == name }
    return pairs?.count == 1 && pairs?[0].key.text == name
  }
}
