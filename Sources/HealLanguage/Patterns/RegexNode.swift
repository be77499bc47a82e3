/// What a regex says, as far as heal has to know: which groups it captures, and which text every
/// match holds. PCRE2 alone decides what it matches.
indirect enum RegexNode: Equatable {
  /// No text: an anchor, a comment, an option.
  case empty
  /// One character or a run of white space, as ``LiteralText`` spells it.
  case literal(LiteralText)
  /// One of these.
  case oneOf([LiteralText])
  /// Any text or none: whatever heal does not look into.
  case anything
  case sequence([RegexNode])
  case alternatives([RegexNode])
  /// A named group.
  case capture(String, RegexNode)
  /// What stands in it takes part in a match but has no text of its own there.
  case lookaround(RegexNode, isNegative: Bool)
  case repeated(RegexNode, minimum: Int, maximum: Int?)
}

extension RegexNode {
  /// The named groups that take part in every match.
  var certainCaptures: Set<String> {
    switch self {
    case .empty, .literal, .oneOf, .anything: []
    case .sequence(let nodes):
      nodes.reduce(into: []) { $0.formUnion($1.certainCaptures) }
    case .alternatives(let nodes):
      nodes.dropFirst().reduce(nodes.first?.certainCaptures ?? []) {
        $0.intersection($1.certainCaptures)
      }
    case .capture(let name, let node): node.certainCaptures.union([name])
    case .lookaround(let node, let isNegative): isNegative ? [] : node.certainCaptures
    case .repeated(let node, let minimum, _): minimum > 0 ? node.certainCaptures : []
    }
  }
}
