import HealEngine

/// Failures in the order in which a person should read them: what stopped dbt before any node could run, then
/// nodes that nothing else failed above, then the others.
func rootCauseFirst(_ diagnoses: [Diagnosis]) -> [Diagnosis] {
  let failed = Set(diagnoses.compactMap(\.failure.node?.uniqueID))
  func rank(_ failure: Failure) -> Int {
    if failure.isBeforeRun { return 0 }
    let isBelowAnother = (failure.node?.dependsOn ?? []).contains(where: failed.contains)
    return isBelowAnother ? 2 : 1
  }
  return (0...2).flatMap { wanted in diagnoses.filter { rank($0.failure) == wanted } }
}
