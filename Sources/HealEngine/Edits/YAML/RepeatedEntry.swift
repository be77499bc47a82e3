import YAML

/// Takes away what a YAML file says a second time in the same words: an item of a list that is called so, or a key of a
/// mapping.
struct RepeatedEntry {
  /// The `name` of the item, or the key.
  let name: String

  /// - Throws: where nothing of the name stands twice in one place, or the two say different things.
  func edits(in text: [UInt8], file: String) throws(EditRefusal) -> [TextEdit] {
    let editor = try YAMLEditor(text, file: file)
    let pairs = Self.pairs(called: name, in: editor.root, [])
    guard pairs.count == 1, let pair = pairs.first else {
      throw EditRefusal("\(pairs.count) times “\(name)” stands twice in one place of \(file)")
    }
    guard YAMLMeaning(pair.first) == YAMLMeaning(pair.second) else {
      throw EditRefusal("the two “\(name)” of \(file) say different things")
    }
    return try editor.removing(at: pair.place)
  }

  private struct Pair {
    var first: YAMLNode
    var second: YAMLNode
    /// Where the second one stands, from the root down.
    var place: [Int]
  }

  private static func pairs(called name: String, in node: YAMLNode, _ place: [Int]) -> [Pair] {
    var found: [Pair] = []
    let children: [(node: YAMLNode, isCalled: Bool)]
    switch node.content {
    case .sequence(let items, _): children = items.map { ($0, $0["name"]?.text == name) }
    case .mapping(let pairs, _): children = pairs.map { ($0.value, $0.key.text == name) }
    case .scalar, .alias: return []
    }
    let called = children.indices.filter { children[$0].isCalled }
    if called.count == 2 {
      found.append(
        Pair(first: children[called[0]].node, second: children[called[1]].node, place: place + [called[1]]))
    }
    for (index, child) in children.enumerated() where !(called.count == 2 && called.contains(index)) {
      found += pairs(called: name, in: child.node, place + [index])
    }
    return found
  }
}
