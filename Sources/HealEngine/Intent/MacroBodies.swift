/// The macros of a file, as far as their SQL can be told without knowing what calls them.
struct MacroBodies {
  private let text: [UInt8]
  private let heads: [Range<Int>]
  private let bodies: [Range<Int>]

  init(_ text: [UInt8]) {
    self.text = text
    var heads: [Range<Int>] = []
    var bodies: [Range<Int>] = []
    var start: Int?
    for tag in JinjaTag.read(in: text) where tag.form == .statement {
      switch JinjaTag.keyword(of: tag.range, in: text) {
      case "macro":
        heads.append(tag.range)
        start = tag.range.upperBound
      case "endmacro":
        if let start { bodies.append(start..<tag.range.lowerBound) }
        start = nil
      default: break
      }
    }
    (self.heads, self.bodies) = (heads, bodies)
  }

  var isEmpty: Bool { bodies.isEmpty }

  var count: Int { bodies.count }

  /// Whether in each of them every bracket has its partner; those in Jinja, strings and comments do not count.
  var arePaired: Bool {
    bodies.allSatisfy { body in
      var depth = 0
      for token in SQLLexer.tokens(of: Array(text[body]), dialect: .generic) where token.kind == .symbol {
        for byte in text[body][(body.lowerBound + token.range.lowerBound)..<(body.lowerBound + token.range.upperBound)] {
          if byte.opensBracket { depth += 1 }
          if byte.closesBracket { depth -= 1 }
        }
        if depth < 0 { return false }
      }
      return depth == 0
    }
  }

  /// Whether a macro of the file has a parameter of this name, or the file sets it.
  func defines(_ name: String) -> Bool {
    let sets = JinjaTag.read(in: text).filter {
      $0.form == .statement && ["set", "for"].contains(JinjaTag.keyword(of: $0.range, in: text))
    }
    return (heads + sets.map(\.range)).contains { range in
      String(decoding: text[range], as: UTF8.self).hasWord(name)
    }
  }
}

extension String {
  /// The words of all Jinja tags in it.
  var jinjaWords: Set<String> {
    let text = Array(utf8)
    return JinjaTag.read(in: text).reduce(into: []) { words, tag in
      words.formUnion(
        text[tag.range].split { !$0.isWordByte }.map { String(decoding: $0, as: UTF8.self) })
    }
  }
}
