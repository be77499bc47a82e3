import HealLanguage

/// A checked rule, together with what was written.
struct WrittenRule {
  var rule: Rule
  var syntax: Syntax.Rule
  /// Of the rule's source.
  var bytes: [UInt8]

  /// The rules in effect that stand in these sources, in source order.
  static func all(of sources: [HealLanguage.Source], _ compilation: Compilation) -> [WrittenRule] {
    let rules = Dictionary(compilation.rules.rules.map { ($0.location, $0) }) { first, _ in first }
    return sources.flatMap { source -> [WrittenRule] in
      let bytes = Array(source.text.utf8)
      return Syntax.read(source).file.rules.compactMap { syntax in
        let place = Location(source: source.name, range: syntax.name.span.bytes)
        return rules[place].map { WrittenRule(rule: $0, syntax: syntax, bytes: bytes) }
      }
    }
  }
}
