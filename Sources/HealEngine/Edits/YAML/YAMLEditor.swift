import YAML

/// Changes a YAML file by its nodes, and holds each change to what it was to be: the file, read again, must say
/// exactly that, or the change is refused.
///
/// Block and flow style, indentation, line ends and comments stay as they are; the comments of a node go with it.
struct YAMLEditor {
  let file: String
  let text: YAMLText
  let root: YAMLNode

  /// - Throws: where the file cannot be read or has several documents.
  init(_ bytes: [UInt8], file: String) throws(EditRefusal) {
    self.file = file
    text = YAMLText(bytes)
    root = try yamlRoot(of: bytes, path: file)
  }

  /// Makes a text the last item of the list at a path; a list that is not there begins with it.
  ///
  /// - Throws: where the list has the item already, or something else stands there.
  func appending(_ value: String, to path: YAMLPath) throws(EditRefusal) -> [TextEdit] {
    let reach = path.reach(in: root)
    try holdApart(reach)
    let written = value.isPlainYAML ? value : value.quotedYAML
    let item = YAMLMeaning(written: written)
    guard reach.isComplete, case .sequence(let items, let style) = reach.node.content else {
      let (edit, grown) = try insertion(.item(written), item, at: reach, path)
      return try checked([edit], meaning: grown)
    }
    guard !items.contains(where: { $0.text == value }) else {
      throw EditRefusal("\(path.written) has “\(value)” already")
    }
    let edits =
      style == .flow
      ? flowInsertion(written, in: reach.node) : [try blockItem(written, in: reach.node, path)]
    return try checked(
      edits, meaning: YAMLMeaning(root).changing(reach.indices[...]) { $0.adding(item) })
  }

  /// Takes a pair or an item away, and its comments with it; what is left empty becomes `{}` or `[]`.
  ///
  /// - Throws: where it is not there, or something elsewhere in the file stands for it.
  func removing(_ path: YAMLPath) throws(EditRefusal) -> [TextEdit] {
    let reach = try place(path)
    try holdAnchors(of: reach.node)
    return try checked(try removal(of: reach, path), meaning: meaning(without: reach))
  }

  /// Takes what stands at a place away, and its comments with it; keys above it may stand twice.
  ///
  /// - Parameter place: the numbers of the pairs and items from the root down.
  func removing(at place: [Int]) throws(EditRefusal) -> [TextEdit] {
    var reach = YAMLPath.Reach(nodes: [root], open: [])
    for index in place {
      guard reach.node.children.indices.contains(index) else { throw EditRefusal("\(file) has no such place") }
      reach.nodes.append(reach.node.children[index])
      reach.indices.append(index)
    }
    try holdAnchors(of: reach.node)
    return try checked(try removal(of: reach, YAMLPath("")), meaning: meaning(without: reach))
  }

  /// Puts a pair under another mapping of the file, which may have to be made for it, and its comments with it.
  ///
  /// - Throws: where it is not there, is no pair, or cannot be written the same there.
  func moving(_ path: YAMLPath, under target: YAMLPath) throws(EditRefusal) -> [TextEdit] {
    let source = try place(path)
    guard let pair = pair(at: source) else { throw EditRefusal("\(path.written) is no key") }
    let goal = target.reach(in: root)
    try holdApart(goal)
    let isInside = goal.indices.starts(with: source.indices)
    let isThere = goal.isComplete && goal.indices == source.indices.dropLast()
    let key = pair.key.text ?? ""
    guard !isInside else { throw EditRefusal("\(target.written) is a part of \(path.written)") }
    guard !isThere, !(goal.isComplete && goal.node[key] != nil) else {
      throw EditRefusal("“\(key)” is under \(target.name) already")
    }
    if !goal.isComplete, goal.indices == source.indices.dropLast() {
      let (edit, meaning) = try wrapping(source, pair, in: goal, target)
      return try checked([edit], meaning: meaning)
    }
    let moved = YAMLMeaning.Pair(pair)
    let (edit, grown) = try insertion(
      .pair(source, pair), .mapping([moved]), at: goal, target)
    return try checked(
      try removal(of: source, path) + [edit], meaning: meaning(without: source, in: grown))
  }

  // MARK: What must hold

  private func place(_ path: YAMLPath) throws(EditRefusal) -> YAMLPath.Reach {
    let reach = path.reach(in: root)
    try holdApart(reach)
    guard reach.isComplete else { throw EditRefusal("\(file) has no \(path.written)") }
    guard let parent = reach.parent else { throw EditRefusal("\(path.name) is all there is") }
    if let key = pair(at: reach)?.key.text, (parent.pairs ?? []).count(where: { $0.key.text == key }) > 1 {
      throw EditRefusal("“\(key)” is there twice")
    }
    return reach
  }

