/// What one source says by itself, whatever else it is compiled with: an editor keeps it for each file
/// that did not change.
package struct CheckedSource: Sendable {
  package let source: Source
  package let file: Syntax.File
  let rules: [WrittenRule]
  /// Those that the source has whatever else there is.
  let problems: [Problem]
  let suppressions: [Suppression]

  /// A rule as it was written and, where nothing is wrong with it, as it is meant.
  struct WrittenRule: Sendable {
    var syntax: Syntax.Rule
    var source: String
    var layer: Source.Layer
    var rule: Rule?

    var name: String { syntax.name.text }

    var place: Location { Location(source: source, range: syntax.name.span.bytes) }
  }

  /// The patterns that its rules may name.
  package let named: NamedPatterns.Folder
  /// The faults that its rules and remedies may name.
  package let faults: Faults

  /// - Parameters:
  ///   - source: the text.
  ///   - read: what reading it gave.
  ///   - named: the patterns of its folder.
  ///   - faults: those of all sources.
  package init(
    _ source: Source, _ read: (file: Syntax.File, problems: [Problem]),
    named: NamedPatterns.Folder, faults: Faults
  ) {
    self.source = source
    self.named = named
    self.faults = faults
    let bytes = Array(source.text.utf8)
    var problems: [Problem]
    (file, problems) = read
    var rules: [WrittenRule] = []
    for (syntax, standing) in file.standings {
      var checker = RuleChecker(
        syntax, source: source.name, bytes: bytes, layer: source.layer, standing: standing,
        named: named, faults: faults)
      let rule = checker.check()
      problems += checker.problems
      rules.append(
        WrittenRule(syntax: syntax, source: source.name, layer: source.layer, rule: rule))
    }
    self.rules = rules
    let (suppressions, faults) = Suppression.all(in: file, bytes: bytes)
    self.suppressions = suppressions
    self.problems = problems + faults
  }
}

extension Syntax.File {
  fileprivate var standings: [(Syntax.Rule, Rule.Standing)] {
    items.flatMap { item -> [(Syntax.Rule, Rule.Standing)] in
      switch item {
      case .rule(let rule): [(rule, rule.role == .fallback ? .fallback : .regular)]
      case .fallback(let block):
        block.rules.enumerated().map { ($0.element, .ordered($0.offset)) }
      case .category, .pattern, .fault, .disable: []
      }
    }
  }
}
