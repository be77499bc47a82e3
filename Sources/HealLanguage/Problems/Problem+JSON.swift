extension [Problem] {
  /// The problems as one document, `{"problems": […]}`, with lines and columns from 1.
  package func json(_ sources: [Source]) -> JSON {
    let places = Places(sources)
    return .object([("problems", .list(map { $0.json(places) }))])
  }

  /// One document a problem, to be written one a line.
  package func jsonLines(_ sources: [Source]) -> [JSON] {
    let places = Places(sources)
    return map { $0.json(places) }
  }
}

extension Problem {
  func json(_ places: Places) -> JSON {
    .object([
      ("code", .text(code.rawValue)), ("severity", .text(severity.rawValue)),
      ("title", .text(title)),
      ("labels", .list(labels.map { places.json($0.location, ("text", .text($0.text))) })),
      ("notes", .list(notes.map { .text($0) })), ("help", help.map { .text($0) } ?? .null),
      ("remedies", .list(remedies.map { $0.json(places) })),
    ])
  }
}

extension Remedy {
  fileprivate func json(_ places: Places) -> JSON {
    .object([
      ("title", .text(title)),
      (
        "edits",
        .list(edits.map { places.json($0.location, ("replacement", .text($0.replacement))) })
      ),
    ])
  }
}

/// The line maps of all sources, by name.
struct Places {
  private let maps: [String: LineMap]

  init(_ sources: [Source]) {
    maps = Dictionary(
      sources.map { ($0.name, LineMap($0.text)) }, uniquingKeysWith: { first, _ in first })
  }

  func map(of location: Location) -> LineMap { maps[location.source] ?? LineMap("") }

  fileprivate func json(_ location: Location, _ member: (String, JSON)) -> JSON {
    let map = map(of: location)
    let start = map.position(of: location.range.lowerBound)
    let end = map.position(of: location.range.upperBound)
    return .object([
      ("source", .text(location.source)), ("line", .int(start.line)),
      ("column", .int(start.column)), ("end_line", .int(end.line)),
      ("end_column", .int(end.column)),
      member,
    ])
  }
}
