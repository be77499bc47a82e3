import HealLanguage

/// What stands in several rules and could stand once.
extension RuleSetLints {
  /// Patterns that rules of one folder write again, where that is more than a few words. What a name stands for counts once.
  mutating func checkRepeats() {
    var places: [Place: [Location]] = [:]
    for item in written {
      var seen: Set<Place> = []
      for pattern in (item.rule.matches + item.rule.exclusions).flatMap(\.alternatives) {
        let place = Place(folder: pattern.location.folder, regex: pattern.regex)
        let known = places[place] ?? []
        // Twice in one rule is another mistake.
        guard seen.insert(place).inserted, !known.contains(pattern.location) else { continue }
        places[place] = known + [pattern.location]
      }
    }
    for locations in places.values where locations.count > 1 {
      let first = locations[0]
      guard (locations.count - 1) * first.range.count >= Self.mostRepeated else { continue }
      problems.append(.repeatedPattern(at: locations[1], earlier: first, times: locations.count))
    }
  }

  /// So many bytes may be written again: a name would be as long.
  private static let mostRepeated = 40

  /// A pattern in a folder, whose rules may share a name for it.
  private struct Place: Hashable {
    var folder: String
    var regex: String
  }

  /// Faults of these sources that rules for some adapters mean, while rules for others do not.
  mutating func checkFaults(_ rules: RuleSet) {
    let adapters = Set(written.flatMap(\.rule.adapters)).sorted()
    for fault in rules.faults {
      let recognisers = rules.recognisers(of: fault.name)
      guard !recognisers.isEmpty, recognisers.allSatisfy({ !$0.adapters.isEmpty }) else { continue }
      let known = Set(recognisers.flatMap(\.adapters))
      let missing = adapters.filter { !known.contains($0) }
      if !missing.isEmpty {
        problems.append(.partlyRecognisedFault(fault.name, on: missing, at: fault.location))
      }
    }
  }
}

extension Location {
  fileprivate var folder: String { HealLanguage.Source(name: source, text: "").folder }
}
