/// A value in a YAML text, as written: tags are left aside, and nothing is converted.
package struct YAMLNode: Hashable, Sendable {
  package var content: Content
  package var span: YAMLSpan
  /// The name after `&`.
  package var anchor: String?

  package init(content: Content, span: YAMLSpan, anchor: String? = nil) {
    self.content = content
    self.span = span
    self.anchor = anchor
  }

  package indirect enum Content: Hashable, Sendable {
    case scalar(text: String, style: ScalarStyle)
    case sequence([YAMLNode], style: CollectionStyle)
    case mapping([YAMLPair], style: CollectionStyle)
    /// `*name`, standing for the node with that anchor. The span is the alias's own.
    case alias(name: String, target: YAMLNode)
  }

  package enum ScalarStyle: Hashable, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package enum CollectionStyle: Hashable, Sendable {
    case block, flow
  }
}

/// A key and its value in a mapping.
package struct YAMLPair: Hashable, Sendable {
  package var key: YAMLNode
  package var value: YAMLNode

  package init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

extension YAMLNode {
  /// The node that an alias stands for; any other node itself.
  package var resolved: YAMLNode {
    var node = self
    while case .alias(_, let target) = node.content { node = target }
    return node
  }

  /// The text of a scalar, looked at through aliases; nil for any other node.
  package var text: String? {
    guard case .scalar(let text, _) = resolved.content else { return nil }
    return text
  }

  /// The items of a sequence, looked at through aliases; nil for any other node.
  package var items: [YAMLNode]? {
    guard case .sequence(let items, _) = resolved.content else { return nil }
    return items
  }

  /// The pairs of a mapping in their order, looked at through aliases; nil for any other node.
  package var pairs: [YAMLPair]? {
    guard case .mapping(let pairs, _) = resolved.content else { return nil }
    return pairs
  }

  /// Whether this is an empty value, `~` or `null`.
  package var isNull: Bool {
    guard case .scalar(let text, .plain) = resolved.content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The value of the last pair with this key, as readers of YAML take it; keys that are not scalars
  /// are passed over.
  package subscript(key: String) -> YAMLNode? { pairs?.last { $0.key.text == key }?.value }

  /// The item at this index; nil where there is none.
  package subscript(index: Int) -> YAMLNode? {
    guard let items, items.indices.contains(index) else { return nil }
    return items[index]
  }
}
