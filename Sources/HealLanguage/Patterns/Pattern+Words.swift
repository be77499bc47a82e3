extension Pattern {
  /// The words that it looks for, in lower case, those of at least three letters; what is in a hole or a class is
  /// none. Of a regex, those of every branch.
  package var words: Set<String> {
    var text: [UInt8] = []
    if form == .skeleton {
      var reader = SkeletonReader(written)
      for part in reader.read().parts {
        if case .literal(let bytes) = part { text += bytes } else { text.append(0x20) }
      }
    } else {
      var parser = RegexParser(regex)
      parser.parse().collectWords(into: &text)
    }
    return Self.words(of: String(decoding: text, as: UTF8.self))
  }

  /// The words of any text, as in ``words``.
  package static func words(of text: String) -> Set<String> {
    Set(
      text.utf8.split { !isWordByte($0) && $0 < 0x80 }
        .filter { word in word.count >= 3 && !word.contains { (0x30...0x39).contains($0) } }
        .map { String(decoding: LiteralText(Array($0)).bytes, as: UTF8.self) })
  }
}

extension RegexNode {
  fileprivate func collectWords(into text: inout [UInt8]) {
    switch self {
    case .literal(let literal): text += literal.bytes
    case .empty: return
    case .anything, .oneOf, .lookaround: text.append(0x20)
    case .sequence(let nodes): for node in nodes { node.collectWords(into: &text) }
    case .alternatives(let nodes):
      for node in nodes {
        text.append(0x20)
        node.collectWords(into: &text)
      }
      text.append(0x20)
    case .capture(_, let node): node.collectWords(into: &text)
    case .repeated(let node, let minimum, let maximum):
      let isOnce = minimum == 1 && maximum == 1
      if !isOnce { text.append(0x20) }
      if minimum > 0 { node.collectWords(into: &text) }
      if !isOnce { text.append(0x20) }
    }
  }
}
