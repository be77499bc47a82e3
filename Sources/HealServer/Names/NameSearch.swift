import HealLanguage

/// What stands at one place of a document.
struct NameSearch {
  let source: CheckedSource
  let offset: Int
  /// The rule around the place, or the last one before it: unfinished text may have cut it short.
  let rule: Syntax.Rule?
  /// The rule's own names; nil where there is no rule.
  let names: RuleNames?

  init(_ source: CheckedSource, at offset: Int) {
    self.source = source
    self.offset = offset
    var rule: Syntax.Rule?
    for candidate in source.file.rules
    where candidate.span.bytes.lowerBound <= offset {
      rule = candidate
    }
    self.rule = rule
    names = rule.map { RuleNames($0, in: source) }
  }

  /// The name at the place; nil where there is none.
  var occurrence: Occurrence? {
    let outer = FileNames(source.file).occurrences.first {
      $0.range.lowerBound <= offset && offset <= $0.range.upperBound
    }
    if let outer { return outer }
    guard let rule, offset <= rule.span.bytes.upperBound else { return nil }
    return names?.occurrence(at: offset)
  }
}

extension Workspace {
  /// All places of a name: in every source for a category, a fault or a rule, in those of its folder for a pattern, in its own
  /// rule otherwise.
  mutating func places(of occurrence: Occurrence, found search: NameSearch) -> [Location: Bool] {
    var places: [Location: Bool] = [:]
    let isGlobal = [.category, .fault, .rule, .namedPattern].contains(occurrence.kind)
    guard isGlobal else {
      for other in search.names?.occurrences ?? []
      where other.kind == occurrence.kind && other.name == occurrence.name {
        places[Location(source: search.source.source.name, range: other.range)] = other.isDefinition
      }
      return places
    }
    let folder = occurrence.kind == .namedPattern ? search.source.source.folder : nil
    for source in allChecked() where folder == nil || source.source.folder == folder {
      for other in FileNames(source.file).occurrences
      where other.kind == occurrence.kind && other.name == occurrence.name {
        places[Location(source: source.source.name, range: other.range)] = other.isDefinition
      }
    }
    return places
  }
}
