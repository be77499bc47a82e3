import HealLanguage

/// The remedies of problems: the edits that `heal lint --fix` would make.
struct CodeActions {
  let problems: [Problem]
  let places: TextPlaces
  let location: (Location) -> JSON
  let uri: (String) -> String

  func actions() -> [JSON] {
    problems.flatMap { problem in
      problem.remedies.enumerated().map { action($0.element, of: problem, isBest: $0.offset == 0) }
    }
  }

  private func action(_ remedy: Remedy, of problem: Problem, isBest: Bool) -> JSON {
    var changes: [(String, JSON)] = []
    for source in Set(remedy.edits.map(\.location.source)).sorted() {
      let edits: [JSON] = remedy.edits.filter { $0.location.source == source }.map { edit in
        .object([
          ("range", location(edit.location)["range"] ?? .null),
          ("newText", .text(edit.replacement)),
        ])
      }
      changes.append((uri(source), .list(edits)))
    }
    return .object([
      ("title", .text(remedy.title.prefix(1).uppercased() + remedy.title.dropFirst())),
      ("kind", .text("quickfix")), ("isPreferred", .bool(isBest)),
      ("diagnostics", .list([problem.diagnostic(places, location)])),
      ("edit", .object([("changes", .object(changes))])),
    ])
  }
}

extension Problem {
  /// Whether its first place is in the source and has a byte or an end in common with the range.
  func touches(_ range: Range<Int>, of source: String) -> Bool {
    guard let place = labels.first?.location, place.source == source else { return false }
    return place.range.lowerBound <= range.upperBound && range.lowerBound <= place.range.upperBound
  }
}