  func pair(at reach: YAMLPath.Reach) -> YAMLPair? {
    guard case .mapping(let pairs, _) = reach.parent?.content, let index = reach.indices.last else {
      return nil
    }
    return pairs[index]
  }

  /// No alias on the way, and no anchor that an alias elsewhere stands for.
  private func holdApart(_ reach: YAMLPath.Reach) throws(EditRefusal) {
    if case .alias(let name, _) = reach.node.content, !reach.isComplete {
      throw EditRefusal("“*\(name)” stands for what is elsewhere in \(file)")
    }
    let used = root.aliases
    for anchor in reach.nodes.compactMap(\.anchor) where used.contains(anchor) {
      throw EditRefusal("“*\(anchor)” in \(file) would change as well")
    }
  }

  private func holdAnchors(of node: YAMLNode) throws(EditRefusal) {
    var outside = root.aliasCounts
    for (name, count) in node.aliasCounts { outside[name, default: 0] -= count }
    for anchor in node.anchors where outside[anchor, default: 0] > 0 {
      throw EditRefusal("“*\(anchor)” elsewhere in \(file) stands for it")
    }
  }

  /// The edits in order, where the file they make says what is meant.
  private func checked(_ edits: [TextEdit], meaning: YAMLMeaning) throws(EditRefusal) -> [TextEdit] {
    let edits = text.closed(edits)
    let areApart = zip(edits, edits.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
    let before = String(decoding: text.bytes, as: UTF8.self)
    guard areApart, let after = try? YAMLDocument.parse(apply(edits, to: before)).root,
      YAMLMeaning(after) == meaning
    else {
      throw EditRefusal(
        root.aliases.isEmpty
          ? "it cannot be written exactly in \(file)"
          : "an alias in \(file) would stand for something else")
    }
    return edits
  }

  private func meaning(without reach: YAMLPath.Reach, in whole: YAMLMeaning? = nil) -> YAMLMeaning {
    (whole ?? YAMLMeaning(root)).changing(reach.indices.dropLast()) {
      $0.removing(reach.indices[reach.indices.count - 1])
    }
  }
}

extension YAMLPath {
  /// For people.
  var name: String { steps.isEmpty ? "the file's top" : written }
}

extension YAMLMeaning {
  /// A scalar as it is written.
  init(written: String) {
    let isQuoted = written.utf8.first.map(\.isQuote) ?? false
    let node = YAMLDocument.scalar(written)
    self = node.map { Self($0) } ?? (isQuoted ? .text(written) : .typed(written))
  }

  func changing(
    _ path: ArraySlice<Int>, _ change: (YAMLMeaning) -> YAMLMeaning
  ) -> YAMLMeaning {
    guard let first = path.first else { return change(self) }
    switch self {
    case .list(var items):
      items[first] = items[first].changing(path.dropFirst(), change)
      return .list(items)
    case .mapping(var pairs):
      pairs[first].value = pairs[first].value.changing(path.dropFirst(), change)
      return .mapping(pairs)
    case .text, .typed: return self
    }
  }

  fileprivate func adding(_ item: YAMLMeaning) -> YAMLMeaning {
    if case .list(let items) = self { .list(items + [item]) } else { .list([item]) }
  }

  fileprivate func removing(_ index: Int) -> YAMLMeaning {
    switch self {
    case .list(var items):
      items.remove(at: index)
      return .list(items)
    case .mapping(var pairs):
      pairs.remove(at: index)
      return .mapping(pairs)
    case .text, .typed: return self
    }
  }
}

extension YAMLMeaning.Pair {
  init(_ pair: YAMLPair) { self.init(key: YAMLMeaning(pair.key), value: YAMLMeaning(pair.value)) }
}

extension YAMLDocument {
  /// What a scalar says that is written so, alone.
  fileprivate static func scalar(_ written: String) -> YAMLNode? { try? parse(written).root }
}

extension YAMLNode {
  fileprivate var aliases: Set<String> { Set(aliasCounts.keys) }

  /// How often each alias stands in it; what aliases stand for is not looked into.
  fileprivate var aliasCounts: [String: Int] {
    var counts: [String: Int] = [:]
    visit { if case .alias(let name, _) = $0.content { counts[name, default: 0] += 1 } }
    return counts
  }

  fileprivate var anchors: [String] {
    var anchors: [String] = []
    visit { if let anchor = $0.anchor { anchors.append(anchor) } }
    return anchors
  }

  private func visit(_ body: (YAMLNode) -> Void) {
    body(self)
    switch content {
    case .mapping(let pairs, _):
      for pair in pairs {
        pair.key.visit(body)
        pair.value.visit(body)
      }
    case .sequence(let items, _): for item in items { item.visit(body) }
    case .scalar, .alias: return
    }
  }
}
