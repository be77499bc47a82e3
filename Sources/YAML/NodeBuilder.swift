/// Builds the tree out of the events.
struct NodeBuilder {
  private let events: [Event]
  private var next = 0
  private var anchors: [String: Built] = [:]
  private var duplicateKeys: [YAMLNode] = []
  /// How many nodes all aliases stand for.
  private var repeated = 0

  /// A node, how many levels it is high and how many nodes it holds, aliases followed: a chain of aliases must not
  /// become a tree that is too deep or too large to be walked.
  private struct Built {
    var node: YAMLNode
    var height: Int
    var size: Int
  }

  init(events: [Event]) { self.events = events }

  /// The document, where the events are all of it; else the error that cut them short.
  mutating func document(ending error: YAMLError?) throws(YAMLError) -> YAMLDocument {
    var root: YAMLNode?
    while next < events.count {
      defer { next += 1 }
      guard case .documentStart = events[next].kind else { continue }
      guard root == nil else {
        throw .secondDocument(at: events[next].span.start)
      }
      next += 1
      guard let built = try node(depth: 1) else { break }
      root = built.node
    }
    if let error { throw error }
    return YAMLDocument(
      root: root.flatMap { isNothing($0) ? nil : $0 }, duplicateKeys: duplicateKeys,
      repeated: repeated)
  }

  /// libyaml gives a text of comments alone an empty scalar, as it gives one to `key:`.
  private func isNothing(_ node: YAMLNode) -> Bool {
    guard case .scalar("", .plain) = node.content else { return false }
    return true
  }

  /// The node that begins at the next event, which becomes the last one read. nil where the events
  /// end early.
  private mutating func node(depth: Int) throws(YAMLError) -> Built? {
    guard next < events.count else { return nil }
    let event = events[next]
    guard depth <= YAMLDocument.depthLimit else { throw .tooDeep(at: event.span.start) }
    switch event.kind {
    case .scalar(let text, let style, let anchor):
      let node = YAMLNode(
        content: .scalar(text: text, style: style), span: event.span, anchor: anchor)
      return remember(Built(node: node, height: 1, size: 1))
    case .alias(let name):
      guard let target = anchors[name] else {
        throw YAMLError(message: "found undefined alias \(name)", mark: event.span.start)
      }
      guard depth + target.height <= YAMLDocument.depthLimit else {
        throw .tooDeep(at: event.span.start)
      }
      repeated += target.size
      guard repeated <= YAMLDocument.repeatLimit else {
        throw YAMLError(
          message: "aliases stand for more than \(YAMLDocument.repeatLimit) values",
          mark: event.span.start)
      }
      let node = YAMLNode(content: .alias(name: name, target: target.node), span: event.span)
      return Built(node: node, height: target.height + 1, size: target.size + 1)
    case .sequenceStart(let style, let anchor):
      return try sequence(style, anchor, from: event, depth: depth)
    case .mappingStart(let style, let anchor):
      return try mapping(style, anchor, from: event, depth: depth)
    case .documentStart, .collectionEnd, .other:
      return nil
    }
  }

  private mutating func sequence(
    _ style: YAMLNode.CollectionStyle, _ anchor: String?, from start: Event, depth: Int
  ) throws(YAMLError) -> Built? {
    var items: [YAMLNode] = []
    var (height, size) = (0, 1)
    next += 1
    while next < events.count, !isCollectionEnd {
      guard let item = try node(depth: depth + 1) else { return nil }
      items.append(item.node)
      height = max(height, item.height)
      size += item.size
      next += 1
    }
    guard next < events.count else { return nil }
    let span = span(from: start, style, lastItem: items.last)
    let node = YAMLNode(content: .sequence(items, style: style), span: span, anchor: anchor)
    return remember(Built(node: node, height: height + 1, size: size))
  }

  private mutating func mapping(
    _ style: YAMLNode.CollectionStyle, _ anchor: String?, from start: Event, depth: Int
  ) throws(YAMLError) -> Built? {
    var pairs: [YAMLPair] = []
    var seen: Set<String> = []
    var (height, size) = (0, 1)
    next += 1
    while next < events.count, !isCollectionEnd {
      guard let key = try node(depth: depth + 1) else { return nil }
      next += 1
      if let text = key.node.text, text != "<<", !seen.insert(text).inserted {
        duplicateKeys.append(key.node)
      }
      guard let value = try node(depth: depth + 1) else { return nil }
      next += 1
      pairs.append(YAMLPair(key: key.node, value: value.node))
      height = max(height, key.height, value.height)
      size += key.size + value.size
    }
    guard next < events.count else { return nil }
    let span = span(from: start, style, lastItem: pairs.last?.value)
    let node = YAMLNode(content: .mapping(pairs, style: style), span: span, anchor: anchor)
    return remember(Built(node: node, height: height + 1, size: size))
  }

  private var isCollectionEnd: Bool {
    if case .collectionEnd = events[next].kind { true } else { false }
  }

  /// libyaml ends a block collection at the next token, behind blank lines and comments.
  private func span(
    from start: Event, _ style: YAMLNode.CollectionStyle, lastItem: YAMLNode?
  ) -> YAMLSpan {
    let end = style == .block ? lastItem?.span.end : nil
    return YAMLSpan(start: start.span.start, end: end ?? events[next].span.end)
  }

  private mutating func remember(_ built: Built) -> Built {
    if let anchor = built.node.anchor { anchors[anchor] = built }
    return built
  }
}
