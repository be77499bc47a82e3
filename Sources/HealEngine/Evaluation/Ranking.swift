import HealLanguage

/// The evaluations that no other one overrides. Two rules that override each other both speak.
func outspoken(_ evaluations: [RuleEvaluation]) -> [RuleEvaluation] {
  let silent = overridden(evaluations.map(\.rule))
  return evaluations.filter { !silent.contains($0.rule.name) }
}

/// The names of those rules that one of the others overrides, unless they override it as well.
func overridden(_ rules: [Rule]) -> Set<String> {
  let byName = Dictionary(rules.map { ($0.name, $0) }) { first, _ in first }
  return rules.reduce(into: []) { silent, rule in
    for name in rule.overrides {
      guard let other = byName[name], !other.overrides.contains(rule.name) else { continue }
      silent.insert(name)
    }
  }
}

/// The findings' order: rules for this adapter before general ones where the adapter is known, then
/// those whose patterns demand more literal text; the name only makes the order the same every time.
func ranked(_ evaluations: [RuleEvaluation], adapter: String?) -> [RuleEvaluation] {
  evaluations.sorted { $0.rank(adapter: adapter) < $1.rank(adapter: adapter) }
}

/// The candidates' order: confidence, then lower risk, then rules for this adapter, then the
/// findings' order. Of two that make the same change the better one stays.
func rankedCandidates(of evaluations: [RuleEvaluation]) -> [Candidate] {
  let all = evaluations.enumerated().flatMap { place, evaluation in
    evaluation.candidates.map { (candidate: $0, place: place, evaluation: evaluation) }
  }
  let sorted = all.enumerated().sorted { left, right in
    let (a, b) = (left.element, right.element)
    if a.candidate.confidence != b.candidate.confidence {
      return a.candidate.confidence > b.candidate.confidence
    }
    if a.candidate.risk != b.candidate.risk { return a.candidate.risk < b.candidate.risk }
    return (a.place, left.offset) < (b.place, right.offset)
  }
  var seen: Set<String> = []
  return sorted.map(\.element.candidate).filter { seen.insert($0.key).inserted }
}

extension RuleEvaluation {
  fileprivate func rank(adapter: String?) -> (Int, Int, String) {
    let isForThisAdapter = adapter != nil && !rule.adapters.isEmpty
    return (isForThisAdapter ? 0 : 1, -specificity, rule.name)
  }
}
