/// Compiles rule sources into one rule set; wrong text is an answer, not an error.
///
/// A rule of a higher layer replaces its namesake of a lower one; a rule with an error in it is left out.
package func compile(_ sources: [Source]) -> Compilation {
  let parsed = sources.map(Syntax.read)
  var checker = Checker(sources: sources, files: parsed.map(\.file))
  let rules = checker.check()
  var problems = parsed.flatMap(\.problems) + checker.problems
  var suppressions: [Suppression] = []
  for (source, file) in zip(sources, checker.files) {
    let (found, faults) = Suppression.all(in: file, bytes: Array(source.text.utf8))
    suppressions += found
    problems += faults
  }
  problems = Suppression.apply(suppressions.filter { !$0.code.isFoundByLint }, to: problems)
  return Compilation(
    rules: rules, problems: inSourceOrder(problems, sources),
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
