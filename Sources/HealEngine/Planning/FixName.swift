package import HealLanguage

/// Names one fix of a rule from run to run, whatever it is about each time.
package struct FixName: Hashable, Sendable {
  package var rule: String
  /// As its author wrote it: `Read ${better} where ${model} reads ${column}`.
  package var title: String

  package init(rule: String, title: String) {
    self.rule = rule
    self.title = title
  }

  package init(_ fix: Fix, of rule: Rule) {
    self.init(rule: rule.name, title: fix.title.source)
  }
}

extension Candidate {
  package var name: FixName { FixName(rule: rule, title: titleTemplate) }
}

extension Template {
  /// As it is written.
  fileprivate var source: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .expression(let expression): "${\(expression.kind.shown)}"
      }
    }.joined()
  }

  /// Whether a text can have come of it.
  package func fits(_ text: String) -> Bool {
    var rest = text[...]
    var mayBegin = false
    for (index, part) in parts.enumerated() {
      guard case .text(let piece) = part else {
        mayBegin = true
        continue
      }
      if mayBegin, index == parts.count - 1 { return rest.hasSuffix(piece) }
      guard let found = mayBegin ? rest.firstRange(of: piece) : rest.prefixRange(of: piece)
      else { return false }
      rest = rest[found.upperBound...]
      mayBegin = false
    }
    return mayBegin || rest.isEmpty
  }
}

extension Substring {
  fileprivate func prefixRange(of text: String) -> Range<Index>? {
    hasPrefix(text) ? startIndex..<index(startIndex, offsetBy: text.count) : nil
  }
}
