import HealLanguage

/// Patterns that may take very long, each with a text that shows it.
extension RuleLints {
  mutating func checkBacktracking(_ place: PatternPlace) {
    // Skeletons are made so that they cannot.
    guard let tree = place.tree else { return }
    let attacks = AttackMaker(place.pattern, tree: tree).attacks
    guard !attacks.isEmpty else { return }
    switch BacktrackingTrial(place).worst(of: attacks) {
    case .exponential(let attack, let count):
      report(
        .regexRedos(
          at: place.location(attack.part), attack: attack.shown(count),
          bytes: attack.text(count).count, limit: BacktrackingTrial.limit))
    case .polynomial(let attack, let degree, let count, let steps):
      report(
        .regexPolynomial(
          at: place.location(attack.part), degree: degree, attack: attack.shown(count),
          bytes: attack.text(count).count, steps: steps))
    case nil: break
    }
  }
}
