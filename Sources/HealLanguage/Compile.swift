/// Compiles rule sources into one rule set; wrong text is an answer, not an error.
///
/// A rule of a higher layer replaces its namesake of a lower one; a rule with an error in it is left out.
package func compile(_ sources: [Source]) -> Compilation {
  let read = sources.map { ($0, Syntax.read($0)) }
  let files = read.map { ($0.0, $0.1.file) }
  let (named, faults) = (NamedPatterns(files), Faults(files))
  return compile(read.map { CheckedSource($0.0, $0.1, named: named.around($0.0), faults: faults) })
}

/// The same for sources some of which were checked before.
package func compile(_ sources: [CheckedSource]) -> Compilation {
  var checker = Checker(sources: sources)
  let rules = checker.check()
  checker.checkNamedPatterns()
  checker.checkFaults()
  let suppressions = sources.flatMap(\.suppressions)
  let problems = Suppression.apply(
    suppressions.filter { !$0.code.isFoundByLint },
    to: sources.flatMap(\.problems) + checker.problems)
  return Compilation(
    rules: rules, problems: inSourceOrder(problems, sources.map(\.source)),
    openSuppressions: suppressions.filter(\.code.isFoundByLint))
}

/// The problems by source, place and the order in which they were found.
package func inSourceOrder(_ problems: [Problem], _ sources: [Source]) -> [Problem] {
  let order = Dictionary(
    sources.enumerated().map { ($0.element.name, $0.offset) },
    uniquingKeysWith: { first, _ in first })
  let keyed = problems.enumerated().map { index, problem in
    let place = problem.labels.first?.location
    return (
      key: (place.flatMap { order[$0.source] } ?? 0, place?.range.lowerBound ?? 0, index), problem
    )
  }
  return keyed.sorted { $0.key < $1.key }.map(\.1)
}
