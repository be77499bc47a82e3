import HealLanguage

/// The evaluations that no other one silences.
func outspoken(_ evaluations: [RuleEvaluation]) -> [RuleEvaluation] {
  let silent = silenced(evaluations.map(\.rule))
  return evaluations.filter { silent[$0.rule.name] == nil }
}

/// By name, the rules that others of them keep from speaking, and the names of those that do, sorted.
///
/// A rule silences those that it overrides, unless they override it as well. A fallback is silent beside any rule that
/// comes before it and is not overridden.
func silenced(_ rules: [Rule]) -> [String: [String]] {
  let byName = Dictionary(rules.map { ($0.name, $0) }) { first, _ in first }
  var silent: [String: [String]] = [:]
  for rule in rules {
    for name in Set(rule.overrides) {
      guard let other = byName[name], !other.overrides.contains(rule.name) else { continue }
      silent[name, default: []].append(rule.name)
    }
  }
  let speaking = rules.filter { silent[$0.name] == nil }
  if let first = speaking.map(\.turn).min() {
    let before = speaking.filter { $0.turn == first }.map(\.name)
    for rule in speaking where rule.turn > first { silent[rule.name] = before }
  }
  return silent.mapValues { $0.sorted() }
}

extension Rule {
  /// Whether it keeps the other one, a fallback, from speaking wherever both match.
  func isAsked(before other: Rule) -> Bool { turn < other.turn }

  /// When it is asked, among all rules: those of one turn speak together.
  fileprivate var turn: Turn {
    switch standing {
    case .regular: Turn(round: 0)
    case .fallback: Turn(round: 1)
    case .ordered(let place): Turn(round: 2, layer: layer, place: place)
    }
  }
}

private struct Turn: Comparable {
  var round: Int
  var layer = HealLanguage.Source.Layer.standard
  var place = 0

  /// A higher layer is asked first.
  static func < (left: Turn, right: Turn) -> Bool {
    if left.round != right.round { return left.round < right.round }
    if left.layer != right.layer { return right.layer < left.layer }
    return left.place < right.place
  }
}

/// The findings' order: rules for this adapter before general ones where the adapter is known, then
/// those whose patterns demand more literal text; the name only makes the order the same every time.
func ranked(_ evaluations: [RuleEvaluation], adapter: String?) -> [RuleEvaluation] {
  evaluations.sorted { $0.rank(adapter: adapter) < $1.rank(adapter: adapter) }
}

/// The candidates' order: those of the project before the standard ones, then confidence, then lower risk, then rules
/// for this adapter, then the findings' order. Of two that make the same change the better one stays.
func rankedCandidates(of evaluations: [RuleEvaluation]) -> [Candidate] {
  let all = evaluations.enumerated().flatMap { place, evaluation in
    evaluation.candidates.map { (candidate: $0, place: place, evaluation: evaluation) }
  }
  let sorted = all.enumerated().sorted { left, right in
    let (a, b) = (left.element, right.element)
    if a.candidate.isOwn != b.candidate.isOwn { return a.candidate.isOwn }
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
